import csv
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from chuangcheng.domain.editions import Edition, Facts
from chuangcheng.domain.scoring import Result, TraceNode, score
from chuangcheng.domain.scoring.numbers import ZERO, Interval
from chuangcheng.domain.scoring.result import Adjustment
from chuangcheng.domain.text import Text
from chuangcheng.features.frameworks.formats.opening import open_edition, open_facts
from chuangcheng.features.frameworks.formats.project_lines import project_lines
from chuangcheng.features.frameworks.formats.result_files import write_csv, write_workbook
from chuangcheng.features.frameworks.formats.result_tables import (
    Head,
    Rate,
    ResultTable,
    result_tables,
)

ROOT = Path(__file__).parents[4]


def example(name: str) -> tuple[Edition, Facts]:
    edition = open_edition(ROOT / f"examples/{name}.edition.yaml")
    return edition, open_facts(ROOT / f"examples/{name}.facts.yaml", edition)


def county() -> tuple[Edition, Facts]:
    folder = ROOT / "chuangcheng/features/frameworks/editions"
    edition = open_edition(folder / "county.edition.yaml")
    return edition, open_facts(folder / "county-demo.facts.yaml", edition)


def names(result: Result, only: Sequence[str] = (), without: Sequence[str] = ()) -> list[str]:
    tables = result_tables(result, "zh-Hant", only=only, without=without)
    return [table.name for table in tables]


@pytest.fixture
def partial() -> Result:
    return score(*example("partial-facts"))


def test_only_tables_with_something_to_say_are_made(partial: Result) -> None:
    assert "years" not in names(partial)
    assert names(partial)[0] == "total"
    assert names(partial)[-1] == "trace"
    assert "years" in names(score(*example("years-15-25-60")))
    assert "channels" in names(score(*example("channels-40-40-20")))


def test_tables_are_chosen_by_name(partial: Result) -> None:
    assert names(partial, only=("trace",)) == ["trace"]
    assert "trace" not in names(partial, without=("trace",))


def test_losses_are_limited_where_wanted(partial: Result) -> None:
    [few] = result_tables(partial, "zh-Hant", losses=1, only=("losses",))
    [all_of_them] = result_tables(partial, "zh-Hant", only=("losses",))
    assert len(few.rows) == 1
    lost = [one.code for one in partial.losses if one.lost > 0]
    unknown = {one.code for one in partial.losses if one.unknown > 0}
    assert [row[0] for row in all_of_them.rows] == lost
    [least_known] = result_tables(partial, "zh-Hant", only=("unknowns",))
    assert {row[0] for row in least_known.rows} == unknown
    index = [head.name for head in least_known.heads].index("not known")
    points = [Decimal(str(row[index])) for row in least_known.rows]
    assert points == sorted(points, reverse=True)


def test_the_projects_of_the_table_add_up_to_the_total(partial: Result) -> None:
    [projects] = result_tables(partial, "en", only=("projects",))
    index = [head.name for head in projects.heads].index("score")
    points = [row[index] for row in projects.rows]
    adjusted = sum((one.points.score for one in partial.adjustments), Decimal(0))
    assert points.count("—") == 2  # of two projects nothing is known, which is not zero
    total = sum((point for point in points if isinstance(point, Decimal)), adjusted)
    assert abs(total - partial.total) < Decimal("0.1")


@pytest.mark.parametrize("name", ["county", "veto-gate", "partial-facts"])
def test_a_projects_share_is_that_of_a_gate_on_it(name: str) -> None:
    edition, facts = county() if name == "county" else example(name)
    result = score(edition, facts)
    shares = {line.project.code: line.share for line in project_lines(result)}
    gates = {gate.code: gate for gate in edition.gates}
    checked = 0
    for gate in result.gates:
        if gate.type == "node" and gates[gate.code].node in shares and gate.value:
            assert shares[gates[gate.code].node] == gate.value.score
            checked += 1
    assert checked >= {"county": 7, "veto-gate": 1}.get(name, 0)


def test_base_and_bonus_of_the_projects_add_up_to_the_full_marks() -> None:
    for name in ("county", "partial-facts", "years-15-25-60"):
        result = score(*(county() if name == "county" else example(name)))
        lines = list(project_lines(result))
        assert sum(line.base for line in lines) == result.base_full
        assert sum(line.base + line.bonus for line in lines) == result.full


def test_a_gate_on_every_item_counts_them() -> None:
    [gates] = result_tables(score(*county()), "en", only=("gates",))
    counted = [value for row in gates.rows for value in row if isinstance(value, Rate)]
    assert "4 of 4" in {rate.text for rate in counted}
    assert Rate(Decimal("0.9")) in counted


def test_what_the_program_adds_has_no_code_and_is_left_out_where_brief() -> None:
    result = score(*example("partial-facts"))
    floor = Adjustment("floor", "floor", Text("底", "底"), Interval(ZERO, Decimal(3), ZERO))
    result = replace(result, adjustments=(*result.adjustments, floor))
    for brief, codes in ((False, ["N-1", "—"]), (True, ["N-1"])):
        [table] = result_tables(result, "en", only=("adjustments",), brief=brief)
        assert [row[0] for row in table.rows] == codes
    [gates] = result_tables(result, "en", only=("gates",))
    assert gates.rows[-1][0] == "—"
    [brief_gates] = result_tables(result, "en", only=("gates",), brief=True)
    assert brief_gates.rows == gates.rows[:-1]


@pytest.mark.parametrize("name", ["county", "veto-gate", "channels-40-40-20", "years-15-25-60"])
def test_a_gate_of_which_nothing_is_known_has_no_zero(name: str) -> None:
    edition, facts = county() if name == "county" else example(name)
    result = score(edition, replace(facts, facts={}, negative={}, years={}))
    [gates] = result_tables(result, "en", only=("gates",))
    scored = {gate.code for gate in result.gates if gate.value}
    rows = [row for row in gates.rows if row[0] in scored]
    assert {row[4:6] for row in rows} == {("—", "—")}
    known = score(edition, facts)
    assert "—" not in {row[4] for row in result_tables(known, "en", only=("gates",))[0].rows}


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("云溪县", "zh-Hant", "雲溪縣"),
        ("雲溪縣", "zh-Hans", "云溪县"),
        ("云溪县", "en", "云溪县"),
        ("雲溪縣里氏", "zh-Hant", "雲溪縣里氏"),
        ("Office", "zh-Hant", "Office"),
    ],
)
def test_the_texts_of_facts_come_in_the_readers_script(
    text: str, language: str, shown: str, partial: Result
) -> None:
    result = replace(partial, subject=text, trace=replace(partial.trace, source=text))
    total, trace = result_tables(result, language, only=("total", "trace"))
    assert total.rows[0][1] == shown
    assert trace.rows[0][-1] == shown


def test_the_trace_holds_every_line_with_its_level(partial: Result) -> None:
    def count(node: TraceNode) -> int:
        return 1 + sum(count(child) for child in node.children)

    [trace] = result_tables(partial, "en", only=("trace",))
    assert len(trace.rows) == count(partial.trace)
    assert trace.rows[0][0] == Decimal(0)


def test_a_score_becomes_a_workbook_with_numbers_as_numbers(
    partial: Result, tmp_path: Path
) -> None:
    path = tmp_path / "out.xlsx"
    write_workbook(path, result_tables(partial, "zh-Hant"))
    book = load_workbook(path)
    assert book.sheetnames[0] == "Total"
    values = {row[0].value: row[1].value for row in book["Total"].iter_rows(min_row=2)}
    assert values["total"] == float(partial.total)
    assert values["at most (unknown as full)"] == float(partial.upper)
    projects = book["Projects"]
    heads = [cell.value for cell in projects[1]]
    share = projects.cell(2, heads.index("share earned") + 1)
    assert share.number_format == "0.0%"


ACTIVE = ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", " =1"]


def hostile_table() -> ResultTable:
    rows = tuple((text, Decimal("-2.5"), Rate(Decimal("0.5"))) for text in ACTIVE)
    heads = (Head("text", "=head"), Head("score", "score", "points"), Head("share", "share"))
    return ResultTable("t", "a/b[c]:*?'", heads, rows)


def test_texts_that_could_act_are_inert_and_negative_numbers_stay_numbers(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    write_workbook(path, [hostile_table()])
    sheet = load_workbook(path).worksheets[0]
    assert sheet["A1"].value == "'=head"
    for row, text in enumerate(ACTIVE, start=2):
        assert sheet.cell(row, 1).data_type == "s"
        assert str(sheet.cell(row, 1).value).startswith("'")
        assert text.strip() in str(sheet.cell(row, 1).value)
        assert sheet.cell(row, 2).value == -2.5
        assert sheet.cell(row, 3).value == 0.5


def test_csv_is_inert_too_and_opens_in_excel(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write_csv(path, hostile_table())
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["'=head", "score", "share"]
    assert [row[0] for row in rows[1:]] == [f"'{text}" for text in ACTIVE]
    assert {row[1] for row in rows[1:]} == {"-2.5"}


def test_links_and_formulas_in_an_editions_texts_reach_no_cell_alive(
    partial: Result, tmp_path: Path
) -> None:
    evil = Text("=cmd|' /C calc'!A0", "=cmd", "https://evil.example")
    result = replace(partial, edition=replace(partial.edition, title=evil), subject="@SUM(A1)")
    write_workbook(tmp_path / "out.xlsx", result_tables(result, "zh-Hant"))
    sheet = load_workbook(tmp_path / "out.xlsx")["Total"]
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "'@SUM(A1)" in values
    assert not any(str(value).startswith(("=", "@")) for value in values)
    assert all(cell.hyperlink is None for row in sheet.iter_rows() for cell in row)
