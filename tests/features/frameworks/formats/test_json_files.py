from decimal import Decimal

import pytest

from chuangcheng.foundation.shell.formats.limits import Limits
from tests.features.frameworks.formats.conftest import Faults, Read, Save


def test_numbers_are_exact(save: Save, read: Read) -> None:
    text = '{"a": [1, 2.50, -0.1, 1E2, 0], "b": true, "c": null, "d": "x"}'
    assert read(save("facts.json", text)).data == {
        "a": [1, Decimal("2.50"), Decimal("-0.1"), Decimal("1E2"), 0],
        "b": True,
        "c": None,
        "d": "x",
    }
    assert str(read(save("facts.json", '{"a": 2.50}')).data["a"]) == "2.50"


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 1, 1),
        (("a",), 2, 8),
        (("b",), 3, 3),
        (("b", 0), 4, 5),
        (("b", 0, "c"), 4, 11),
        (("b", 1), 5, 5),
        (("b", 1, "x"), 5, 5),
        (("b", 0, 'quo"te'), 4, 25),
        (("missing",), 1, 1),
    ],
)
def test_every_value_is_found_again(
    path: tuple[str | int, ...], line: int, column: int, save: Save, read: Read
) -> None:
    text = '{\n  "a": "{x",\n  "b": [\n    {"c": 1, "quo\\"te": 2},\n    [3]\n  ]\n}\n'
    place = read(save("facts.json", text)).locate(path)
    assert (place.line, place.column) == (line, column)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('{\n"a": 1\n"b": 2}', "json.comma", 3),
        ('{"a": [1 2]}', "json.comma", 1),
        ('{"a": 1', "json.comma", 1),
        ("{a: 1}", "json.key", 1),
        ("{'a': 1}", "json.key", 1),
        ('{"a" 1}', "json.colon", 1),
        ('{"a": "x\ny"}', "json.string", 1),
        ('{"a": "x', "json.string", 1),
        ('{"a": "\\q"}', "json.string", 1),
        ('{"a": 1} {"b": 2}', "json.extra", 1),
        ('{"a": True}', "json.syntax", 1),
        ('{"a": }', "json.syntax", 1),
        ("[1]", "document.not_a_document", 1),
        ("3", "document.not_a_document", 1),
        ('{"a": NaN}', "document.not_finite", 1),
        ('{\n"a": [1,\n-Infinity]}', "document.not_finite", 3),
        ('{"a": 1e999999}', "document.number_out_of_range", 1),
        ('{"a": 1e-999999}', "document.number_out_of_range", 1),
        (f'{{"a": {"9" * 5000}}}', "document.number_out_of_range", 1),
        ('{"a": "\\u0000"}', "file.control_character", 1),
        ('{"a": "\\ud800"}', "file.control_character", 1),
        ('{"\\u202e": 1}', "file.control_character", 1),
        (f'{{"a": "{"x" * 20_001}"}}', "document.text_too_long", 1),
        ('{"a":' * 70 + "1" + "}" * 70, "document.too_deep", 1),
        ("[" * 100_000, "document.too_deep", 1),
        ("[" * 100_000 + "]" * 100_000, "document.too_deep", 1),
    ],
)
def test_a_mistake_is_named_with_its_line(
    text: str, code: str, line: int, save: Save, faults: Faults
) -> None:
    found = faults(save("facts.json", text))
    assert [(fault.code, fault.place.line) for fault in found] == [(code, line)]


def test_a_comma_after_the_last_entry_is_named(save: Save, faults: Faults) -> None:
    # Python 3.13 and later know it apart from a missing name.
    found = faults(save("facts.json", '{"a": 1,}'))
    assert found[0].code in {"json.key", "json.trailing_comma"}
    assert "comma" in found[0].sentence.remedy


def test_a_duplicate_name_is_shown_with_both_lines(save: Save, faults: Faults) -> None:
    text = '{"a": 1,\n"b": {"c": 1,\n"d": 2,\n"c": 3},\n"a": 4,\n"a": 5}'
    found = faults(save("facts.json", text))
    assert [(one.place.path, one.place.line, one.params["first"]) for one in found] == [
        (("b", "c"), 4, "2"),
        (("a",), 5, "1"),
        (("a",), 6, "1"),
    ]


def test_all_mistakes_are_said_at_once(save: Save, faults: Faults) -> None:
    text = '{"a": NaN, "b": 1e999, "c": "\\u0007", "d": 1, "d": 2}'
    assert {fault.code for fault in faults(save("facts.json", text))} == {
        "document.not_finite",
        "document.number_out_of_range",
        "file.control_character",
        "document.duplicate_key",
    }


def test_a_flood_of_values_is_refused(save: Save, faults: Faults) -> None:
    text = '{"a": [' + "0," * 2_000 + "0]}"
    found = faults(save("facts.json", text), limits=Limits(values=1_000))
    assert [fault.code for fault in found] == ["document.too_many_values"]
