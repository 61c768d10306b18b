"""Whole files: heads wherever they stand, other encodings, and files that are turned away."""

import io
import tracemalloc
import zipfile

import pytest
from openpyxl import Workbook

from chuangcheng.domain.errors import Refused, describe
from chuangcheng.domain.text import to_simplified
from chuangcheng.foundation.orgs.formats.fault_data import record_as_data, record_of
from chuangcheng.foundation.orgs.formats.import_files import read_import
from chuangcheng.foundation.orgs.formats.layout import KINDS, LAYOUTS, by_head, folded_head
from chuangcheng.foundation.orgs.formats.records import FileReading
from tests.foundation.orgs.formats.sheets import codes, plan_of, rows_of, saved, workbook

HEADS = ("單位代碼", "單位名稱", "類別")
ROW = ("N1", "新局", "部門")
TABLE = "單位代碼,單位名稱,類別\nN1,新局,部門\n"


def read(content: bytes, file: str = "單位.xlsx") -> FileReading:
    return read_import(content, file)


def refusal(content: bytes, file: str = "單位.xlsx") -> str:
    with pytest.raises(Refused) as caught:
        read(content, file)
    (fault,) = caught.value.faults
    sentence = describe(fault)
    assert sentence.startswith(file)
    assert sentence.count(".") >= 2
    return fault.code


def notices(reading: FileReading) -> list[str]:
    return [fault.code for fault in reading.notices]


@pytest.mark.parametrize("kind", KINDS)
def test_every_head_is_known_in_three_languages(kind: str) -> None:
    layout = LAYOUTS[kind]  # type: ignore[index]  # one of the kinds
    for column in layout.columns:
        for language in ("zh-hant", "zh-hans", "en"):
            found = by_head(layout.kind)[folded_head(column.head(language))]
            assert found.field == column.field


def test_no_two_columns_share_a_head() -> None:
    for layout in LAYOUTS.values():
        heads = [head for column in layout.columns for head in column.heads()]
        assert len(heads) == len(set(heads))


@pytest.mark.parametrize(
    "heads",
    [
        ("編號", "部門", "單位性質"),
        ("单位编码", "单位全称", "类型"),
        ("unit code", "Unit Name", "CLASS"),
        ("＊單位代碼", "單位名稱（必填）", "類 別："),
    ],
)
def test_heads_as_offices_write_them(heads: tuple[str, ...]) -> None:
    (record,) = read(workbook(工作表1=[heads, ROW])).records
    assert record.values == {"code": "N1", "name": "新局", "unit_class": "部門"}


def test_columns_may_stand_in_any_order_below_titles_and_blank_rows() -> None:
    above = [["雲溪縣單位名單"], [], ["填表日期：2026-10-31"]]
    heads = ["類別", "備註甲", "單位代碼", "單位名稱"]
    rows = [*above, heads, [], ["部門", "x", "N1", "新局"], [], []]
    reading = read(workbook(名單=rows))
    (record,) = reading.records
    assert record.row == 6
    assert record.columns["code"] == "C"
    assert notices(reading) == ["orgs_notice.ignored_column"]


def test_unknown_hidden_and_double_columns_are_named_and_left_out() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([*HEADS, "亂寫", "部門名稱", "地址"])
    sheet.append([*ROW, "x", "另一個", "某路"])
    sheet["H2"] = "沒有頭"
    sheet.column_dimensions["F"].hidden = True
    reading = read(saved(book))
    told = {fault.code: fault for fault in reading.notices}
    assert told["orgs_notice.ignored_column"].params["head"] == "亂寫"
    assert told["orgs_notice.second_column"].params["first"] == "B"
    assert told["orgs_notice.hidden_column"].place.cell == "F1"
    assert told["orgs_notice.headless_column"].place.cell == "H1"
    assert reading.records[0].values == {"code": "N1", "name": "新局", "unit_class": "部門"}


def test_merged_cells_refuse_every_row_they_cover() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["名單"],
        [*HEADS, "上級單位"],
        [*ROW, "宣傳部"],
        ("N2", "二局", "部門"),
        ("N3", "三局", "部門"),
    ):
        sheet.append(list(row))
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("D3:D4")
    plan = plan_of(saved(book))
    assert [item.outcome for item in rows_of(plan)] == ["refused", "refused", "added"]
    assert codes(rows_of(plan)[1]) == ["orgs_cell.merged"]
    assert rows_of(plan)[1].faults[0].place.cell == "D4"


def test_a_hidden_row_is_refused_and_a_hidden_sheet_left_out() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(HEADS))
    sheet.append(list(ROW))
    sheet.row_dimensions[2].hidden = True
    hidden = book.create_sheet("人員")
    hidden.append(["姓名", "單位"])
    hidden.sheet_state = "hidden"
    reading = read(saved(book))
    assert [fault.code for fault in reading.records[0].faults] == ["orgs_cell.hidden_row"]
    assert notices(reading) == ["orgs_notice.hidden_sheet"]


def test_rows_marked_as_examples_are_left_out() -> None:
    reading = read(
        workbook(
            單位=[HEADS, ("X", "【示例】宣傳部", "部門"), ("Y", "[Example] office", "部門"), ROW]
        )
    )
    assert len(reading.records) == 1
    assert reading.notices[0].params["count"] == "2"


def test_sheets_are_told_by_their_heads_where_their_names_say_nothing() -> None:
    content = workbook(
        Sheet1=[["單位名稱", "電話", "地址"], ["新局", "0999-1", "某路"]],
        Sheet2=[["姓名", "單位", "電話", "職務"], ["趙一", "新局", "", "局長"]],
        Sheet3=[["片區名稱", "牽頭單位"], ["城西", "新局"]],
        Sheet4=[["說些什麼"], ["無關"]],
    )
    reading = read(content)
    assert [record.kind for record in reading.records] == ["unit", "person", "zone"]
    assert notices(reading) == ["orgs_notice.ignored_sheet"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "cp950"]
)  # what spreadsheet programs of this country save
@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_text_tables_in_other_encodings(encoding: str, sign: str) -> None:
    table = TABLE.replace(",", sign)
    if encoding == "gb18030":
        table = to_simplified(table)
    reading = read(table.encode(encoding), "名單.csv")
    assert len(reading.records) == 1
    assert reading.records[0].text("code") == "N1"
    guessed = not encoding.startswith("utf-8")
    assert ("orgs_notice.converted" in notices(reading)) is guessed


def test_a_workbook_is_told_by_its_content_not_its_name() -> None:
    assert read(workbook(單位=[HEADS, ROW]), "名單.csv").records
    assert read(TABLE.encode(), "名單.xlsx").records


def _zip(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return target.getvalue()


def _with_macro() -> bytes:
    target = io.BytesIO(workbook(單位=[HEADS, ROW]))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    return target.getvalue()


def _with_entities() -> bytes:
    source = zipfile.ZipFile(io.BytesIO(workbook(單位=[HEADS, ROW])))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/workbook.xml":
                head, _, rest = content.partition(b"<workbook")
                content = head + b'<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook' + rest
            archive.writestr(name, content)
    return target.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b" \r\n ", "file.empty"),
        (b"%PDF-1.7 ...", "orgs_file.not_a_sheet"),
        (b"\x89PNG\r\n\x1a\n", "orgs_file.not_a_sheet"),
        (b"<html><table>", "orgs_file.not_a_sheet"),
        (OLE + b"\0" * 600, "file.old_workbook"),
        (OLE + b"EncryptedPackage".decode().encode("utf-16-le"), "workbook.encrypted"),
        (_zip(a=b"1"), "file.not_a_workbook"),
        (b"PK\x03\x04 broken", "workbook.damaged"),
        (_with_macro(), "file.macro_workbook"),
        (_with_entities(), "workbook.entities"),
        (_zip(xl__a=b"0" * 60_000_000), "workbook.bomb"),
        (b"\xff\xfe\x00\xd8" * 40, "file.encoding_unknown"),
        ("隨便一些字\n沒有表頭\n".encode(), "orgs_file.nothing_known"),
        ("單位代碼,單位名稱,類別\n".encode(), "orgs_file.no_rows"),
        (f'單位代碼,單位名稱\nN1,"{"長" * 140_000}"\n'.encode(), "orgs_file.too_long_a_line"),
        (workbook(單位=[HEADS]), "orgs_file.no_rows"),
        (b"x" * (20 * 1024 * 1024 + 1), "file.too_large"),
    ],
)
def test_files_that_cannot_be_used(content: bytes, code: str) -> None:
    assert refusal(content) == code


def test_a_hundred_thousand_rows_are_refused_on_the_way() -> None:
    rows = "".join(f"N{number},局{number},部門\n" for number in range(100_000))
    assert refusal(f"單位代碼,單位名稱,類別\n{rows}".encode()) == "sheet.too_many_rows"


def test_a_row_of_millions_of_columns_is_refused_before_it_is_taken_apart() -> None:
    content = (TABLE + "," * 2_000_000).encode()
    tracemalloc.start()
    try:
        assert refusal(content, "單位.csv") == "sheet.too_many_cells"
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 50 * len(content)


def test_half_a_character_is_read_as_it_is_written() -> None:
    (record,) = read(workbook(人員=[("姓名", "單位名稱"), ("王_xD800_", "宣傳部")])).records
    assert record.text("name") == "王_xD800_"


def test_a_record_comes_back_with_its_columns_in_their_order() -> None:
    heads = ("聯絡電話", "單位代碼", "單位名稱", "類別", "統計用區劃代碼")
    (record,) = read(workbook(單位=[heads, ("", "N", "新局", "部門", "")])).records
    data = record_as_data(record)
    data["columns"] = dict(sorted(data["columns"].items()))  # a database need not keep it
    again = record_of(record.kind, record.sheet, record.row, data)
    assert list(again.columns.items()) == list(record.columns.items())
