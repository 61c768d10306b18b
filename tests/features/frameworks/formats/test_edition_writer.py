"""What the writer of editions writes, the reader takes back as it was."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from chuangcheng.features.frameworks.formats.edition_writer import edition_yaml
from chuangcheng.foundation.shell.formats import scalars
from chuangcheng.foundation.shell.formats.limits import DEFAULT
from chuangcheng.foundation.shell.formats.yaml_files import read_yaml

# What has passed a reader once: no control characters.
texts = some.text(
    some.characters(exclude_categories=["Cs"]).filter(lambda c: not scalars.CONTROL.match(c)),
    max_size=60,
) | some.sampled_from(
    [
        "no",
        "~",
        "1e5",
        "007",
        "0x10",
        "12:30",
        "2026-10-31",
        "2026.1",
        ".inf",
        "- a",
        "a: b",
        "#",
        "*a",
        "&a",
    ]
)
names = texts.filter(lambda name: not name.startswith(("\u3000", "\u00a0")))
values = some.recursive(
    some.none()
    | some.booleans()
    | some.integers(-(10**20), 10**20)
    | some.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=0, max_value=10**6)
    | texts,
    lambda parts: some.lists(parts, max_size=4) | some.dictionaries(names, parts, max_size=4),
    max_leaves=20,
)


def read(written: str) -> object:
    return read_yaml(written, "edition.yaml", DEFAULT)[0]


@given(some.dictionaries(names, values, max_size=5))
def test_everything_is_read_back_as_it_was(document: dict[str, object]) -> None:
    again = read(edition_yaml(document))
    assert again == document
    assert repr(type(again)) == repr(type(document))


def test_it_is_written_for_people() -> None:
    shared = {"A": 1, "B": Decimal("0.66")}
    document = {
        "nodes": [{"children": [], "weight": "0.5", "title": "項目: 一", "code": "Ⅰ-1"}],
        "version": "2026.1",
        "format": "chuangcheng.edition.v1",
        "scales": {"one": shared, "two": shared},
    }
    assert (
        edition_yaml(document)
        == """\
format: chuangcheng.edition.v1
version: '2026.1'
scales:
  one:
    A: 1
    B: 0.66
  two:
    A: 1
    B: 0.66
nodes:
- code: Ⅰ-1
  title: '項目: 一'
  weight: '0.5'
  children: []
"""
    )


@pytest.mark.parametrize("number", [Decimal("1E+2"), Decimal("0.000001"), Decimal(5), -3])
def test_numbers_carry_no_tag_and_no_exponent(number: Decimal | int) -> None:
    written = edition_yaml({"n": number})
    assert "!" not in written
    assert "E" not in written
    assert read(written) == {"n": number}
