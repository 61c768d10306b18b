"""Every example reads without a fault, gives what was computed by hand, and is described."""

import re
from decimal import Decimal

import pytest

from chuangcheng.domain.scoring import as_document, score
from chuangcheng.domain.text import Text, to_simplified
from tests.examples.expected import EXPECTED, Expected
from tests.examples.loading import (
    FOLDER,
    NAMES,
    edition_document,
    edition_file,
    edition_from,
    example,
    facts_document,
    facts_file,
    facts_from,
)

README = (FOLDER / "README.md").read_text(encoding="utf-8")


def test_every_edition_has_its_facts_its_expectation_and_nothing_is_left_over() -> None:
    facts = {path.name.removesuffix(".facts.yaml") for path in FOLDER.glob("*.facts.yaml")}
    assert set(NAMES) == facts == set(EXPECTED)
    assert {path.suffix for path in FOLDER.iterdir()} == {".yaml", ".md"}


@pytest.mark.parametrize("name", NAMES)
def test_total_bounds_and_full_are_those_computed_by_hand(name: str) -> None:
    wanted = EXPECTED[name]
    result = score(*example(name))
    assert str(result.total) == wanted.total
    assert str(result.lower) == (wanted.lower or wanted.total)
    assert str(result.upper) == (wanted.upper or wanted.total)
    assert str(result.full) == wanted.full
    assert str(result.known_share) == wanted.known_share
    assert result.title_status == wanted.title_status


@pytest.mark.parametrize("name", NAMES)
def test_gates_projects_channels_and_adjustments_are_those_computed_by_hand(name: str) -> None:
    wanted = EXPECTED[name]
    result = score(*example(name))
    assert {gate.code: gate.status for gate in result.gates} == dict(wanted.gates)
    projects = {one.code: str(one.points.score) for one in result.projects}
    assert {code: projects[code] for code in wanted.projects} == dict(wanted.projects)
    channels = {one.code: str(one.points.score) for one in result.channels}
    assert channels == dict(wanted.channels)
    adjustments = {one.code: str(one.points.score) for one in result.adjustments}
    assert adjustments == dict(wanted.adjustments)
    assert result.losses[0].code == wanted.worst


@pytest.mark.parametrize("name", NAMES)
def test_parts_add_up_to_the_total(name: str) -> None:
    result = score(*example(name))
    parts = sum((one.points.score for one in result.projects), Decimal(0))
    parts += sum((one.points.score for one in result.adjustments), Decimal(0))
    # Each part is rounded by itself, so the sum may differ by half a unit per part.
    slack = Decimal(1).scaleb(-result.edition.rounding.places) / 2
    assert abs(parts - result.total) <= slack * (len(result.projects) + len(result.adjustments) + 1)


@pytest.mark.parametrize("name", NAMES)
def test_the_document_holds_the_same_numbers(name: str) -> None:
    wanted: Expected = EXPECTED[name]
    document = as_document(score(*example(name)), "zh-Hant", trace=True)
    assert document["total"] == wanted.total
    trace = document["trace"]
    assert isinstance(trace, dict)
    slack = Decimal(1).scaleb(-example(name)[0].rounding.places)
    assert abs(Decimal(str(trace["score"])) - Decimal(wanted.total)) < slack


@pytest.mark.parametrize("name", NAMES)
def test_readme_describes_the_example_with_its_total(name: str) -> None:
    found = re.search(rf"^### {re.escape(name)}\n(.*?)(?=^##|\Z)", README, re.DOTALL | re.MULTILINE)
    assert found, f"examples/README.md has no section “### {name}”"
    section = found[1]
    for label in ("- 做法：", "- 出處：", "- 演算：", "- English: "):
        assert label in section, f"{name}: the section lacks “{label}”"
    stated = re.search(r"期望總分 Expected total: \*\*([\d.]+)\*\*", section)
    assert stated
    assert Decimal(stated[1]) == Decimal(EXPECTED[name].total)
    assert f"](#{name})" in README, f"{name} is not in the table of README.md"


@pytest.mark.parametrize("name", NAMES)
def test_comments_tell_source_sum_and_total(name: str) -> None:
    edition = edition_file(name).read_text(encoding="utf-8")
    facts = facts_file(name).read_text(encoding="utf-8")
    for words in ("# 示例：", "# Example: ", "# 出處：", "# 由我們補充：", "# 計算方法"):
        if name != "partial-facts" or words != "# 由我們補充：":
            assert words in edition, f"{name}.edition.yaml lacks “{words}”"
    assert "# 手算" in facts
    stated = re.search(r"# 期望總分 Expected total: ([\d.]+)", facts)
    assert stated
    assert Decimal(stated[1].rstrip(".")) == Decimal(EXPECTED[name].total)
    assert "（示例）" in facts, "the subject is fictional and says so"


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_written_in_both_scripts_and_english(name: str) -> None:
    texts: list[dict[str, str]] = []

    def collect(value: object) -> None:
        if isinstance(value, dict):
            if "zh-Hant" in value:
                texts.append(value)
            for inner in value.values():
                collect(inner)
        elif isinstance(value, list):
            for inner in value:
                collect(inner)

    collect(edition_document(name))
    assert texts
    for text in texts:
        assert set(text) == {"zh-Hant", "zh-Hans", "en"}
        assert text["zh-Hans"] == to_simplified(text["zh-Hant"])
        assert text["en"]
        assert not re.search("[\u3000-\u9fff]", text["en"])


@pytest.mark.parametrize("name", NAMES)
def test_edition_is_labelled_as_an_example(name: str) -> None:
    edition, facts = example(name)
    assert edition.code == name
    assert isinstance(edition.title, Text)
    assert "示例" in edition.title.zh_hant
    assert edition.weights_status in ("example", "published")
    assert edition.source.zh_hant
    assert "（示例）" in facts.subject
    if edition.weights_status == "published":
        assert re.search(r"可信度[HM]", edition_file(name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_our_confidence_letters_stay_out_of_what_is_shown(name: str) -> None:
    shown = repr(edition_document(name)) + repr(facts_document(name))
    assert "可信度" not in shown
    assert "confidence" not in shown


@pytest.mark.parametrize("name", NAMES)
def test_grades_read_the_same_in_every_language(name: str) -> None:
    scales = edition_document(name).get("scales", {})
    assert isinstance(scales, dict)
    assert all(re.fullmatch("[A-D]", grade) for scale in scales.values() for grade in scale)


def test_years_given_as_totals_only() -> None:
    # 80 × 15 % + 85 × 25 % + 90 × 60 % = 12 + 21.25 + 54
    edition, _ = example("years-15-25-60")
    totals = {"y1": {"total": 80}, "y2": {"total": 85}, "y3": {"total": 90}}
    facts = facts_from({"format": "chuangcheng.facts.v1", "years": totals}, edition)
    result = score(edition, facts)
    assert (str(result.total), str(result.lower), str(result.upper)) == ("87.25",) * 3
    assert [str(year.points.score) for year in result.years] == ["80.00", "85.00", "90.00"]
    assert result.known_share == 1
    assert result.losses == ()


def test_a_new_unit_starts_from_100() -> None:
    # 79.8 + 3 − 2
    edition = edition_from({**edition_document("unit-bonus-105"), "full": 100})
    facts = facts_from(facts_document("unit-bonus-105"), edition)
    assert str(score(edition, facts).total) == "80.80"


def test_four_methods_make_106_at_full_marks() -> None:
    edition, _ = example("methods-106")
    marks: dict[str, object] = {
        "Ⅰ-1": {"mark": Decimal("39.7")},
        "Ⅰ-2": {"observed": 600, "passed": 600},
        "Ⅰ-3": {"observed": 500, "passed": 500},
        "Ⅰ-4": {"mark": 10},
    }
    facts = facts_from({"format": "chuangcheng.facts.v1", "facts": marks}, edition)
    assert str(score(edition, facts).total) == "106.00"


def test_equal_weights_over_categories_give_another_rate() -> None:
    # the mean of the twelve shares: 139/216, 54/96, …, 22/30 is 0.72450…
    document = dict(edition_document("pass-share-1166-by-category"))
    nodes = document["nodes"]
    assert isinstance(nodes, list)
    document["nodes"] = [{**node, "weight": 1} for node in nodes]
    edition = edition_from(document)
    facts = facts_from(facts_document("pass-share-1166-by-category"), edition)
    assert str(score(edition, facts).total) == "72.5"


def test_single_observations_give_the_same_as_their_counts() -> None:
    edition, _ = example("pass-share-1166")
    seen = [{"site": f"S-{n % 78 + 1:02}", "passed": n < 817} for n in range(1166)]
    facts = facts_from(
        {"format": "chuangcheng.facts.v1", "facts": {"Ⅰ-1": {"observations": seen}}}, edition
    )
    assert str(score(edition, facts).total) == "70.1"
