"""Rows against what is there: who is meant, what they need, and what cannot be."""

from dataclasses import replace

import pytest

from chuangcheng.domain.text import Text
from chuangcheng.foundation.orgs.formats.plan import Item
from chuangcheng.foundation.orgs.formats.state import PersonNow, State, UnitNow
from tests.foundation.orgs.formats.sheets import (
    CLASSES,
    COUNTY,
    TODAY,
    codes,
    only,
    plan_of,
    rows_of,
    workbook,
)

UNIT = ("單位代碼", "單位名稱", "類別", "上級單位代碼", "上級單位")
PERSON = ("人員編號", "姓名", "單位代碼", "單位", "崗位", "在崗")
ZONE = ("片區代碼", "片區名稱", "牽頭單位", "協辦單位", "啟用")


def units(*rows: tuple[str, ...], state: State = COUNTY) -> list[Item]:
    return rows_of(plan_of(workbook(單位=[UNIT, *rows]), state))


def people(*rows: tuple[str, ...], state: State = COUNTY) -> list[Item]:
    return rows_of(plan_of(workbook(人員=[PERSON, *rows]), state))


def zones(*rows: tuple[str, ...]) -> list[Item]:
    return rows_of(plan_of(workbook(片區=[ZONE, *rows])))


def outcomes(items: list[Item]) -> list[str]:
    return [item.outcome for item in items]


# -- units ----------------------------------------------------------------------------------------


def test_a_code_stands_once_in_a_file() -> None:
    first, second = units(("N", "新局", "部門"), ("N", "二局", "部門"))
    assert first.outcome == "added"
    assert codes(second) == ["orgs_row.duplicate_code"]
    assert second.faults[0].params["row"] == "2"


def test_the_same_unit_by_code_and_by_name_stands_once() -> None:
    assert outcomes(units(("XC", "宣傳部", ""), ("", "宣传部", ""))) == ["unchanged", "refused"]


def test_a_unit_without_a_code_is_known_by_its_name_or_given_one() -> None:
    there, new = units(("", "宣传部", ""), ("", "新局", "部門"))
    assert (there.code, there.outcome) == ("XC", "unchanged")
    assert (new.code, new.outcome) == ("dept-01", "added")


def test_a_new_unit_needs_a_name_and_a_class() -> None:
    assert codes(units(("N", "", ""))[0]) == ["orgs_row.missing", "orgs_row.missing"]


def test_renaming_gives_both_scripts() -> None:
    (item,) = units(("QS", "青石鎮人民政府", ""))
    assert item.changes["name_hant"] == ["青石鎮", "青石鎮人民政府"]
    assert item.changes["name_hans"] == ["青石镇", "青石镇人民政府"]


def test_a_name_in_one_script_of_what_is_there_changes_nothing() -> None:
    assert outcomes(units(("QS", "青石镇", "乡镇"))) == ["unchanged"]


@pytest.mark.parametrize("parent", [("QS", ""), ("", "青石鎮"), ("", "青石镇"), ("ＱＳ", "青石鎮")])
def test_a_parent_by_code_or_name(parent: tuple[str, str]) -> None:
    (item,) = units(("N", "新站", "部門", *parent))
    assert item.wanted["parent"] == "QS"


def test_a_parent_may_stand_further_below_in_the_file() -> None:
    items = units(("A", "甲站", "部門", "", "乙局"), ("B", "乙局", "部門"))
    assert outcomes(items) == ["added", "added"]
    assert items[0].wanted["parent"] == "B"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("N", "新站", "部門", "無此", ""), "orgs_row.unknown_unit"),
        (("N", "新站", "部門", "QS", "宣傳部"), "orgs_row.name_disagrees"),
        (("N", "新站", "部門", "OLD", ""), "orgs_row.parent_closed"),
        (("N", "新站", "部門", "N", ""), "orgs_row.parent_is_self"),
        (("QS", "", "", "QS-1", ""), "orgs_row.parent_cycle"),
        (("OLD", "舊局改名", "", "", ""), "orgs_row.ended_unit"),
        (("N", "新站", "無此類", "", ""), "orgs_row.unknown_class"),
    ],
)
def test_what_a_unit_is_refused_for(row: tuple[str, ...], code: str) -> None:
    assert codes(units(row)[0]) == [code]


def test_old_and_new_name_of_a_parent_both_fit_its_code() -> None:
    rows = (
        ("QS", "青石街道", ""),
        ("QS-1", "", "", "QS", "青石鎮"),
        ("N", "新站", "部門", "QS", "青石街道"),
    )
    assert outcomes(units(*rows)) == ["changed", "unchanged", "added"]


def test_several_units_of_one_name_need_a_code() -> None:
    twin = UnitNow(9, "QS2", Text("青石鎮", "青石镇"), "town", valid_from="2020-01-01")
    state = replace(COUNTY, units=(*COUNTY.units, twin))
    assert codes(units(("N", "站", "部門", "", "青石鎮"), state=state)[0]) == [
        "orgs_row.several_named"
    ]


def test_units_that_swap_places_make_no_circle() -> None:
    rows = (("QS", "", "", "QS-1", ""), ("QS-1", "", "", "頂層", ""))
    assert outcomes(units(*rows)) == ["changed", "changed"]


def test_a_refused_row_that_leaves_its_unit_where_it_was_may_close_a_circle() -> None:
    rows = (("QS", "", "", "QS-1", ""), ("QS-1", "", "", "OLD", ""))
    first, second = units(*rows)
    assert codes(second) == ["orgs_row.parent_closed"]
    assert codes(first) == ["orgs_row.parent_cycle"]


def test_rows_below_a_refused_row_are_refused_to_the_last() -> None:
    chain = [(f"N{n}", f"{n}站", "部門", f"N{n - 1}" if n else "無此", "") for n in range(10)]
    items = units(*chain)
    assert outcomes(items) == ["refused"] * 10
    assert codes(items[9]) == ["orgs_row.depends_on_refused"]
    assert items[9].faults[0].params["row"] == "10"


def test_a_tree_has_an_end() -> None:
    chain = [(f"N{n}", f"{n}站", "部門", f"N{n - 1}" if n else "", "") for n in range(30)]
    items = units(*chain)
    assert outcomes(items) == ["added"] * 20 + ["refused"] * 10
    assert codes(items[20]) == ["orgs_row.too_deep"]


def test_thousands_of_rows_in_one_circle_are_refused_quickly() -> None:
    rows = [(f"N{n}", f"{n}站", "部門", f"N{(n + 1) % 3000}", "") for n in range(3000)]
    assert set(outcomes(units(*rows))) == {"refused"}


@pytest.mark.parametrize(("status", "code"), [("已撤銷", "orgs_row.status_by_sheet"), ("在用", "")])
def test_a_sheet_closes_no_unit(status: str, code: str) -> None:
    content = workbook(單位=[("單位代碼", "狀態"), ("XC", status)])
    assert codes(only(plan_of(content))) == [code][: bool(code)]


def test_a_new_unit_is_active_and_begins_once() -> None:
    content = workbook(單位=[(*UNIT, "狀態"), ("N", "新局", "部門", "", "", "已撤銷")])
    assert codes(only(plan_of(content))) == ["orgs_row.new_not_active"]
    content = workbook(單位=[("單位代碼", "生效日期"), ("XC", "2021-01-01")])
    assert codes(only(plan_of(content))) == ["orgs_row.start_fixed"]


def test_what_the_file_does_not_name_is_left_alone() -> None:
    plan = plan_of(workbook(單位=[UNIT, ("XC", "宣傳部", "")]))
    assert [item.code for item in plan.of("unit", "left")] == ["QS", "QS-1", "OLD"]
    assert plan.of("person", "left") == []


# -- people ---------------------------------------------------------------------------------------


def test_a_person_is_known_by_number_or_by_name_and_unit() -> None:
    items = people(("001", "王小明", "QS", "", "工作人員"), ("", "李红", "", "青石镇", "工作人員"))
    assert [item.number for item in items] == [1, 2]
    assert items[0].changes == {"unit": ["XC", "QS"], "post": ["head", "staff"]}
    assert set(items[1].changes) == {"name", "post"}


def test_a_number_given_later_belongs_to_the_person_that_is_there() -> None:
    (item,) = people(("077", "李紅", "QS"))
    assert item.changes == {"code": ["", "077"]}


def test_namesakes_are_told_apart_by_being_exactly_one_of_them() -> None:
    content = workbook(人員=[("姓名", "單位", "職務"), ("張偉", "青石鎮", "幹事")])
    assert only(plan_of(content)).number == 4
    assert codes(people(("", "張偉", "QS", "", "聯絡員"))[0]) == ["orgs_row.several_people"]


def test_the_same_person_twice_is_refused_once() -> None:
    items = people(("", "新人", "QS"), ("", "新人", "QS"), ("9", "甲", "QS"), ("9", "乙", "QS"))
    assert [codes(item) for item in items] == [
        [],
        ["orgs_row.duplicate_person"],
        [],
        ["orgs_row.duplicate_code"],
    ]


def test_a_unit_has_one_head() -> None:
    items = people(("9", "甲", "QS", "", "一把手"), ("8", "乙", "QS", "", "一把手"))
    assert [codes(item) for item in items] == [["orgs_row.two_heads"]] * 2
    assert codes(people(("9", "甲", "XC", "", "一把手"))[0]) == ["orgs_row.two_heads"]


def test_a_new_head_may_follow_one_who_steps_down_in_the_same_file() -> None:
    rows = (("9", "甲", "XC", "", "一把手"), ("001", "王小明", "XC", "", "分管領導"))
    assert outcomes(people(*rows)) == ["added", "changed"]
    leaves = (("9", "甲", "XC", "", "一把手"), ("001", "王小明", "XC", "", "", "否"))
    assert outcomes(people(*leaves)) == ["added", "changed"]


def test_a_head_whose_row_is_refused_stays_head() -> None:
    rows = (("9", "甲", "XC", "", "一把手"), ("001", "王小明", "無此", "", "分管領導"))
    first, second = people(*rows)
    assert codes(second) == ["orgs_row.unknown_unit"]
    assert codes(first) == ["orgs_row.two_heads"]


def test_two_heads_that_are_there_already_are_not_the_files_fault() -> None:
    other = PersonNow(9, "002", "另一人", "XC", "head")
    state = replace(COUNTY, people=(*COUNTY.people, other))
    rows = (("001", "王小明", "XC", "", "一把手"), ("002", "另一人", "XC", "", "一把手"))
    assert outcomes(people(*rows, state=state)) == ["unchanged", "unchanged"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("", "新人", "OLD"), "orgs_row.unit_ended"),
        (("", "新人", ""), "orgs_row.missing"),
        (("", "", "QS"), "orgs_row.missing"),
        (("", "新人", "無此"), "orgs_row.unknown_unit"),
    ],
)
def test_what_a_person_is_refused_for(row: tuple[str, ...], code: str) -> None:
    assert codes(people(row)[0]) == [code]


def test_people_of_a_refused_unit_are_refused_with_its_row() -> None:
    content = workbook(單位=[UNIT, ("N", "新局", "無此類")], 人員=[PERSON, ("", "新人", "N")])
    items = rows_of(plan_of(content))
    assert codes(items[1]) == ["orgs_row.depends_on_refused"]
    assert items[1].faults[0].params == {"name": "新局", "sheet": "單位", "row": "2"}


# -- zones ----------------------------------------------------------------------------------------


def test_a_zone_gets_another_lead() -> None:
    (item,) = zones(("P01", "", "宣傳部", "青石鎮"))
    assert item.changes == {"lead": ["QS", "XC"], "co": [["XC"], ["QS"]]}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("P2", "", "XC"), "orgs_row.missing"),
        (("", "沒有代碼", "XC"), "orgs_row.code_missing"),
        (("P2", "城西", "OLD"), "orgs_row.unit_ended"),
        (("P2", "城西", "無此"), "orgs_row.unknown_unit"),
        (("P2", "城西", "XC", "", "否"), "orgs_row.zone_ended"),
    ],
)
def test_what_a_zone_is_refused_for(row: tuple[str, ...], code: str) -> None:
    assert codes(zones(row)[0]) == [code]


# -- all together ---------------------------------------------------------------------------------


def test_the_order_of_rows_of_units_does_not_matter() -> None:
    rows = [(f"N{n}", f"{n}站", "部門", f"N{n // 2}" if n else "", "") for n in range(40)]
    state = State(TODAY, CLASSES)
    first = {item.code: item.wanted for item in units(*rows, state=state)}
    rows.reverse()
    assert {item.code: item.wanted for item in units(*rows, state=state)} == first


def test_equal_plans_have_equal_fingerprints_and_others_do_not() -> None:
    content = workbook(單位=[UNIT, ("QS", "青石街道", "")])
    assert plan_of(content).digest() == plan_of(content).digest()
    other = workbook(單位=[UNIT, ("QS", "青石新區", "")])
    assert plan_of(content).digest() != plan_of(other).digest()
