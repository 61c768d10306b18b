"""Faults of facts in a workbook speak of its heads and cells, in the reader's language."""

import gettext
from collections.abc import Callable
from pathlib import Path

import pytest

from chuangcheng.domain.editions import Edition, Facts
from chuangcheng.domain.editions.facts import DeductFact
from chuangcheng.domain.errors import Fault, Refused, describe, describe_message, describe_remedy
from chuangcheng.features.frameworks.formats.opening import open_edition, open_facts
from tests.features.frameworks.formats.conftest import Save
from tests.features.frameworks.formats.workbooks import Row, packed, saved, workbook

EDITION = """
format: chuangcheng.edition.v1
code: example
version: "1"
kind: other
title: {zh-Hant: 示例, zh-Hans: 示例, en: Example}
levels: [{zh-Hant: 項, zh-Hans: 项, en: Item}]
weights: relative
weights_status: example
full: 100
scales: {abc: {A: 1, B: "0.5"}}
methods: [{code: m, name: 查, short: 查}]
negative: [{code: N-1, text: 條目, sanction: stop_nomination}]
nodes:
  - {code: grade, title: 甲, weight: 1,
     standards: [{methods: [m], text: 甲, rule: {type: grade, scale: abc}}]}
  - {code: share, title: 乙, weight: 1,
     standards: [{methods: [m], text: 乙, rule: {type: pass_share}}]}
  - code: rooms
    title: 丙
    weight: 1
    standards:
      - methods: [m]
        text: 丙
        rule:
          type: deduct
          items:
            - {code: missing, name: {zh-Hant: 設施缺少, zh-Hans: 设施缺少, en: Missing}, per: 2}
            - {code: locked, name: {zh-Hant: 上鎖或堆物, zh-Hans: 上锁或堆物, en: Locked}, per: 1}
  - code: stops
    title: 丁
    weight: 1
    standards:
      - methods: [m]
        text: 丁
        rule:
          type: deduct
          items:
            - {code: stop, name: {zh-Hant: 公交站台, zh-Hans: 公交站台, en: Stop}, per: 2,
               required: 2, places: 3}
            - {code: fake, name: 假廣告, per: 1}
  - {code: bonus, title: 戊, standards: [{methods: [m], text: 戊, rule: {type: bonus, cap: 3}}]}
  - {code: "1.0", title: 己, weight: 1, standards: [{methods: [m], text: 己, rule: {type: given}}]}
  - {code: "7", title: 庚, weight: 1, standards: [{methods: [m], text: 庚, rule: {type: given}}]}
  - {code: groups, title: 辛, weight: 1,
     standards: [{methods: [m], text: 辛, rule: {type: k_of_n, n: 5, k: 3, groups: 2}}]}
"""
YEARS = 'years: [{code: y1, name: "1", weight: 40}, {code: y2, name: "2", weight: 60}]\n'
ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    path = tmp_path_factory.mktemp("edition") / "example.yaml"
    path.write_text(EDITION, "utf-8")
    return open_edition(path)


@pytest.fixture(scope="module")
def term(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    path = tmp_path_factory.mktemp("term") / "example.yaml"
    path.write_text(EDITION + YEARS, "utf-8")
    return open_edition(path)


@pytest.fixture(scope="module")
def hant() -> Callable[[str], str]:
    folder = ROOT / "locale"
    return gettext.translation("django", folder, languages=["zh_Hant"]).gettext


def refused(content: bytes, edition: Edition, save: Save) -> tuple[Fault, ...]:
    with pytest.raises(Refused) as caught:
        open_facts(save("facts.xlsx", content), edition)
    return caught.value.faults


def taken(content: bytes, edition: Edition, save: Save) -> Facts:
    return open_facts(save("facts.xlsx", content), edition)


HEADS: Row = (
    *("代碼", "等級", "評分", "觀察數", "合格數", "扣分處數", "逐處數量", "加分", "加分項數"),
    *("次數", "抽查數", "符合數"),
)


def line(code: object, **values: object) -> Row:
    return [code, *(values.get(str(head)) for head in HEADS[1:])]


CASES: list[tuple[Row, str, str]] = [
    (line("grade", 扣分處數=3), "row.column_unused", "F2"),
    (line("grade", 等級="A", 次數=1), "row.column_unused", "J2"),
    (line("grade", 等級="A", 評分="A;B"), "row.not_one_way", "C2"),
    (line("share", 觀察數=20), "row.empty_cell", "E2"),
    (line("share", 觀察數=2, 合格數=3), "facts.passed_above_observed", "E2"),
    (line("rooms", 扣分處數=3), "row.item_needed", "F2"),
    (line("rooms", 扣分處數="胡說:3"), "row.unknown_item", "F2"),
    (line("rooms", 扣分處數="設施缺少:1;missing:2"), "row.item_twice", "F2"),
    (line("stops", 逐處數量="假廣告:1,1"), "row.not_counted", "G2"),
    (line("bonus", 加分項數=2), "row.column_unused", "I2"),
    (line("groups", 抽查數="5;5", 符合數="3;;"), "row.empty_cell", "L2"),
    (line("groups", 抽查數="5;5"), "cell.unequal_lists", "L2"),
    (line("N-1", 等級="A"), "row.column_unused", "B2"),
    (line(1, 評分="85"), "cell.code_is_number", "A2"),
    (line("rooms", 扣分處數="設施缺少:1", 等級="A"), "row.column_unused", "B2"),
]


@pytest.mark.parametrize(("row", "code", "cell"), CASES)
def test_a_fault_points_at_the_cell_that_is_to_be_mended(
    row: Row, code: str, cell: str, edition: Edition, save: Save
) -> None:
    [fault] = refused(packed(HEADS, row), edition, save)
    assert (fault.code, fault.place.sheet, fault.place.cell) == (code, "Sheet", cell)


def test_a_column_that_the_rule_has_no_use_for_is_said_in_the_readers_words(
    edition: Edition, save: Save, hant: Callable[[str], str]
) -> None:
    [fault] = refused(packed(HEADS, line("grade", 扣分處數=3)), edition, save)
    assert describe_message(fault, hant) == "本項按等級計分，“扣分處數”欄不填。"
    assert describe_remedy(fault, hant) == "請清空此單元格，在“等級”或“評分”欄填寫。"
    assert describe_message(fault) == (
        "this row is scored by a grade; its column “shortfall” stays empty."
    )


def test_no_sentence_speaks_of_the_written_format(
    edition: Edition, save: Save, hant: Callable[[str], str]
) -> None:
    names = ("shortfall", "counts", "passed", "observed", "facts", "total", "grade ")
    for row, _code, _cell in CASES:
        for fault in refused(packed(HEADS, row), edition, save):
            said = describe(fault, hant).removeprefix(fault.place.file)
            assert not any(name in said for name in names), said


def test_items_are_known_by_their_names_in_any_script(edition: Edition, save: Save) -> None:
    rows = (
        line("rooms", 扣分處數="设施缺少：1；LOCKED:2"),
        line("stops", 扣分處數="假廣告:1", 逐處數量="公交站台：2,1,0"),
    )
    facts = taken(packed(HEADS, *rows), edition, save).facts
    rooms, stops = facts["rooms.1"].value, facts["stops.1"].value
    assert isinstance(rooms, DeductFact)
    assert isinstance(stops, DeductFact)
    assert rooms.shortfalls == {"missing": 1, "locked": 2}
    assert stops.shortfalls == {"fake": 1}
    assert stops.counts == {"stop": (2, 1, 0)}


def test_faults_of_cells_and_of_the_edition_are_said_in_one_go(
    edition: Edition, save: Save
) -> None:
    rows = (
        line("grade", 等級="Z"),
        line("share", 觀察數="8處", 合格數=7),
        line("unheard", 等級="A"),
    )
    found = refused(packed(HEADS, *rows), edition, save)
    assert [(fault.code, fault.place.cell) for fault in found] == [
        ("facts.grade_outside_scale", "B2"),
        ("cell.not_a_number", "D3"),
        ("facts.strange_code", "A4"),
    ]


def test_whole_numbers_may_be_codes_where_no_other_code_could_be_meant(
    edition: Edition, save: Save
) -> None:
    facts = taken(packed(["代碼", "評分"], [7, "85"], ["1.0", "90"]), edition, save).facts
    assert set(facts) == {"7.1", "1.0.1"}


def test_observations_of_an_item_that_takes_none_are_named(edition: Edition, save: Save) -> None:
    book, _ = workbook(["code", "grade"], ["share", None])
    sheet = book.create_sheet("觀察")
    sheet.append(["代碼", "是否合格"])
    sheet.append(["grade", "是"])
    [fault] = refused(saved(book), edition, save)
    assert (fault.code, fault.place.sheet, fault.place.cell) == (
        "row.observations_unused",
        "觀察",
        "A2",
    )


def with_years(*rows: Row, totals: tuple[Row, ...] = ()) -> bytes:
    book, _ = workbook(["代碼", "年度", "等級"], *rows)
    if totals:
        sheet = book.create_sheet("年度")
        for row in (["代碼", "年度總分"], *totals):
            sheet.append(list(row))
    return saved(book)


def test_rows_without_a_year_are_named_once(
    term: Edition, save: Save, hant: Callable[[str], str]
) -> None:
    [fault] = refused(with_years(["grade", None, "A"], ["share", None, None]), term, save)
    assert (fault.code, fault.place.cell, fault.params["count"]) == ("row.needs_year", "B2", "2")
    assert describe_remedy(fault, hant) == "請填寫“年度”欄：y1, y2。"


def test_a_year_is_a_total_or_rows(term: Edition, edition: Edition, save: Save) -> None:
    content = with_years(["grade", "y1", "A"], totals=(["y1", 80],))
    [fault] = refused(content, term, save)
    assert fault.code == "row.total_or_rows"
    [fault] = refused(with_years(["grade", "y9", "A"]), term, save)
    assert (fault.code, fault.place.cell) == ("row.unknown_year", "B2")
    [fault] = refused(with_years(["grade", "y1", "A"]), edition, save)
    assert (fault.code, fault.place.cell) == ("row.no_years", "B2")


def test_a_term_without_a_row_is_merely_unknown(term: Edition, save: Save) -> None:
    facts = taken(with_years(totals=(["y1", 80],)), term, save)
    assert set(facts.years) == {"y1"}


@pytest.mark.parametrize("written", ["2026-10-31", "2026/10/31", "2026年10月31日"])
def test_dates_of_written_facts_are_made_alike(written: str, edition: Edition, save: Save) -> None:
    text = (
        f"format: chuangcheng.facts.v1\nas_of: {written}\n"
        f"facts:\n  grade: {{grade: A, when: {written}}}\n"
    )
    facts = open_facts(save("facts.yaml", text), edition)
    assert facts.as_of == facts.facts["grade.1"].provenance.when == "2026-10-31"


def test_what_is_no_date_is_said_with_everything_else(edition: Edition, save: Save) -> None:
    text = (
        "format: chuangcheng.facts.v1\nas_of: soon\nfacts:\n  grade: {grade: Z, when: 2026-13-01}\n"
    )
    with pytest.raises(Refused) as caught:
        open_facts(save("facts.yaml", text), edition)
    assert [(fault.code, fault.place.line) for fault in caught.value.faults] == [
        ("document.not_a_date", 2),
        ("document.not_a_date", 4),
        ("facts.grade_outside_scale", 4),
    ]


def test_another_edition_is_named_as_the_sheet_calls_it(
    edition: Edition, save: Save, hant: Callable[[str], str]
) -> None:
    book, _ = workbook(HEADS, line("grade", 等級="A"))
    about = book.create_sheet("說明")
    about.append(["測評體系", "other"])
    [fault] = refused(saved(book), edition, save)
    assert fault.place.cell == "B1"
    assert describe_message(fault, hant) == "“測評體系”寫的是“other”，而給出的是“example”。"
    assert "體系" in describe_remedy(fault, hant)
