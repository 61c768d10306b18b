from datetime import date, datetime, time
from decimal import Decimal

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula

from chuangcheng.domain.errors import describe_remedy
from chuangcheng.features.frameworks.formats.facts_layout import FACTS, Language
from chuangcheng.foundation.shell.formats.limits import Limits
from tests.features.frameworks.formats.conftest import Faults, Read, Save
from tests.features.frameworks.formats.workbooks import (
    HEADS,
    Row,
    by_hand,
    packed,
    saved,
    text_cell,
    workbook,
)


@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hans", "en"])
def test_heads_are_known_in_three_languages(language: Language, save: Save, read: Read) -> None:
    columns = {column.field: column.head(language) for column in FACTS.columns}
    heads = [columns[name] for name in ("code", "observed", "passed", "when")]
    path = save("facts.xlsx", packed(heads, ["Ⅲ-1", 12, 11, date(2026, 10, 2)]))
    assert read(path).data == {
        "format": "chuangcheng.facts.v1",
        "facts": {"Ⅲ-1": {"observed": 12, "passed": 11, "when": "2026-10-02"}},
    }


CELLS: list[tuple[str, object, dict[str, object]]] = [
    ("等級", "Ａ", {"grade": "Ａ"}),
    ("原始得分", 85.5, {"mark": Decimal("85.5")}),
    ("原始得分", "８５．５", {"mark": Decimal("85.5")}),
    ("原始得分", " 85 ", {"mark": 85}),
    ("原始得分", "1,166", {"mark": 1166}),
    ("觀察數", "１２", {"observed": 12}),
    ("觀察數", 12.0, {"observed": 12}),
    ("數值", 0.923, {"value": Decimal("0.923")}),
    ("數值", "92.3％", {"value": "92.3%"}),
    ("數值", "92.3 %", {"value": "92.3%"}),
    ("數值", "3;2", {"values": [3, 2]}),
    ("數值", "3；；2.5", {"values": [3, None, Decimal("2.5")]}),
    ("缺數", 3, {"shortfall": 3}),
    ("缺數", "stop-ads:2；core:1", {"shortfalls": {"stop-ads": 2, "core": 1}}),
    ("逐處數量", "ads:2,1,,0;core：1，1", {"counts": {"ads": [2, 1, None, 0], "core": [1, 1]}}),
    ("加分", 1.5, {"points": Decimal("1.5")}),
    ("是否觸發", "否", {"triggered": False}),
    ("是否觸發", True, {"triggered": True}),
    ("是否觸發", 1, {"triggered": True}),
    ("是否觸發", "Yes", {"triggered": True}),
    ("評分", "85;90;;88.5", {"panel": [85, 90, None, Decimal("88.5")]}),
    ("評分", "甲:85；乙:", {"panel": {"甲": 85, "乙": None}}),
    ("評分", "A;B;A", {"panel": ["A", "B", "A"]}),
    ("評分", 85, {"panel": [85]}),
    ("評分", "85;90;88;", {"panel": [85, 90, 88]}),
    ("評分", "85;90;;", {"panel": [85, 90, None]}),
    ("評分", "90,85,88", {"panel": [90, 85, 88]}),
    ("評分", "90，85.5、88", {"panel": [90, Decimal("85.5"), 88]}),
    ("評分", "甲:85、乙:90", {"panel": {"甲": 85, "乙": 90}}),
    ("數值", "3、2.5", {"values": [3, Decimal("2.5")]}),
    ("數值", "3,2,", {"values": [3, 2]}),
    ("扣分處數", "上鎖、堆物：1，設施缺少：0", {"shortfalls": {"上鎖、堆物": 1, "設施缺少": 0}}),
    ("扣分處數", "甲:1;\n乙:2;", {"shortfalls": {"甲": 1, "乙": 2}}),
    ("逐處數量", "公交站台：2、1，0，", {"counts": {"公交站台": [2, 1, 0]}}),
]  # fmt: skip


@pytest.mark.parametrize(("head", "value", "fact"), CELLS)
def test_a_cell_means_what_a_person_wrote(
    head: str, value: object, fact: dict[str, object], save: Save, read: Read
) -> None:
    path = save("facts.xlsx", packed(["代碼", head], ["Ⅲ-1", value]))
    assert read(path).data["facts"] == {"Ⅲ-1": fact}


def test_a_percentage_keeps_what_the_cell_shows(save: Save, read: Read) -> None:
    book, sheet = workbook(["code", "value"], ["Ⅲ-1", 0.923], ["Ⅲ-2", 1])
    sheet["B2"].number_format = "0.0%"
    sheet["B3"].number_format = '0%;[Red]-0%;"none"'
    assert read(save("facts.xlsx", saved(book))).data["facts"] == {
        "Ⅲ-1": {"value": "92.3%"},
        "Ⅲ-2": {"value": "100%"},
    }


def test_groups_of_people_stand_in_two_cells(save: Save, read: Read, faults: Faults) -> None:
    heads = ["code", "asked", "right"]
    path = save("facts.xlsx", packed(heads, ["Ⅲ-1", "5;5;5;", "3;4;;"], ["Ⅲ-2", 5, 4]))
    document = read(path)
    assert document.data["facts"] == {
        "Ⅲ-1": {
            "groups": [
                {"asked": 5, "right": 3},
                {"asked": 5, "right": 4},
                {"asked": 5, "right": None},
            ]
        },
        "Ⅲ-2": {"asked": 5, "right": 4},
    }
    assert document.locate(("facts", "Ⅲ-1", "groups", 0, "right")).cell == "C2"
    assert document.locate(("facts", "Ⅲ-1", "groups", 0, "asked")).cell == "B2"
    [fault] = faults(save("facts.xlsx", packed(heads, ["Ⅲ-1", "5;5", "3;4;2"])))
    assert (fault.code, fault.place.cell) == ("cell.unequal_lists", "C2")
    [fault] = faults(save("facts.xlsx", packed(heads, ["Ⅲ-1", "5;5", 3])))
    assert (fault.params["asked"], fault.params["right"]) == ("2", "1")


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (date(2026, 10, 2), "2026-10-02"),
        (datetime.fromisoformat("2026-10-02T09:30"), "2026-10-02"),
        ("2026-10-2", "2026-10-02"),
        ("2026/10/02", "2026-10-02"),
        ("2026年10月2日", "2026-10-02"),
        ("２０２６－１０－０２", "2026-10-02"),
    ],
)
def test_dates_come_in_many_forms(value: object, day: str, save: Save, read: Read) -> None:
    path = save("facts.xlsx", packed(["code", "mark", "when"], ["Ⅲ-1", 1, value]))
    assert read(path).data["facts"] == {"Ⅲ-1": {"mark": 1, "when": day}}


def test_days_of_old_macintosh_workbooks_count_from_1904(save: Save, read: Read) -> None:
    book, _ = workbook(["code", "mark", "when"], ["Ⅲ-1", 1, date(2026, 10, 2)])
    book.epoch = datetime.fromisoformat("1904-01-01")
    facts = read(save("facts.xlsx", saved(book))).data["facts"]
    assert facts == {"Ⅲ-1": {"mark": 1, "when": "2026-10-02"}}


def test_a_row_without_a_value_says_not_known(save: Save, read: Read) -> None:
    rows: list[Row] = [["code", "grade", "note"], ["Ⅲ-1", None, "補"], ["Ⅲ-2", "A", None], [None]]
    assert read(save("facts.xlsx", packed(*rows))).data["facts"] == {
        "Ⅲ-1": None,
        "Ⅲ-2": {"grade": "A"},
    }


def test_articles_of_the_negative_list_share_the_column(save: Save, read: Read) -> None:
    rows: list[Row] = [
        ["code", "grade", "occurrences", "note"],
        ["Ⅲ-1", "A", None, None],
        ["N-1", None, 0, None],
        ["N-2", None, None, "not yet looked at"],
        ["N-9", None, 2, None],
    ]
    data = read(save("facts.xlsx", packed(*rows)), articles=("N-1", "N-2")).data
    assert data["facts"] == {"Ⅲ-1": {"grade": "A"}}
    assert data["negative"] == {"N-1": {"occurrences": 0}, "N-9": {"occurrences": 2}}


def test_codes_in_full_width_signs_are_the_same_codes(save: Save, read: Read) -> None:
    facts = read(save("facts.xlsx", packed(["code", "mark"], ["Ⅲ－１．１ ", 1], [7, 2]))).data[
        "facts"
    ]
    assert facts == {"Ⅲ-1.1": {"mark": 1}, "7": {"mark": 2}}


def several_sheets() -> Workbook:
    book, _ = workbook(["代碼", "原始得分", "年度"], ["Ⅲ-1", 85, None])
    observations = book.create_sheet("觀察")
    for row in (
        ["代碼", "點位", "項", "是否合格"],
        ["Ⅲ-20", "站前路(演示)", 1, "是"],
        ["Ⅲ-20", "站前路(演示)", 2, "×"],
        ["Ⅲ-20", "站前路(演示)", "3", None],
    ):
        observations.append(row)
    about = book.create_sheet("說明")
    about.append(["創建主體", "雲溪縣(演示)"])
    about.append(["as_of", date(2026, 10, 31)])
    about.append(["負面清單已核查", True])
    return book


def test_observations_and_the_rest_stand_in_sheets_of_their_own(save: Save, read: Read) -> None:
    document = read(save("facts.xlsx", saved(several_sheets())))
    site = "站前路(演示)"
    assert document.data == {
        "format": "chuangcheng.facts.v1",
        "facts": {
            "Ⅲ-1": {"mark": 85},
            "Ⅲ-20": {
                "observations": [
                    {"site": site, "item": "1", "passed": True},
                    {"site": site, "item": "2", "passed": False},
                    {"site": site, "item": "3", "passed": None},
                ]
            },
        },
        "subject": "雲溪縣(演示)",
        "as_of": "2026-10-31",
        "negative_reviewed": True,
    }


@pytest.mark.parametrize(
    ("path", "sheet", "cell"),
    [
        (("facts", "Ⅲ-1", "mark"), "Sheet", "B2"),
        (("facts", "Ⅲ-1"), "Sheet", "A2"),
        (("facts", "Ⅲ-1", "grade"), "Sheet", "A2"),
        (("facts", "Ⅲ-20"), "觀察", "A2"),
        (("facts", "Ⅲ-20", "observations", 1, "passed"), "觀察", "D3"),
        (("facts", "Ⅲ-20", "observations", 2), "觀察", "A4"),
        (("as_of",), "說明", "B2"),
        (("facts", "unknown"), "", ""),
    ],
)
def test_every_value_is_found_again_in_its_cell(
    path: tuple[str | int, ...], sheet: str, cell: str, save: Save, read: Read
) -> None:
    place = read(save("facts.xlsx", saved(several_sheets()))).locate(path)
    assert (place.sheet, place.cell) == (sheet, cell)


def test_years_have_their_column_and_their_sheet(save: Save, read: Read) -> None:
    book, _ = workbook(["code", "mark", "year"], ["Ⅲ-1", 85, "y3"], ["Ⅲ-2", 9, "y3"])
    years = book.create_sheet("年度")
    years.append(["代碼", "年度總分"])
    years.append(["y1", 82.5])
    about = book.create_sheet("about")
    about.append(["name", "value"])
    about.append(["negative_reviewed", "yes"])
    document = read(save("facts.xlsx", saved(book)))
    assert document.data == {
        "format": "chuangcheng.facts.v1",
        "years": {
            "y3": {
                "facts": {"Ⅲ-1": {"mark": 85}, "Ⅲ-2": {"mark": 9}},
                "negative_reviewed": True,
            },
            "y1": {"total": Decimal("82.5")},
        },
        "negative_reviewed": True,
    }
    assert document.locate(("years", "y3", "facts", "Ⅲ-2", "mark")).cell == "B3"
    assert document.locate(("years", "y1", "total")).cell == "B2"


BAD_CELLS: list[tuple[str, object, str]] = [
    ("觀察數", "abc", "cell.not_a_number"),
    ("觀察數", 1.5, "cell.not_a_count"),
    ("觀察數", "1e5", "cell.not_a_number"),
    ("觀察數", "十二", "cell.not_a_number"),
    ("觀察數", "1,5", "cell.not_a_number"),
    ("原始得分", "八十", "cell.not_a_number"),
    ("原始得分", True, "cell.not_a_number"),
    ("原始得分", "9" * 31, "cell.number_out_of_range"),
    ("原始得分", 1e15, "cell.number_out_of_range"),
    ("原始得分", date(2026, 3, 2), "cell.date_not_meant"),
    ("代碼", date(2026, 3, 2), "cell.date_not_meant"),
    ("數值", "a;b", "cell.not_values"),
    ("數值", "abc%", "cell.not_values"),
    ("數值", "1,166", "cell.one_or_several"),
    ("抽查數", "100,120", "cell.one_or_several"),
    ("數值", "1,166;3", "cell.one_or_several"),
    ("評分", "1，200", "cell.one_or_several"),
    ("評分", "85;90,100", "cell.one_or_several"),
    ("逐處數量", "a:1,200", "cell.one_or_several"),
    ("評分", "85 90 88", "cell.not_separated"),
    ("數值", "3　2", "cell.not_separated"),
    ("抽查數", "5 5 5", "cell.not_separated"),
    ("代碼", 1.1, "cell.code_is_number"),
    ("逐處數量", "2,1,0", "cell.not_counts"),
    ("逐處數量", "a:1;a:2", "cell.not_counts"),
    ("逐處數量", "a:1,x", "cell.not_counts"),
    ("逐處數量", "a:1、b:2", "cell.not_counts"),
    ("缺數", "a:1;b", "cell.not_shortfalls"),
    ("扣分處數", "甲:1;甲:2", "cell.not_shortfalls"),
    ("缺數", "甲 1；乙 2", "cell.not_shortfalls"),
    ("缺數", "8處", "cell.not_a_number"),
    ("抽問數", "5;x", "cell.not_counts_of_groups"),
    ("是否觸發", "maybe", "cell.not_yes_or_no"),
    ("是否觸發", 2, "cell.not_yes_or_no"),
    ("評分", "甲:85;甲:90", "cell.not_a_panel"),
    ("評分", "甲:85;90", "cell.not_a_panel"),
    ("評分", "85,90;88", "cell.not_a_panel"),
    ("時間", "昨天", "cell.not_a_date"),
    ("時間", "2026-13-40", "cell.not_a_date"),
    ("時間", 12, "cell.not_a_date"),
    ("時間", time(9, 30), "cell.not_a_date"),
    ("備註", "a\u202eb", "file.control_character"),
    ("備註", "x" * 20_001, "document.text_too_long"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "value", "code"), BAD_CELLS)
def test_a_cell_that_does_not_fit_is_named(
    head: str, value: object, code: str, save: Save, faults: Faults
) -> None:
    heads = ["代碼", "等級"] if head == "代碼" else ["代碼", head]
    row = [value, "A"] if head == "代碼" else ["Ⅲ-1", value]
    [fault] = faults(save("facts.xlsx", packed(heads, row)))
    assert (fault.code, fault.place.cell) == (code, "A2" if head == "代碼" else "B2")
    assert fault.place.sheet == "Sheet"


def test_what_may_be_one_number_or_several_is_quoted_as_typed(save: Save, faults: Faults) -> None:
    rows = [["Ⅲ-1", "1，200"], ["Ⅲ-2", "85 90;88"]]
    one, other = faults(save("facts.xlsx", packed(["代碼", "評分"], *rows)))
    assert one.params == {"found": "1，200", "one": "1200", "several": "1;200"}
    assert other.params == {"found": "85 90;88", "several": "85;90;88"}


def test_what_is_no_rate_is_quoted_whole(save: Save, faults: Faults) -> None:
    [fault] = faults(save("facts.xlsx", packed(["code", "value"], ["Ⅲ-1", "大約92%"])))
    assert fault.params["found"] == "大約92%"


def test_a_percentage_where_points_belong_is_named(save: Save, faults: Faults) -> None:
    book, sheet = workbook(["code", "mark"], ["Ⅲ-1", 0.85])
    sheet["B2"].number_format = "0%"
    [fault] = faults(save("facts.xlsx", saved(book)))
    assert (fault.code, fault.params["found"]) == ("cell.percent_not_meant", "85%")


@pytest.mark.parametrize(
    ("rows", "code", "cell"),
    [
        ([["Ⅲ-1", 1]], "sheet.no_heads", "A1"),
        ([["mark"], [1]], "sheet.missing_column", "A1"),
        ([["code", "胡說"], ["Ⅲ-1", 1]], "sheet.unknown_head", "B1"),
        ([["code", "等級", "等级"], ["Ⅲ-1", "A"]], "sheet.duplicate_head", "C1"),
        ([["code", "mark"], ["Ⅲ-1", 1, 2], ["Ⅲ-2", 1, 2]], "sheet.no_head", "C2"),
        ([["code", "mark"], [None, 1]], "sheet.missing_code", "B2"),
        ([["code", "mark"], ["Ⅲ-1", 1], ["Ⅲ-1", 2]], "sheet.duplicate_row", "A3"),
        ([["code", "mark"], ["Ⅲ-1", None], ["Ⅲ－１", None]], "sheet.duplicate_row", "A3"),
    ],
)
def test_a_table_that_does_not_fit_is_named(
    rows: list[Row], code: str, cell: str, save: Save, faults: Faults
) -> None:
    [fault] = faults(save("facts.xlsx", packed(*rows)))
    assert (fault.code, fault.place.cell) == (code, cell)


def test_an_unknown_head_lists_the_known_ones(save: Save, faults: Faults) -> None:
    [fault] = faults(save("facts.xlsx", packed(["code", "grade", "x"], ["Ⅲ-1", "A", 1])))
    known = describe_remedy(fault)
    assert "passed" in known
    assert "grade" not in known
    assert "title" not in known


def test_a_title_above_the_heads_is_to_be_deleted(save: Save, faults: Faults) -> None:
    rows: list[Row] = [["創建情況統計表"], [], ["代碼", "等級"], ["Ⅲ-1", "A"]]
    [fault] = faults(save("facts.xlsx", packed(*rows)))
    assert (fault.code, fault.params["row"]) == ("sheet.heads_below", "3")


def test_a_total_that_stands_twice_is_named(save: Save, faults: Faults) -> None:
    book, _ = workbook(["code", "mark", "year"], ["Ⅲ-1", 85, "y3"])
    years = book.create_sheet("年度")
    for row in (["代碼", "年度總分"], ["y1", 80], ["y1", 20]):
        years.append(row)
    [fault] = faults(save("facts.xlsx", saved(book)))
    assert (fault.code, fault.place.sheet, fault.place.cell) == (
        "sheet.duplicate_row",
        "年度",
        "A3",
    )
    assert (fault.params["first"], fault.params["row"]) == ("2", "3")


def test_an_observation_that_stands_twice_is_named(save: Save, faults: Faults) -> None:
    book, _ = workbook(["code", "mark"], ["Ⅲ-1", 85])
    sheet = book.create_sheet("觀察")
    sheet.append(["代碼", "點位", "項", "是否合格"])
    for row in (["Ⅲ-2", "站前路", 1, "是"], ["Ⅲ-2", "站前路", 2, "是"], ["Ⅲ-2", "站前路", 1, "否"]):
        sheet.append(row)
    [fault] = faults(save("facts.xlsx", saved(book)))
    assert (fault.code, fault.place.cell, fault.params["first"]) == (
        "sheet.duplicate_observation",
        "A4",
        "2",
    )


def test_the_date_cells_of_strict_workbooks_are_read(save: Save, read: Read) -> None:
    names = {"A1": "code", "B1": "when", "C1": "mark"}
    cells = (text_cell(address, name) for address, name in names.items())
    heads = f'<row r="1">{"".join(cells)}</row>'
    row = (
        f'<row r="2">{text_cell("A2", "Ⅲ-1")}<c r="B2" t="d"><v>2026-10-02T00:00:00</v></c>'
        '<c r="C2"><v>1</v></c></row>'
    )
    facts = read(save("facts.xlsx", by_hand(heads + row))).data["facts"]
    assert facts == {"Ⅲ-1": {"when": "2026-10-02", "mark": 1}}


def test_the_apostrophe_of_an_inert_cell_is_dropped(save: Save, read: Read) -> None:
    rows: list[Row] = [["code", "grade", "note"], ["'-1", "A", "'=1"], ["Ⅲ-1", "'A'", None]]
    assert read(save("facts.xlsx", packed(*rows))).data["facts"] == {
        "-1": {"grade": "A", "note": "=1"},
        "Ⅲ-1": {"grade": "'A'"},
    }


def test_instructions_in_the_sheet_about_are_not_read(save: Save, read: Read) -> None:
    book, _ = workbook(["code", "mark"], ["Ⅲ-1", 1])
    about = book.create_sheet("說明")
    for row in (["創建主體", "甲縣"], [], ["怎樣填寫本表"], ["黃色單元格", "…"], ["胡說", "…"]):
        about.append(row)
    assert read(save("facts.xlsx", saved(book))).data["subject"] == "甲縣"


@pytest.mark.parametrize(("head", "field"), [("抽問數", "asked"), ("答对数", "right")])
def test_heads_of_earlier_workbooks_are_still_read(
    head: str, field: str, save: Save, read: Read
) -> None:
    path = save("facts.xlsx", packed(["代碼", head], ["Ⅲ-1", 5]))
    assert read(path).data["facts"] == {"Ⅲ-1": {field: 5}}


def test_formulas_and_errors_are_named_cell_by_cell(save: Save, faults: Faults) -> None:
    book, sheet = workbook(["code", "mark", "points"], ["Ⅲ-1", "=1+1", "=SUM(B2)"], ["Ⅲ-2", 1, 2])
    sheet["B3"] = ArrayFormula("B3:B3", "=B2*2")
    sheet["C3"] = "#REF!"
    sheet["C3"].data_type = "e"
    found = faults(save("facts.xlsx", saved(book)))
    assert [(fault.code, fault.place.cell) for fault in found] == [
        ("sheet.formula", "B2"),
        ("sheet.formula", "C2"),
        ("sheet.formula", "B3"),
        ("sheet.error_value", "C3"),
    ]


def test_a_text_that_looks_like_a_formula_is_a_text(save: Save, read: Read) -> None:
    book, sheet = workbook(["code", "mark", "note"], ["Ⅲ-1", 1, None])
    sheet["C2"].value = "=not a formula"
    sheet["C2"].data_type = "s"
    facts = read(save("facts.xlsx", saved(book))).data["facts"]
    assert facts == {"Ⅲ-1": {"mark": 1, "note": "=not a formula"}}


def test_merged_cells_are_named_where_they_touch_the_data(save: Save, faults: Faults) -> None:
    book, sheet = workbook(["code", "mark"], ["Ⅲ-1", 1], ["Ⅲ-2", None], ["Ⅲ-3", 1])
    sheet.merge_cells("B2:B3")
    sheet.merge_cells("A4:B4")
    sheet.merge_cells("D9:E9")
    found = faults(save("facts.xlsx", saved(book)))
    assert {(fault.code, fault.params["cells"]) for fault in found} == {
        ("sheet.merged", "B2:B3"),
        ("sheet.merged", "A4:B4"),
    }


def test_a_merged_title_above_the_heads_has_one_remedy(save: Save, faults: Faults) -> None:
    book, sheet = workbook(["某縣填報表", None], ["code", "mark"], ["Ⅲ-1", 1])
    sheet.merge_cells("A1:B1")
    [fault] = faults(save("facts.xlsx", saved(book)))
    assert (fault.code, fault.params["row"]) == ("sheet.heads_below", "2")


def test_hidden_rows_columns_and_sheets_with_data_are_named(save: Save, faults: Faults) -> None:
    book, sheet = workbook(["code", "mark", "note"], ["Ⅲ-1", 1, "x"], ["Ⅲ-2", 2, "y"])
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[9].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.column_dimensions["H"].hidden = True
    for name, state in (("one", "hidden"), ("two", "veryHidden")):
        extra = book.create_sheet(name)
        extra["A1"] = "data"
        extra.sheet_state = state
    book.create_sheet("empty").sheet_state = "hidden"
    found = faults(save("facts.xlsx", saved(book)))
    assert [(one.code, one.place.sheet, one.place.cell) for one in found] == [
        ("sheet.hidden_row", "Sheet", "A3"),
        ("sheet.hidden_column", "Sheet", "C1"),
        ("sheet.hidden_sheet", "one", ""),
        ("sheet.hidden_sheet", "two", ""),
    ]


def test_a_row_without_height_is_hidden_too(save: Save, faults: Faults) -> None:
    row = f'<row r="2" ht="0" customHeight="1">{text_cell("A2", "Ⅲ-1")}</row>'
    [fault] = faults(save("facts.xlsx", by_hand(HEADS + row)))
    assert (fault.code, fault.place.cell) == ("sheet.hidden_row", "A2")


def test_a_column_without_width_is_hidden_too(save: Save, faults: Faults) -> None:
    row = f'<row r="2">{text_cell("A2", "Ⅲ-1")}<c r="B2"><v>1</v></c></row>'
    sheet = (
        '<worksheet><cols><col min="2" max="16384" width="0"/></cols>'
        f"<sheetData>{HEADS}{row}</sheetData></worksheet>"
    )
    [fault] = faults(save("facts.xlsx", by_hand("", more={"xl/worksheets/sheet1.xml": sheet})))
    assert (fault.code, fault.place.cell) == ("sheet.hidden_column", "B1")


def test_a_number_is_what_the_person_typed_not_its_binary_shadow(save: Save, read: Read) -> None:
    row = f'<row r="2">{text_cell("A2", "Ⅲ-1")}<c r="B2"><v>0.92300000000000004</v></c></row>'
    facts = read(save("facts.xlsx", by_hand(HEADS + row))).data["facts"]
    assert facts == {"Ⅲ-1": {"mark": Decimal("0.923")}}


def test_sheets_that_nobody_would_read_are_named(save: Save, faults: Faults) -> None:
    book, _ = workbook(["code", "mark"], ["Ⅲ-1", 1])
    book.create_sheet("備忘")["A1"] = "x"
    for name in ("觀察", "observations"):
        extra = book.create_sheet(name)
        extra.append(["code", "passed"])
    found = faults(save("facts.xlsx", saved(book)))
    assert [(one.code, one.place.sheet) for one in found] == [
        ("sheet.unread", "備忘"),
        ("sheet.twice", "observations"),
    ]


def test_a_sheet_named_for_facts_is_found_behind_others(save: Save, read: Read) -> None:
    book, sheet = workbook(["subject", "雲溪縣(演示)"])
    sheet.title = "about"
    facts = book.create_sheet("事實")
    facts.append(["code", "mark"])
    facts.append(["Ⅲ-1", 1])
    book.create_sheet("Sheet3")
    assert read(save("facts.xlsx", saved(book))).data["facts"] == {"Ⅲ-1": {"mark": 1}}


def test_an_empty_workbook_is_named(save: Save, faults: Faults) -> None:
    assert [one.code for one in faults(save("facts.xlsx", packed()))] == ["sheet.none"]


def test_unknown_lines_about_the_whole_are_named(save: Save, faults: Faults) -> None:
    book, _ = workbook(["code", "mark"], ["Ⅲ-1", 1])
    about = book.create_sheet("about")
    for row in (["name", "value"], ["subject", "x"], ["weather", "fine"], ["創建主體", "y"]):
        about.append(row)
    about.append(["as_of", "soon"])
    found = faults(save("facts.xlsx", saved(book)))
    assert [(one.code, one.place.cell) for one in found] == [
        ("sheet.unknown_about", "A3"),
        ("sheet.duplicate_about", "A4"),
        ("cell.not_a_date", "B5"),
    ]


def test_all_mistakes_of_a_workbook_are_said_at_once(save: Save, faults: Faults) -> None:
    book, sheet = workbook(["code", "x", "mark"], ["Ⅲ-1", 1, "abc"], ["Ⅲ-1", 2, "=1"])
    sheet["D1"] = "note"
    sheet.merge_cells("D2:D3")
    sheet["D2"] = "note"
    codes = {fault.code for fault in faults(save("facts.xlsx", saved(book)))}
    assert codes == {
        "sheet.merged",
        "sheet.formula",
        "sheet.unknown_head",
        "cell.not_a_number",
        "sheet.duplicate_row",
    }


def many_rows(count: int) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["code", "mark"])
    for number in range(count):
        sheet.append([f"Ⅲ-{number}", 1])
    return saved(book)


def test_a_hundred_thousand_rows_are_refused(save: Save, faults: Faults) -> None:
    [fault] = faults(save("facts.xlsx", many_rows(100_000)))
    assert (fault.code, fault.params["most"]) == ("sheet.too_many_rows", "50000")


def test_the_limit_itself_is_read(save: Save, read: Read, faults: Faults) -> None:
    limits = Limits(rows=20)
    facts = read(save("facts.xlsx", many_rows(20)), limits=limits).data["facts"]
    assert isinstance(facts, dict)
    assert len(facts) == 20
    assert faults(save("facts.xlsx", many_rows(21)), limits=limits)[0].code == (
        "sheet.too_many_rows"
    )


def test_formatted_but_empty_rows_do_not_count(save: Save, read: Read) -> None:
    book, sheet = workbook(["code", "mark"], ["Ⅲ-1", 1])
    for row in range(3, 200):
        sheet.cell(row, 2).number_format = "0.00"
    assert read(save("facts.xlsx", saved(book)), limits=Limits(rows=5)).data["facts"] == {
        "Ⅲ-1": {"mark": 1}
    }


def test_a_cell_far_to_the_right_is_refused(save: Save, faults: Faults) -> None:
    book, sheet = workbook(["code", "mark"], ["Ⅲ-1", 1])
    sheet["XFD2"] = "far away"
    assert faults(save("facts.xlsx", saved(book)))[0].code == "sheet.too_many_cells"
