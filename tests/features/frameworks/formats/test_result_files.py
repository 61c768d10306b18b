import csv
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from chuangcheng.domain.editions import Edition, Facts
from chuangcheng.domain.scoring import Result, TraceNode, score
from chuangcheng.domain.text import Text
from chuangcheng.features.frameworks.formats.opening import open_edition, open_facts
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
    assert len(all_of_them.rows) == len(partial.losses)


def test_the_projects_of_the_table_add_up_to_the_total(partial: Result) -> None:
    [projects] = result_tables(partial, "en", only=("projects",))
    index = [head.name for head in projects.heads].index("score")
    points = [row[index] for row in projects.rows]
    adjusted = sum((one.points.score for one in partial.adjustments), Decimal(0))
    assert all(isinstance(point, Decimal) for point in points)
    total = sum((point for point in points if isinstance(point, Decimal)), adjusted)
    assert abs(total - partial.total) < Decimal("0.1")


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
