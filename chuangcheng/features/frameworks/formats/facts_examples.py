"""How a fact for a rule is stated in a row: its columns, and an example for each of them."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from chuangcheng.domain.editions.fact_values import WAYS
from chuangcheng.domain.editions.rules import (
    Bonus,
    Deduct,
    DeductItem,
    Given,
    Grade,
    KOfN,
    PassShare,
    Ratio,
    Rule,
    Threshold,
)
from chuangcheng.domain.text import narrow, without_braces
from chuangcheng.features.frameworks.formats.cell_values import plain
from chuangcheng.features.frameworks.formats.facts_layout import FACTS

Ways = tuple[tuple[str, ...], ...]
"""Columns that are filled together, way by way; exactly one way is used in a row."""

ARTICLE_WAYS: Ways = (("occurrences",),)
OBSERVATIONS_WAY = ("observations",)
_MOST_PLACES = 3
_BREAKS = frozenset(":;\n")


def ways_of(rule: Rule) -> Ways:
    """Return the columns to fill for a rule, way by way; ``observations`` is a sheet."""
    if isinstance(rule, Deduct):
        return _ways_of_deduct(rule)
    if isinstance(rule, Bonus) and rule.per is None:
        return (("points",),)
    ways = tuple(_columns(way) for way in WAYS[rule.type])
    if isinstance(rule, Grade | Given) and rule.panel:
        ways = tuple(reversed(ways))  # the usual way first
    return tuple(dict.fromkeys(ways))


def _columns(way: tuple[str, ...]) -> tuple[str, ...]:
    if way == ("groups",):
        return ("asked", "right")
    columns = (FACTS.column(name) for name in way)
    return tuple(
        column.field if column else name for name, column in zip(way, columns, strict=True)
    )


def _ways_of_deduct(rule: Deduct) -> Ways:
    counted = sum(item.required is not None for item in rule.items)
    if not counted:
        return (("shortfall",),)
    together = ("counts",) if counted == len(rule.items) else ("shortfall", "counts")
    return (("shortfall",), together)


def item_name(item: DeductItem, rule: Deduct, language: str) -> str:
    """Return how an item is called in a cell: its name, or its code where that is unclear."""
    name = narrow(without_braces(item.name.get(language)))
    alike = [
        other for other in rule.items if narrow(without_braces(other.name.get(language))) == name
    ]
    return item.code if not name or _BREAKS & set(name) or len(alike) > 1 else name


def shortfalls_example(rule: Deduct, language: str, *, only_uncounted: bool = False) -> str:
    """Return for example ``Nursing room missing:1;Facility locked:0``."""
    items = [item for item in rule.items if not only_uncounted or item.required is None]
    if len(rule.items) == 1:
        return "1"
    return ";".join(
        f"{item_name(item, rule, language)}:{0 if number else 1}"
        for number, item in enumerate(items)
    )


def _counts_example(rule: Deduct, language: str) -> str:
    entries = []
    for item in rule.items:
        if item.required is not None:
            places = item.places or 1
            found = [max(item.required - place, 0) for place in range(min(places, _MOST_PLACES))]
            more = ",…" if places > _MOST_PLACES else ""
            shown = ",".join(str(number) for number in found)
            entries.append(f"{item_name(item, rule, language)}:{shown}{more}")
    return ";".join(entries)


def example(rule: Rule, way: tuple[str, ...], field: str, language: str) -> str:
    """Return what may stand in the column ``field`` of a row that is filled in this way."""
    if isinstance(rule, Deduct):
        if field == "counts":
            return _counts_example(rule, language)
        return shortfalls_example(rule, language, only_uncounted="counts" in way)
    return _EXAMPLES[field](rule)


def _grade(rule: Rule) -> str:
    return next(iter(rule.scale), "") if isinstance(rule, Grade) else ""


def _mark(rule: Rule) -> str:
    return plain(rule.out_of * Decimal("0.85"))


def _panel(rule: Rule) -> str:
    if isinstance(rule, Grade):
        grades = tuple(rule.scale)
        return ";".join((grades[0], grades[min(1, len(grades) - 1)], grades[0]))
    return ";".join(plain(rule.out_of * Decimal(share)) for share in ("0.85", "0.9", "0.88"))


def _observed(rule: Rule) -> str:
    least = rule.min_observed if isinstance(rule, PassShare) else None
    return str(max(least or 0, 20))


def _value(rule: Rule) -> str:
    if isinstance(rule, Ratio):
        return "3;2" if rule.parts and rule.parts > 1 else plain(rule.target)
    if isinstance(rule, Threshold) and rule.unit == "number":
        return plain(rule.steps[0].limit)
    return "92.3%"


def _asked(rule: Rule) -> str:
    return _groups(rule, (rule.n, rule.n)) if isinstance(rule, KOfN) else ""


def _right(rule: Rule) -> str:
    return _groups(rule, (min(rule.n, rule.k + 1), rule.k)) if isinstance(rule, KOfN) else ""


def _groups(rule: KOfN, numbers: tuple[int, int]) -> str:
    first, second = numbers
    if rule.groups == 1:
        return str(first)
    more = ";…" if rule.groups and rule.groups > len(numbers) else ""
    return f"{first};{second}{more}"


def _points(rule: Rule) -> str:
    return plain(min(rule.out_of, Decimal(1)))


_EXAMPLES: Mapping[str, Callable[[Rule], str]] = {
    "grade": _grade,
    "mark": _mark,
    "panel": _panel,
    "observed": _observed,
    "passed": lambda _: "18",
    "value": _value,
    "numerator": lambda _: "180",
    "denominator": lambda _: "200",
    "asked": _asked,
    "right": _right,
    "points": _points,
    "items": lambda _: "2",
    "triggered": lambda _: "",
}
