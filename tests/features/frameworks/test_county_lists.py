"""What the county edition looks at, asks and forbids, and its demonstration county."""

import re
from collections import Counter
from decimal import Decimal

import pytest

from chuangcheng.domain.editions.rules import SANCTIONS
from tests.features.frameworks.county import (
    demonstration,
    demonstration_result,
    edition,
    standards,
)

SITE_TYPES = """
main-road random 9, commercial-street random 6, junction random 6, back-lane random 6,
community-centre fixed 6, residential-compound random 7, farmers-market both 10,
shopping-mall fixed 5, restaurant random 5, hotel fixed 6, government-hall fixed 8,
hospital fixed 7, service-hall random 6, station fixed 8, bus-line random 7, taxi random 5,
square fixed 8, park fixed 7, culture-venue fixed 6, school fixed 6, school-surroundings fixed 4,
internet-cafe random 6, construction-site fixed 5, public-toilet random 4, township-seat fixed 4,
village random 5, urban-fringe random 4
"""


# Where a standard looks, when no item of a checklist is what it looks at.
PLACES = (
    "大廳|服務中心|值班處|工地|村、社區|避難場所|學校少年宮|中小學|市民學校|文物保護單位|商業大街|"
    "主次幹道|疏導點|站亭|小區|禁放區|建成區水體|電話"
)


@pytest.mark.parametrize("method", ["site", "window"])
def test_what_is_seen_on_the_spot_names_its_items_or_its_place(method: str) -> None:
    for _, standard in standards():
        if method in standard.methods and not standard.sites:
            assert standard.requirement is not None
            assert re.search(PLACES, standard.requirement.text.zh_hant), standard.code


def test_calls_by_telephone_say_so_and_are_no_checklist() -> None:
    texts = {standard.code: standard for _, standard in standards()}
    for code in ("Ⅲ-12.3", "Ⅲ-19.1", "Ⅲ-140.3"):
        assert texts[code].text.zh_hant.startswith("電話核查（情景模擬驗證）"), code
        assert texts[code].methods == ("site",), code
        assert not texts[code].sites, code


def test_only_the_second_look_at_closed_points_takes_whole_checklists() -> None:
    whole = [
        standard.code for _, standard in standards() for site in standard.sites if not site.items
    ]
    assert set(whole) == {"Ⅲ-138.2"}


@pytest.mark.parametrize(
    ("code", "foreign"),
    [
        ("Ⅲ-33.2", "back-lane"),  # charging wires are no fire lane
        ("Ⅲ-72.1", "square"),  # landscape pieces are no fitness equipment
        ("Ⅲ-77.2", "bus-line"),
        ("Ⅲ-97.2", "back-lane"),
    ],
)
def test_sites_whose_items_say_something_else_are_not_named(code: str, foreign: str) -> None:
    (standard,) = (standard for _, standard in standards() if standard.code == code)
    assert foreign not in {site.type for site in standard.sites}


# -- lists --------------------------------------------------------------------------------------


def test_27_site_types_with_166_items() -> None:
    found = [f"{site.code} {site.draw} {len(site.items)}" for site in edition().site_types]
    assert found == [entry.strip() for entry in SITE_TYPES.replace("\n", " ").split(",")]
    assert sum(len(site.items) for site in edition().site_types) == 166
    assert all(site.extent.zh_hant for site in edition().site_types)


def test_items_keep_their_editable_numbers_in_every_language() -> None:
    parameters = re.compile(r"\{[\d.]+\}")
    for site in edition().site_types:
        for text in (site.extent, *(item.text for item in site.items)):
            wanted = sorted(parameters.findall(text.zh_hant))
            assert sorted(parameters.findall(text.zh_hans)) == wanted
            assert sorted(parameters.findall(text.en)) == wanted


def test_nearly_every_checklist_item_serves_a_standard() -> None:
    every = {(site.code, item.no) for site in edition().site_types for item in site.items}
    whole = {site.code: [item.no for item in site.items] for site in edition().site_types}
    used = {
        (site.type, number)
        for _, standard in standards()
        for site in standard.sites
        for number in (site.items or whole[site.type])
    }
    assert used <= every
    assert len(used) >= len(every) * 0.9


def test_disputed_items_say_how_to_judge() -> None:
    judged = [item for site in edition().site_types for item in site.items if item.judge.zh_hant]
    assert len(judged) >= 40
    notes = " ".join(item.judge.zh_hant for item in judged)
    for case in ("臨時粘貼", "錯別字", "20米以內", "劃線泊位", "勸回的仍計1次"):
        assert case in notes


def test_each_of_the_four_rates_has_one_question() -> None:
    rates = Counter(question.rate for question in edition().questions if question.rate)
    assert rates == dict.fromkeys(("awareness", "support", "participation", "satisfaction"), 1)


# Who cannot say whether he knows or took part does not know and did not take part.
KNOWING = {"q-awareness", "q-values", "q-models", "q-law", "q-participation", "q-greening"}


def test_not_knowing_counts_against_knowledge_and_is_left_out_of_opinions() -> None:
    for question in edition().questions:
        last = question.options[-1]
        assert last.text.zh_hant == "不清楚", question.code
        assert last.counts is (False if question.code in KNOWING else None), question.code
        assert {True, False} <= {option.counts for option in question.options}


def test_the_negative_list_uses_all_four_sanctions() -> None:
    articles = edition().negative
    assert 12 <= len(articles) <= 16
    assert {article.sanction for article in articles} == set(SANCTIONS)
    assert all(article.months == 12 for article in articles if article.sanction == "suspend")


def test_gates_cover_every_project() -> None:
    gates = edition().gates
    assert {gate.node for gate in gates} >= {project.code for project in edition().nodes}
    assert {gate.type for gate in gates} == {"total", "share_of_items", "node", "every_item"}


def test_that_it_is_suggested_is_said_once_and_not_in_every_line() -> None:
    assert "由本項目建議" in edition().description.zh_hant
    said = [article.text.zh_hant for article in edition().negative]
    said += [gate.title.zh_hant for gate in edition().gates]
    said += [node.title.zh_hant for node in edition().walk()]
    assert not [text for text in said if re.search("建議條款|建議線|示例|參數|曾用", text)]


def test_it_never_poses_as_official() -> None:
    assert edition().weights_status == "suggested"
    assert "不是官方文本" in edition().description.zh_hant
    assert "自己的文字" in edition().source.zh_hant


# -- the demonstration county ---------------------------------------------------------------------


def test_the_demonstration_knows_about_three_quarters_of_the_standards() -> None:
    known = len(demonstration().facts) / len(standards())
    assert 0.7 <= known <= 0.8


def test_the_demonstration_is_marked_as_fictional() -> None:
    facts = demonstration()
    assert facts.subject == "雲溪縣（演示）"
    assert facts.as_of == "2026-10-31"
    for code, fact in facts.facts.items():
        assert "演示" in fact.provenance.source, code
        assert "2026-09-01" <= fact.provenance.when <= facts.as_of, code


def test_the_demonstration_scores_between_its_bounds() -> None:
    result = demonstration_result()
    assert 60 <= result.lower == result.total <= 70
    assert 85 <= result.upper <= 90


def test_farmers_markets_and_parking_lose_most() -> None:
    assert [loss.code for loss in demonstration_result().losses[:2]] == ["Ⅲ-45", "Ⅲ-100"]


def test_the_negative_list_costs_the_demonstration_half_a_point() -> None:
    assert demonstration().negative_reviewed
    costs = [step.points.score for step in demonstration_result().adjustments if step.code == "N-2"]
    assert costs == [Decimal("-0.5")]
