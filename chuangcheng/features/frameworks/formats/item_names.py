"""Understands the names of a deduction's items in cells, in any script, as their codes."""

from collections.abc import Mapping
from typing import Any

from chuangcheng.domain.editions.rules import Deduct
from chuangcheng.domain.text import LANGUAGES, narrow, to_simplified, without_braces

FIELDS = ("shortfalls", "counts")


def spelling(name: str) -> str:
    """Return a name without what people write differently: script, case, width, spaces."""
    bare = narrow(without_braces(name)).casefold()
    return to_simplified("".join(bare.split()))


def codes_by_name(rule: Deduct) -> Mapping[str, str]:
    """Return the codes of a rule's items by the spelling of code and names.

    A name that two items share means neither.
    """
    found: dict[str, set[str]] = {}
    for item in rule.items:
        names = (item.name.get(language) for language in LANGUAGES)
        for name in {spelling(name) for name in names if name}:
            found.setdefault(name, set()).add(item.code)
    codes = {name: next(iter(several)) for name, several in found.items() if len(several) == 1}
    return codes | {spelling(item.code): item.code for item in rule.items}


def coded_items(fact: dict[str, Any], rule: Deduct) -> list[tuple[str, str]]:
    """Replace names of items by their codes in a fact.

    Returns the field and the name of every item that stands there twice.
    """
    codes = codes_by_name(rule)
    known = {item.code for item in rule.items}
    twice = []
    for field in FIELDS:
        written = fact.get(field)
        if not isinstance(written, dict):
            continue
        coded: dict[str, object] = {}
        for name, value in written.items():
            code = name if name in known else codes.get(spelling(name), name)
            if code in coded:
                twice.append((field, name))
            coded.setdefault(code, value)
        fact[field] = coded
    return twice
