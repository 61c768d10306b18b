import struct
import zipfile

import pytest

from chuangcheng.foundation.shell.formats.limits import DEFAULT, Limits
from tests.features.frameworks.formats import workbooks
from tests.features.frameworks.formats.conftest import Faults, Read, Save
from tests.features.frameworks.formats.workbooks import HEADS, by_hand, packed, text_cell, zipped

FACT = f'<row r="2">{text_cell("A2", "Ⅲ-1")}<c r="B2"><v>85</v></c></row>'


def test_a_workbook_made_by_hand_is_read(save: Save, read: Read) -> None:
    assert read(save("facts.xlsx", by_hand(HEADS + FACT))).data["facts"] == {"Ⅲ-1": {"mark": 85}}


@pytest.mark.parametrize(
    "content",
    [b"no workbook at all", b"PK\x03\x04 but broken", b"PK\x05\x06" + b"\0" * 18],
)
def test_what_is_no_workbook_is_refused(content: bytes, save: Save, faults: Faults) -> None:
    [fault] = faults(save("facts.xlsx", content))
    assert fault.code in {"file.not_a_workbook", "workbook.damaged"}


def test_a_zip_file_of_something_else_is_refused(save: Save, faults: Faults) -> None:
    [fault] = faults(save("facts.xlsx", zipped({"word/document.xml": "<x/>"})))
    assert fault.code == "file.not_a_workbook"


def test_an_old_workbook_with_a_new_ending_is_named(save: Save, faults: Faults) -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert faults(save("facts.xlsx", content))[0].code == "file.old_workbook"


def test_a_workbook_with_a_password_is_named(save: Save, faults: Faults) -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
    content += "EncryptedPackage".encode("utf-16-le")
    assert faults(save("facts.xlsx", content))[0].code == "workbook.encrypted"


def test_a_zip_file_with_a_password_is_named(save: Save, faults: Faults) -> None:
    content = bytearray(by_hand(HEADS + FACT))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 4)
    assert faults(save("facts.xlsx", bytes(content)))[0].code == "workbook.encrypted"


def test_a_zip_bomb_is_not_unpacked(save: Save, faults: Faults) -> None:
    content = by_hand(HEADS, more={"xl/media/zeros.xml": b"\0" * (60 * 1024 * 1024)})
    assert len(content) < 100_000
    assert faults(save("facts.xlsx", content))[0].code == "workbook.bomb"


def test_more_than_the_limit_is_not_unpacked_however_it_is_packed(
    save: Save, faults: Faults
) -> None:
    content = by_hand(HEADS, more={"xl/media/big.bin": bytes(range(256)) * 5_000})
    limits = Limits(unpacked=1024 * 1024)
    assert faults(save("facts.xlsx", content), limits=limits)[0].code == "workbook.bomb"


def test_parts_that_share_their_bytes_are_a_bomb(save: Save, faults: Faults) -> None:
    """A quine-like archive: many entries of the directory point at one packed part."""
    content = by_hand(HEADS, more={"xl/media/x.bin": bytes(range(256)) * 4_000})
    start = content.find(b"PK\x01\x02")
    directory = content[start : content.rfind(b"PK\x05\x06")]
    end = bytearray(content[content.rfind(b"PK\x05\x06") :])
    entries = 5
    last = directory[directory.rfind(b"PK\x01\x02") :]
    copies = b"".join(
        last.replace(b"xl/worksheets/sheet1.xml", b"xl/media/x.bin").replace(
            b"x.bin", f"{number}.bin".encode()
        )
        for number in range(entries)
    )
    count = struct.unpack("<H", end[10:12])[0] + entries
    end[8:12] = struct.pack("<HH", count, count)
    end[12:16] = struct.pack("<L", len(directory) + len(copies))
    path = save("facts.xlsx", content[:start] + directory + copies + bytes(end))
    assert len(zipfile.ZipFile(path).infolist()) == count
    assert faults(path)[0].code == "workbook.bomb"


def test_too_many_parts_are_refused_before_they_are_listed(
    save: Save, faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list of a million parts would take a gigabyte of memory to be looked at."""
    monkeypatch.setattr(zipfile.ZipFile, "infolist", None)
    more = {f"x/{number}.xml": "<x/>" for number in range(2000)}
    assert faults(save("facts.xlsx", by_hand(HEADS, more=more)))[0].code == "workbook.bomb"


def test_too_many_parts_are_refused(save: Save, faults: Faults) -> None:
    more = {f"xl/media/{number}.png": b"" for number in range(DEFAULT.members)}
    assert faults(save("facts.xlsx", by_hand(HEADS, more=more)))[0].code == "workbook.bomb"


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/etc/passwd", "xl/../../evil.xml", "C:evil.xml", "xl\\evil.xml"]
)
def test_a_part_that_leaves_its_folder_is_refused(name: str, save: Save, faults: Faults) -> None:
    [fault] = faults(save("facts.xlsx", by_hand(HEADS, more={name: "<x/>"})))
    assert fault.code == "workbook.strange_parts"


def test_two_parts_of_one_name_are_refused(save: Save, faults: Faults) -> None:
    content = by_hand(HEADS, more={"xl/Worksheets/Sheet1.xml": "<x/>"})
    assert faults(save("facts.xlsx", content))[0].code == "workbook.strange_parts"


@pytest.mark.parametrize(
    "name", ["xl/embeddings/oleObject1.bin", "xl/media/inner.zip", "docs/inner.xlsx", "a.exe"]
)
def test_an_embedded_file_is_refused(name: str, save: Save, faults: Faults) -> None:
    assert faults(save("facts.xlsx", by_hand(HEADS, more={name: b"x"})))[0].code == (
        "workbook.embedded"
    )


@pytest.mark.parametrize(
    "name", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/activeX/activeX1.xml"]
)
def test_macros_are_refused_whatever_the_ending_says(name: str, save: Save, faults: Faults) -> None:
    content = by_hand(HEADS + FACT, more={name: b"x"})
    assert faults(save("facts.xlsx", content))[0].code == "file.macro_workbook"


def test_a_content_type_with_macros_is_refused(save: Save, faults: Faults) -> None:
    types = workbooks.CONTENT_TYPES.replace(
        "</Types>",
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
    )
    content = by_hand(HEADS + FACT, more={"[Content_Types].xml": types})
    assert faults(save("facts.xlsx", content))[0].code == "file.macro_workbook"


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("entities", [LAUGHS, OUTSIDE, "<!DOCTYPE x>"])
@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"]
)
def test_entity_definitions_are_refused(
    entities: str, part: str, save: Save, faults: Faults
) -> None:
    whole = {**workbooks.PARTS, "xl/worksheets/sheet1.xml": workbooks.SHEET_START + HEADS}
    whole["xl/worksheets/sheet1.xml"] += workbooks.SHEET_END
    more = {part: entities + whole[part].removeprefix('<?xml version="1.0"?>')}
    [fault] = faults(save("facts.xlsx", by_hand(HEADS, more=more)))
    assert fault.code == "workbook.entities"


@pytest.mark.parametrize(
    "more",
    [
        {"xl/workbook.xml": "<workbook"},
        {"xl/workbook.xml": b"\xff\xfe\x00"},
        {"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row>"},
        {"xl/_rels/workbook.xml.rels": "<Relationships/>"},
        {"xl/sharedStrings.xml": "<sst><si>"},
        {"xl/styles.xml": "not xml"},
        {"xl/worksheets/sheet1.xml": '<?xml version="1.0" encoding="x-none"?><a/>'},
    ],
)
def test_a_damaged_part_is_refused(
    more: dict[str, str | bytes], save: Save, faults: Faults
) -> None:
    assert faults(save("facts.xlsx", by_hand(HEADS, more=more)))[0].code == "workbook.damaged"


def test_a_part_that_is_missing_is_damage(save: Save, faults: Faults) -> None:
    path = save("facts.xlsx", zipped({**workbooks.PARTS}))
    assert faults(path)[0].code == "workbook.damaged"


def test_flipped_bits_inside_a_part_are_damage(save: Save, faults: Faults) -> None:
    content = bytearray(packed(["code", "mark"], ["Ⅲ-1", 85]))
    name = b"xl/worksheets/sheet1.xml"
    at = content.find(name) + len(name)
    content[at + 20 : at + 40] = bytes(20)
    assert faults(save("facts.xlsx", bytes(content)))[0].code == "workbook.damaged"


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A2" t="s"><v>7</v></c>',
        '<c r="A2" t="s"><v>-1</v></c>',
        '<c r="A2" t="s"><v>x</v></c>',
        '<c r="ZZZZ2"><v>1</v></c>',
        '<c r="A3"><v>1</v></c>',
        '<c r="A2"><v>NaN</v></c>',
        '<c r="A2"><v>1_0</v></c>',
        '<c r="A2"><v>1</v></c><c r="A2"><v>2</v></c>',
        f'<c r="A2"><v>{"9" * 5_000}</v></c>',
    ],
)
def test_cells_that_no_program_writes_are_damage(cells: str, save: Save, faults: Faults) -> None:
    path = save("facts.xlsx", by_hand(f'{HEADS}<row r="2">{cells}</row>'))
    assert faults(path)[0].code == "workbook.damaged"


@pytest.mark.parametrize("row", ["1048577", "9999999", "0"])
def test_rows_outside_of_any_sheet_are_damage(row: str, save: Save, faults: Faults) -> None:
    path = save("facts.xlsx", by_hand(f'{HEADS}<row r="{row}"><c><v>1</v></c></row>'))
    assert faults(path)[0].code == "workbook.damaged"


def test_numbers_beyond_all_measure_are_named(save: Save, faults: Faults) -> None:
    cells = f'{text_cell("A2", "Ⅲ-1")}<c r="B2"><v>1E+400</v></c>'
    [fault] = faults(save("facts.xlsx", by_hand(f'{HEADS}<row r="2">{cells}</row>')))
    assert (fault.code, fault.place.cell) == ("cell.number_out_of_range", "B2")


def test_rows_and_cells_without_their_numbers_are_counted(save: Save, read: Read) -> None:
    rows = (
        '<row><c t="inlineStr"><is><t>code</t></is></c>'
        '<c t="inlineStr"><is><t>mark</t></is></c></row>'
        '<row><c t="inlineStr"><is><t>Ⅲ-1</t></is></c><c><v>7</v></c></row>'
    )
    document = read(save("facts.xlsx", by_hand(rows)))
    assert document.data["facts"] == {"Ⅲ-1": {"mark": 7}}
    assert document.locate(("facts", "Ⅲ-1", "mark")).cell == "B2"


def test_the_strict_kind_of_workbook_is_read(save: Save, read: Read) -> None:
    strict = {
        name: part.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        for name, part in workbooks.PARTS.items()
    }
    assert read(save("facts.xlsx", by_hand(HEADS + FACT, more=strict))).data["facts"] == {
        "Ⅲ-1": {"mark": 85}
    }


def test_phonetic_guides_and_formatting_of_texts_are_left_out(save: Save, read: Read) -> None:
    shared = (
        "<sst><si><r><t>Ⅲ</t></r><r><rPr/><t>-1</t></r><rPh><t>zz</t></rPh></si>"
        "<si><t>第一行_x000A_第二行</t></si></sst>"
    )
    heads = f'<row r="1">{text_cell("A1", "code")}{text_cell("B1", "note")}'
    heads += f"{text_cell('C1', 'mark')}</row>"
    row = '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c>'
    row += '<c r="C2"><v>1</v></c></row>'
    path = save("facts.xlsx", by_hand(heads + row, more={"xl/sharedStrings.xml": shared}))
    assert read(path).data["facts"] == {"Ⅲ-1": {"mark": 1, "note": "第一行\n第二行"}}
