"""The reference pages name everything that a file may hold, and their examples are sound."""

import ast
from collections.abc import Iterator
from typing import Any

import pytest

from chuangcheng.domain.editions import edition as content
from chuangcheng.domain.editions import fact_reading, fact_values, read_edition, read_facts, reading
from chuangcheng.domain.editions.rules import SANCTIONS
from chuangcheng.domain.scoring import as_document
from chuangcheng.foundation.shell.formats.limits import DEFAULT
from chuangcheng.foundation.shell.formats.yaml_files import read_yaml
from tests.docs.pages import ROOT, blocks_with, code_spans, read
from tests.docs.test_scoring_examples import examples, parsed, scored

EDITIONS = ROOT / "chuangcheng/domain/editions"
READERS = {
    "docs/reference/edition-format.md": (
        "reading.py",
        "tree_reading.py",
        "list_reading.py",
        "rule_reading.py",
    ),
    "docs/reference/facts-format.md": ("fact_reading.py", "fact_values.py"),
}
TAKING = frozenset({"mapping", "entry", "required", "has", "choice"})


def names_in(node: ast.AST) -> Iterator[str]:
    """Yield the texts in the arguments of calls that take a value out of a document."""
    for call in ast.walk(node):
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and call.func.attr in TAKING
        ):
            for part in (inner for argument in call.args for inner in ast.walk(argument)):
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value:
                    yield part.value


@pytest.mark.parametrize("page", READERS)
def test_every_name_of_the_format_is_on_its_page(page: str) -> None:
    spans = code_spans(page)
    for module in READERS[page]:
        names = set(names_in(ast.parse((EDITIONS / module).read_text(encoding="utf-8"))))
        assert names, module
        assert names - spans == set(), module


def test_every_choice_is_on_the_page_of_editions() -> None:
    choices = [
        *reading.EDITION_KEYS,
        *content.KINDS,
        *content.WEIGHTS_STATUSES,
        *content.ROUNDING_MODES,
        *content.DRAWS,
        *content.RATES,
        *content.MATERIAL_KINDS,
        *content.DEPARTMENT_KINDS,
        *content.GATE_TYPES,
        *SANCTIONS,
    ]
    assert set(choices) - code_spans("docs/reference/edition-format.md") == set()


def test_every_field_of_a_fact_is_on_the_page_of_facts() -> None:
    fields = {field for ways in fact_values.WAYS.values() for way in ways for field in way}
    fields.update(fact_reading.FACTS_KEYS, fact_reading.PROVENANCE_KEYS)
    assert fields - code_spans("docs/reference/facts-format.md") == set()


def keys_of(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield str(key)
            if key != "inputs":
                yield from keys_of(part)
    if isinstance(value, list):
        for part in value:
            yield from keys_of(part)


def test_every_name_of_a_score_is_on_its_page() -> None:
    found: set[str] = set()
    for block in examples(whole=True):
        example = parsed(block)
        found.update(keys_of(as_document(scored(example["edition"], example["facts"]), trace=True)))
    assert {"years", "channels", "adjustments", "sanctions", "occurrences", "children"} <= found
    assert found - code_spans("docs/reference/score-format.md") == set()


def document(kind: str) -> dict[str, Any]:
    (block,) = blocks_with("yaml", kind)
    data, _ = read_yaml(block.text, block.name, DEFAULT)
    assert isinstance(data, dict)
    return data


def test_the_small_edition_and_its_facts_are_sound() -> None:
    edition = read_edition(document("edition"))
    assert edition.faults == ()
    assert edition.edition is not None
    assert read_facts(document("facts"), edition.edition).faults == ()


def test_simplified_words_of_the_glossary_are_derived() -> None:
    from chuangcheng.domain.text import to_simplified

    trade = read("docs/reference/glossary.md").partition("## The trade")[2]
    lines = [line for line in trade.splitlines() if line.startswith("| ")]
    rows = [line.split(" | ") for line in lines if not line.startswith("| English")]
    assert len(rows) > 20
    for row in rows:
        assert to_simplified(row[1]) == row[2], row[0]
