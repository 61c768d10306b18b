"""Single cells: what is understood, and what is refused with its cell."""

import pytest

from chuangcheng.domain.errors import describe
from tests.foundation.orgs.formats.sheets import codes, only, plan_of, workbook

UNIT = {"單位代碼": "N1", "單位名稱": "新局", "類別": "部門"}
PERSON = {"姓名": "趙一", "單位": "宣傳部"}
ZONE = {"片區代碼": "P9", "片區名稱": "新片區"}


def unit_with(**cells: object) -> bytes:
    row = UNIT | cells
    return workbook(單位=[list(row), list(row.values())])


def person_with(**cells: object) -> bytes:
    row = PERSON | cells
    return workbook(人員=[list(row), list(row.values())])


def zone_with(**cells: object) -> bytes:
    row = ZONE | cells
    return workbook(片區=[list(row), list(row.values())])


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("12345678901", "orgs_cell.bad_digits"),
        ("1234567890123", "orgs_cell.bad_digits"),
        ("33010O000000", "orgs_cell.bad_digits"),
        ("000000000001", "orgs_cell.bad_digits"),
        ("1.23E+11", "orgs_cell.digits_lost"),
        (123.5, "orgs_cell.bad_digits"),
    ],
)
def test_a_bad_statistical_code_is_refused(cell: object, code: str) -> None:
    item = only(plan_of(unit_with(統計代碼=cell)))
    assert codes(item) == [code]
    assert item.faults[0].place.cell == "D2"


@pytest.mark.parametrize("cell", ["990101101201", 990101101201, "９９0101101201", "990101 101201"])
def test_a_statistical_code_may_be_text_or_a_number(cell: object) -> None:
    assert only(plan_of(unit_with(區劃代碼=cell))).wanted["statistical_code"] == "990101101201"


@pytest.mark.parametrize(
    "cell",
    ["0571-88880000", "13800000000", "+86 571 8888 0000", "88880000轉12", "１３８００００００００",
     "0571-88880000；13800000000", 13800000000, "(0571)88880000", "0571-1234567 ext. 5"],
)  # fmt: skip
def test_telephone_numbers_as_people_write_them(cell: object) -> None:
    assert only(plan_of(unit_with(聯繫電話=cell))).outcome == "added"


@pytest.mark.parametrize("cell", ["無", "12", "辦公室", "138@0000", "=1+1", "1" * 41])
def test_what_is_no_telephone_number_is_refused(cell: object) -> None:
    item = only(plan_of(unit_with(電話=cell)))
    assert item.outcome == "refused"
    assert item.faults[0].place.cell == "D2"


@pytest.mark.parametrize(
    "cell", ["a@b", "a b@c.cn", "a@@c.cn", "@c.cn", "a@c.cn;b@c.cn", "a@-c.cn"]
)
def test_a_bad_mail_address_is_refused(cell: str) -> None:
    assert codes(only(plan_of(person_with(郵箱=cell)))) == ["orgs_cell.bad_email"]


@pytest.mark.parametrize(
    "cell", ["2026-10-31", "2026/10/31", "2026.10.31", "2026年10月31日", "20261031", 20261031]
)
def test_a_date_may_be_text(cell: object) -> None:
    assert only(plan_of(unit_with(生效日期=cell))).wanted["valid_from"] == "2026-10-31"


@pytest.mark.parametrize("cell", ["2026年10月", "31/10/2026", "去年", "2026-13-01", 45000])
def test_what_is_no_date_is_refused(cell: object) -> None:
    assert codes(only(plan_of(unit_with(生效日期=cell)))) == ["orgs_cell.bad_date"]


@pytest.mark.parametrize("cell", ["2027-01-01", "1899-12-31"])
def test_a_unit_begins_neither_tomorrow_nor_in_the_dark_ages(cell: str) -> None:
    assert codes(only(plan_of(unit_with(生效日期=cell)))) == ["orgs_row.start_in_future"]


@pytest.mark.parametrize(
    ("word", "post"),
    [("一把手", "head"), ("主要負責人", "head"), ("分管领导", "leader"), ("联络员", "liaison"),
     ("Liaison", "liaison"), ("工作人員", "staff"), ("", "staff")],
)  # fmt: skip
def test_posts_in_three_languages(word: str, post: str) -> None:
    assert only(plan_of(person_with(單位="青石鎮", 崗位=word))).wanted["post"] == post


def test_an_unknown_post_names_those_that_are_known() -> None:
    (fault,) = only(plan_of(person_with(崗位="科長"))).faults
    assert "一把手、分管領導、聯絡員、工作人員" in describe(fault)


@pytest.mark.parametrize(
    ("cell", "kept"), [("是", True), ("N", False), (True, True), ("离岗", False)]
)
def test_yes_and_no(cell: object, kept: bool) -> None:
    assert only(plan_of(person_with(在崗=cell))).wanted["in_office"] is kept


@pytest.mark.parametrize(
    ("field", "cell", "most"),
    [("單位名稱", "長" * 121, "120"), ("地址", "路" * 201, "200"), ("單位代碼", "A" * 41, "40")],
)
def test_what_is_too_long_says_how_much_fits(field: str, cell: str, most: str) -> None:
    item = only(plan_of(unit_with(**{field: cell})))
    assert codes(item)[0] == "orgs_cell.too_long"
    assert item.faults[0].params["most"] == most


def test_a_code_that_became_a_date_or_a_fraction_is_refused() -> None:
    from datetime import date

    assert codes(only(plan_of(unit_with(單位代碼=date(2026, 1, 2)))))[0] == "orgs_cell.code_is_date"
    assert codes(only(plan_of(unit_with(單位代碼=1.5))))[0] == "orgs_cell.code_is_number"


def test_a_code_that_is_a_whole_number_is_taken() -> None:
    assert only(plan_of(unit_with(單位代碼=17))).code == "17"


def test_a_formula_is_refused_with_its_cell() -> None:
    item = only(plan_of(unit_with(地址="=A1")))
    assert codes(item) == ["sheet.formula"]
    assert item.faults[0].place.cell == "D2"


def test_an_error_value_is_refused() -> None:
    assert "sheet.error_value" in codes(only(plan_of(unit_with(地址="#REF!"))))


def test_control_characters_are_refused_and_line_breaks_joined() -> None:
    assert "file.control_character" in codes(only(plan_of(unit_with(地址="a\u202eb"))))
    assert only(plan_of(unit_with(單位名稱="縣委\n宣傳辦"))).label == "縣委宣傳辦"


@pytest.mark.parametrize("word", ["清空", "清除", "clear"])
def test_clearing_is_said_in_words(word: str) -> None:
    content = workbook(單位=[["單位代碼", "電話"], ["XC", word]])
    assert only(plan_of(content)).changes == {"phone": ["0999-1", ""]}


def test_an_empty_cell_keeps_what_is_there() -> None:
    content = workbook(單位=[["單位代碼", "電話", "地址"], ["XC", "", ""]])
    assert only(plan_of(content)).outcome == "unchanged"


def test_what_has_to_stand_somewhere_cannot_be_cleared() -> None:
    content = workbook(單位=[["單位代碼", "單位名稱"], ["XC", "清空"]])
    assert codes(only(plan_of(content))) == ["orgs_cell.cannot_clear"]


@pytest.mark.parametrize("cell", ["XC;QS-1", "XC；河東社區", "宣傳部、QS-1", "宣传部，河东社区"])
def test_several_units_by_code_or_name(cell: str) -> None:
    assert only(plan_of(zone_with(協辦單位=cell))).wanted["co"] == ["QS-1", "XC"]


def test_a_zone_has_one_lead() -> None:
    assert codes(only(plan_of(zone_with(牽頭單位="XC;QS")))) == ["orgs_row.lead_is_one"]
