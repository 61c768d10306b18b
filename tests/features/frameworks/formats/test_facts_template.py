from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from chuangcheng.domain.editions import Edition
from chuangcheng.domain.scoring import score
from chuangcheng.domain.scoring.words import RULE_NAMES
from chuangcheng.features.frameworks.formats.facts_layout import FACTS, Language
from chuangcheng.features.frameworks.formats.facts_template import write_facts_sheet
from chuangcheng.features.frameworks.formats.opening import open_edition, open_facts

ROOT = Path(__file__).parents[4]
COUNTY = ROOT / "chuangcheng/features/frameworks/editions/county.edition.yaml"
EDITIONS = sorted((ROOT / "examples").glob("*.edition.yaml"))


@pytest.fixture(scope="module")
def county() -> Edition:
    return open_edition(COUNTY)


@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hans", "en"])
def test_an_empty_sheet_is_read_back_as_nothing_known(
    language: Language, county: Edition, tmp_path: Path
) -> None:
    path = tmp_path / "facts.xlsx"
    rows = write_facts_sheet(path, county, language, str)
    assert rows == sum(1 for _ in county.standards()) + len(county.negative)
    facts = open_facts(path, county)
    assert (facts.facts, facts.negative) == ({}, {})
    result = score(county, facts)
    assert result.total == result.known_share == 0


@pytest.mark.parametrize("file", EDITIONS, ids=[file.name.split(".")[0] for file in EDITIONS])
def test_every_example_has_a_sheet_that_can_be_read_back(file: Path, tmp_path: Path) -> None:
    edition = open_edition(file)
    write_facts_sheet(tmp_path / "facts.xlsx", edition, "zh-Hant", str)
    open_facts(tmp_path / "facts.xlsx", edition)


def test_what_is_filled_in_counts(county: Edition, tmp_path: Path) -> None:
    path = tmp_path / "facts.xlsx"
    write_facts_sheet(path, county, "zh-Hant", str)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    heads = {cell.value: number for number, cell in enumerate(sheet[1], start=1)}
    grade = next(
        row
        for row in range(2, sheet.max_row + 1)
        if "等級" in str(sheet.cell(row, heads["應填"]).value)
    )
    sheet.cell(grade, heads["等級"]).value = "A"
    sheet.cell(grade, heads["來源"]).value = "文檔組(演示)"
    book["說明"]["B1"] = "雲溪縣(演示)"
    book.save(path)
    facts = open_facts(path, county)
    assert len(facts.facts) == 1
    assert facts.subject == "雲溪縣(演示)"
    assert score(county, facts).total > 0


def test_a_term_is_filled_in_for_its_latest_year(tmp_path: Path) -> None:
    edition = open_edition(ROOT / "examples/years-15-25-60.edition.yaml")
    path = tmp_path / "facts.xlsx"
    write_facts_sheet(path, edition, "zh-Hant", str)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    [years] = [column for column in sheet.iter_cols(values_only=True) if column[0] == "年度"]
    assert set(years[1:]) == {"y3"}
    assert [cell.value for cell in book["年度"]["A"]] == ["代碼", "y1", "y2"]
    book["年度"]["B2"] = 82.5
    book.save(path)
    facts = open_facts(path, edition)
    assert facts.years["y1"].total == Decimal("82.5")
    assert "y2" not in facts.years


def test_only_columns_that_the_rules_use_are_offered(tmp_path: Path) -> None:
    edition = open_edition(ROOT / "examples/campus-grades-abcd.edition.yaml")
    write_facts_sheet(tmp_path / "facts.xlsx", edition, "en", str)
    heads = [cell.value for cell in load_workbook(tmp_path / "facts.xlsx").worksheets[0][1]]
    assert "grade" in heads
    assert "numerator" not in heads
    assert set(heads) <= {column.field for column in FACTS.columns}


def test_grades_are_chosen_from_a_list(tmp_path: Path) -> None:
    edition = open_edition(ROOT / "examples/campus-grades-abcd.edition.yaml")
    write_facts_sheet(tmp_path / "facts.xlsx", edition, "zh-Hant", str)
    sheet = load_workbook(tmp_path / "facts.xlsx").worksheets[0]
    lists = {rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert '"A,B,C,D"' in lists


SHIPPED = [COUNTY, *EDITIONS]


@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hans", "en"])
@pytest.mark.parametrize("file", SHIPPED, ids=[file.name.split(".")[0] for file in SHIPPED])
def test_every_example_may_be_written_into_its_row(
    file: Path, language: Language, tmp_path: Path
) -> None:
    edition = open_edition(file)
    path = tmp_path / "facts.xlsx"
    write_facts_sheet(path, edition, language, str)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    columns = {column.head(language): column.field for column in FACTS.columns}
    fields = {columns[str(cell.value)]: number for number, cell in enumerate(sheet[1], start=1)}
    fillable = 0
    for number in range(2, sheet.max_row + 1):
        told = str(sheet.cell(number, fields["fill"]).value).split("\n")[0]
        for way in told.split(" + "):
            named, _, example = way.removesuffix(")").partition(" (e.g. ")
            # Three dots stand for the places or groups that the example leaves out.
            text = example.replace(",…", "").replace(";…", "") or "是"
            sheet.cell(number, fields[columns[named]]).value = text
        fillable += 1
    book.save(path)
    facts = open_facts(path, edition)
    latest = facts.years[edition.years[-1].code].facts if edition.years else facts
    assert latest is not None
    assert len(latest.facts) + len(latest.negative) == fillable


def fills(edition: Edition, path: Path) -> list[str]:
    write_facts_sheet(path, edition, "zh-Hant", str)
    sheet = load_workbook(path).worksheets[0]
    return [str(row[3]) for row in sheet.iter_rows(values_only=True)]


def test_a_deduction_with_items_shows_their_names(county: Edition, tmp_path: Path) -> None:
    assert any("設施上鎖或堆物:0" in fill for fill in fills(county, tmp_path / "facts.xlsx"))
    counted = open_edition(ROOT / "examples/public-ads-deductions.edition.yaml")
    assert any("公交站公益廣告:2,1,0,…" in fill for fill in fills(counted, tmp_path / "facts.xlsx"))


def test_the_workbook_says_how_it_is_filled_in(county: Edition, tmp_path: Path) -> None:
    write_facts_sheet(tmp_path / "facts.xlsx", county, "zh-Hant", str)
    about = load_workbook(tmp_path / "facts.xlsx")["說明"]
    said = {str(row[0]): str(row[1]) for row in about.iter_rows(values_only=True) if row[0]}
    assert "怎樣填寫本表" in said
    assert "應填" in said["Yellow cells"]
    rules = {standard.rule.type for _node, standard in county.standards()}
    assert {RULE_NAMES[rule] for rule in rules} <= set(said)


def test_codes_stay_text_when_they_are_typed_anew(county: Edition, tmp_path: Path) -> None:
    write_facts_sheet(tmp_path / "facts.xlsx", county, "zh-Hant", str)
    sheet = load_workbook(tmp_path / "facts.xlsx").worksheets[0]
    assert sheet["A2"].number_format == "@"
