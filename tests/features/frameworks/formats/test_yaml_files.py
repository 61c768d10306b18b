from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from chuangcheng.domain.errors import Fault, describe_message, describe_remedy
from chuangcheng.features.frameworks.formats.documents import Document, open_document
from chuangcheng.foundation.shell.formats.limits import Limits
from tests.features.frameworks.formats.conftest import Faults, Read, Save


def only(found: tuple[Fault, ...]) -> Fault:
    assert len(found) == 1, [fault.code for fault in found]
    return found[0]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1", 1),
        ("-3", -3),
        ("+4", 4),
        ("0.66", Decimal("0.66")),
        ("2.50", Decimal("2.50")),
        ("2026.10", Decimal("2026.10")),
        (".5", Decimal("0.5")),
        ("1e3", Decimal("1e3")),
        ("012", "012"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("12:30", "12:30"),
        ("2026-10-31", "2026-10-31"),
        ("2026-10-31 12:00:00", "2026-10-31 12:00:00"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("'1'", "1"),
        ('"true"', "true"),
        ("Ⅲ-1", "Ⅲ-1"),
        ("=1+1", "=1+1"),
        ("92.3%", "92.3%"),
    ],
)
def test_a_value_is_exactly_what_was_written(
    written: str, value: object, save: Save, read: Read
) -> None:
    document = read(save("facts.yaml", f"a: {written}\n"))
    found = document.data["a"]
    assert found == value
    assert type(found) is type(value)


def test_no_number_ever_becomes_a_float(save: Save, read: Read) -> None:
    document = read(save("facts.yaml", "a: [0.1, 1e2, -0.0, 3]\n"))
    numbers = document.data["a"]
    assert isinstance(numbers, list)
    assert not any(isinstance(number, float) for number in numbers)


def test_names_are_always_text(save: Save, read: Read) -> None:
    document = read(save("facts.yaml", "{1: a, true: b, null: c, 2.50: d}\n"))
    assert list(document.data) == ["1", "true", "null", "2.50"]


def test_blocks_of_text_and_quotation_marks_keep_their_content(save: Save, read: Read) -> None:
    text = "a: |\n  第一行\n  - 第二行\nb: >-\n  疊成\n  一行\nc: 'it''s'\n"
    assert read(save("facts.yaml", text)).data == {
        "a": "第一行\n- 第二行\n",
        "b": "疊成 一行",
        "c": "it's",
    }


def test_the_slow_parser_reads_the_same(
    save: Save, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save("facts.yaml", "a: {b: [1, 2.5, x]}\nc: 'd'\n")
    fast = read(path).data
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert read(path).data == fast


SHIPPED = Path(__file__).parents[4] / "chuangcheng/features/frameworks/editions"


def test_the_county_edition_is_read_by_both_parsers(monkeypatch: pytest.MonkeyPatch) -> None:
    path = SHIPPED / "county.edition.yaml"
    fast = open_document(path, kind="edition").data
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert open_document(path, kind="edition").data == fast


@pytest.fixture
def placed(save: Save, read: Read) -> Document:
    lines = [
        "format: x",
        "nodes:",
        "  - code: a",
        "    weight: 3",
        "    children:",
        "      - code: b",
        "        share: {x: 1,",
        "            y: [5, 6]}",
        "    empty:",
        "k: 'v'",
    ]
    return read(save("facts.yaml", "\n".join(lines)))


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 1, 1),
        (("format",), 1, 9),
        (("nodes",), 2, 1),
        (("nodes", 0), 3, 5),
        (("nodes", 0, "weight"), 4, 13),
        (("nodes", 0, "children"), 5, 5),
        (("nodes", 0, "children", 0), 6, 9),
        (("nodes", 0, "children", 0, "share", "y"), 8, 13),
        (("nodes", 0, "children", 0, "share", "y", 1), 8, 20),
        (("nodes", 0, "empty"), 9, 5),
        (("nodes", 0, "missing"), 3, 5),
        (("missing",), 1, 1),
        (("k",), 10, 4),
    ],
)
def test_every_value_is_found_again(
    placed: Document, path: tuple[str | int, ...], line: int, column: int
) -> None:
    place = placed.locate(path)
    assert (place.line, place.column, place.path) == (line, column, path)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a:\n\tb: 1\n", "yaml.tab", 2),
        ("code：county\nversion: 1\n", "yaml.full_width", 1),
        ("a:\n\u3000b: 1\n", "yaml.full_width", 2),
        ("a:\n\u00a0b: 1\n", "yaml.full_width", 2),
        ("a: 1\nb: {c: 5，d: 4}\n", "yaml.chinese_sign", 2),
        ("a: 1\nb: {c：5, d: 4}\n", "yaml.chinese_sign", 2),
        ("a: “b: c”\n", "yaml.chinese_sign", 1),
        ("a: {b: '，', c: 1\n", "yaml.unclosed", 1),
        ("a: b: c\n", "yaml.colon", 1),
        ("a: 1\nb\nc: 2\n", "yaml.no_colon", 3),
        (" a: 1\nb: 2\n", "yaml.indent", 2),
        ("a: - b\n", "yaml.indent", 1),
        ("a: [1, 2\nb: 3\n", "yaml.unclosed", 1),
        ("a: 'x\n", "yaml.unclosed", 1),
        ("a: {b: 1\n", "yaml.unclosed", 1),
        ("a: [\n", "yaml.unclosed", 1),
        ("a: @x\n", "yaml.character", 1),
        ("a: `x`\n", "yaml.character", 1),
        ('a: "\\q"\n', "yaml.escape", 1),
        ("a: 1\n---\nb: 2\n", "yaml.several", 2),
        ("? [1, 2]\n: 3\nb: 4\n", "yaml.key", 1),
        ("{a: 1}: 2\n", "yaml.key", 1),
        ("a: &x 1\n", "yaml.alias", 1),
        ("a: &x {b: 1}\n", "yaml.alias", 1),
        ("a: !!str 5\n", "yaml.tag", 1),
        ("a: !!python/object/apply:os.system [ls]\n", "yaml.tag", 1),
        ("a: !own {b: 1}\n", "yaml.tag", 1),
        ("- 1\n", "document.not_a_document", 1),
        ("a text\n", "document.not_a_document", 1),
        ("a: .nan\n", "document.not_finite", 1),
        ("a: -.inf\n", "document.not_finite", 1),
        ("a: 1e999999\n", "document.number_out_of_range", 1),
        ("a: 1e-999999\n", "document.number_out_of_range", 1),
        ("a: 1e99999999999999999999\n", "document.number_out_of_range", 1),
        (f"a: {'9' * 5000}\n", "document.number_out_of_range", 1),
        (f"a: 0.{'0' * 5000}1\n", "document.number_out_of_range", 1),
        ("a: 一\n\nb: 二\u202e三\n", "file.control_character", 3),
        ('a: "\\0"\n', "file.control_character", 1),
        ('"\\x1b[31m": 1\n', "file.control_character", 1),
        (f"a: {'[' * 100}{']' * 100}\n", "document.too_deep", 1),
        (f"a: {'{a: ' * 100}1{'}' * 100}\n", "document.too_deep", 1),
        (f"a: '{'長' * 20_001}'\n", "document.text_too_long", 1),
    ],
)
def test_a_mistake_is_named_with_its_line(
    text: str, code: str, line: int, save: Save, faults: Faults
) -> None:
    fault = only(faults(save("facts.yaml", text)))
    assert (fault.code, fault.place.line) == (code, line)


def test_a_comment_alone_is_an_empty_file(save: Save, faults: Faults) -> None:
    assert only(faults(save("facts.yaml", "# nothing yet\n"))).code == "file.empty"


def test_a_duplicate_name_is_shown_with_both_lines(save: Save, faults: Faults) -> None:
    found = faults(save("facts.yaml", "a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\na: 2\n"))
    assert [(one.place.path, one.place.line, one.params["first"]) for one in found] == [
        (("b", "c"), 5, "3"),
        (("a",), 6, "1"),
    ]


def test_an_alias_bomb_is_never_unfolded(save: Save, faults: Faults) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    found = faults(save("facts.yaml", "\n".join(lines)))
    assert {fault.code for fault in found} == {"yaml.alias"}


def test_all_mistakes_of_a_file_are_said_at_once(save: Save, faults: Faults) -> None:
    text = "a: &x 1\nb: !t 2\nc: 1e999\nd: .nan\nd: 5\n[e]: 6\n"
    assert [fault.code for fault in faults(save("facts.yaml", text))] == [
        "yaml.alias",
        "yaml.tag",
        "document.number_out_of_range",
        "document.not_finite",
        "document.duplicate_key",
        "yaml.key",
    ]


def test_after_two_hundred_mistakes_only_their_number_is_said(save: Save, faults: Faults) -> None:
    found = faults(save("facts.yaml", "\n".join("a: 1" for _ in range(501))))
    assert len(found) == 201
    assert found[-1].code == "file.more_faults"
    assert found[-1].params["count"] == "300"


def test_a_flood_of_values_is_stopped_while_reading(save: Save, faults: Faults) -> None:
    text = "a: [" + "0, " * 2_000 + "0]\n"
    fault = only(faults(save("facts.yaml", text), limits=Limits(values=1_000)))
    assert fault.code == "document.too_many_values"
    assert fault.params["most"] == "1000"


def test_values_inside_a_name_are_skipped_not_misread(save: Save, faults: Faults) -> None:
    text = "? {a: [1, {b: 2}]}\n: [3, {c: 4}]\nd: 1e999\n"
    assert [fault.code for fault in faults(save("facts.yaml", text))] == [
        "yaml.key",
        "document.number_out_of_range",
    ]


def test_a_chinese_comma_is_named_with_the_english_one(save: Save, faults: Faults) -> None:
    [fault] = faults(save("facts.yaml", "facts:\n  a: {observed: 5，passed: 4}\n"))
    assert describe_message(fault) == "a Chinese comma (，) stands here."
    assert describe_remedy(fault) == "Change it to an English comma (,)."
    assert (fault.place.line, fault.place.column) == (2, 18)


def test_chinese_signs_inside_texts_may_stay(save: Save, read: Read) -> None:
    text = "a: {b: “甲，乙”, c: '丙：丁', d: 戊：己}\n"
    assert read(save("facts.yaml", text)).data == {
        "a": {"b": "“甲，乙”", "c": "丙：丁", "d": "戊：己"}
    }
