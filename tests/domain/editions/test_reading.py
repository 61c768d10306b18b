"""What a sound edition and sound facts become."""

from decimal import Decimal

import pytest

from chuangcheng.domain.editions import read_edition, read_facts
from chuangcheng.domain.editions.cursor import Cursor, Notebook
from chuangcheng.domain.editions.facts import (
    BonusFact,
    DeductFact,
    Fact,
    GivenFact,
    GradeFact,
    KOfNFact,
    PassShareFact,
    RatioFact,
    ThresholdFact,
    VetoFact,
)
from chuangcheng.domain.editions.rules import (
    Bonus,
    Deduct,
    Given,
    Grade,
    KOfN,
    PanelSheet,
    PassShare,
    Ratio,
    Rule,
    Step,
    Threshold,
    Veto,
)
from tests.domain.documents import (
    Document,
    criterion,
    edition,
    edition_document,
    extra,
    facts_document,
    facts_of,
    node,
    read,
    standard,
)


def rule_of(document: Document) -> Rule:
    found = edition(
        extra("x", document) if document["type"] in ("bonus", "veto") else criterion("x", document),
        criterion("y"),
    )
    return found.nodes[0].standards[0].rule


def value_of(rule: Document, fact: Document) -> object:
    found = edition(
        extra("x", rule) if rule["type"] in ("bonus", "veto") else criterion("x", rule),
        criterion("y"),
    )
    fact_read: Fact = facts_of(found, {"x": fact}).facts["x.1"]
    return fact_read.value


def test_what_is_not_written_gets_its_default() -> None:
    found = edition(criterion("a"))
    assert (found.full, found.kind, found.language) == (Decimal(100), "other", "zh-Hant")
    assert (found.rounding.places, found.rounding.mode, found.rounding.apply) == (
        2,
        "half_up",
        "end",
    )
    assert found.bonus_cap is None
    assert (found.channels, found.years, found.gates, found.negative) == ((), (), (), ())
    (only,) = found.nodes[0].standards
    assert (only.code, only.weight, only.channel, only.requirement) == (
        "a.1",
        Decimal(1),
        "",
        None,
    )


def test_the_script_that_is_not_written_is_derived() -> None:
    found = edition(criterion("a"), title="測評體系")
    assert (found.title.zh_hant, found.title.zh_hans) == ("測評體系", "测评体系")
    found = edition(criterion("a"), language="zh-Hans", title="测评体系")
    assert (found.title.zh_hant, found.title.zh_hans) == ("測評體系", "测评体系")
    both = {"zh-Hant": "甲", "zh-Hans": "乙", "en": "C"}
    title = edition(criterion("a"), title=both).title
    assert (title.get("zh-hant"), title.get("zh-hans"), title.get("en")) == ("甲", "乙", "C")


def test_a_flat_list_with_parents_is_the_same_tree_as_a_nested_one() -> None:
    nested = edition(node("n", node("m", criterion("a"), criterion("b"))), criterion("c"))
    flat = edition(
        criterion("b", parent="m"),
        node("m", parent="n"),
        node("n"),
        criterion("c"),
        criterion("a", parent="m"),
    )
    assert [(one.code, one.depth) for one in nested.walk()] == [
        ("n", 0),
        ("m", 1),
        ("a", 2),
        ("b", 2),
        ("c", 0),
    ]
    assert {(one.code, one.depth) for one in flat.walk()} == {
        (one.code, one.depth) for one in nested.walk()
    }


def test_a_long_chain_of_parents_is_refused_without_exhausting_the_stack() -> None:
    chain = [node(f"n{index}", parent=f"n{index - 1}") for index in range(1, 5000)]
    reading = read_edition(edition_document(node("n0"), *chain))
    assert [fault.code for fault in reading.faults if fault.code != "edition.empty_node"] == [
        "edition.too_deep"
    ]
    ring = [node(f"n{index}", parent=f"n{(index + 1) % 3000}") for index in range(3000)]
    reading = read_edition(edition_document(criterion("a"), *ring))
    assert [fault.code for fault in reading.faults] == ["edition.cycle"]


def test_trees_may_be_less_deep_in_places() -> None:
    found = edition(criterion("a"), node("n", node("m", node("o", node("p", criterion("b"))))))
    assert [one.code for one in found.criteria()] == ["a", "b"]
    assert [one.depth for one in found.criteria()] == [0, 4]


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ({"type": "pass_share", "min_observed": 5}, PassShare(5)),
        ({"type": "ratio", "target": 8, "parts": 2}, Ratio(Decimal(8), 2)),
        ({"type": "k_of_n", "n": 5, "k": 3, "groups": 4}, KOfN(5, 3, 4)),
        ({"type": "given", "out_of": "39.7"}, Given(Decimal("39.7"))),
        (
            {"type": "given", "panel": {"combine": "trimmed_mean", "assessors": 7}},
            Given(panel=PanelSheet("trimmed_mean", 1, 7)),
        ),
        ({"type": "given", "panel": {"combine": "mean"}}, Given(panel=PanelSheet("mean", 0, None))),
        ({"type": "bonus", "cap": 3, "per": "0.5"}, Bonus(Decimal(3), Decimal("0.5"))),
        ({"type": "veto"}, Veto("gate")),
        ({"type": "veto", "effect": "zero"}, Veto("zero")),
        (
            {"type": "threshold", "steps": [{"above": "90%", "share": 1}]},
            Threshold((Step(Decimal("0.9"), Decimal(1), strict=True),)),
        ),
        (
            {"type": "threshold", "unit": "number", "steps": [{"at_most": 3, "share": "0.5"}]},
            Threshold((Step(Decimal(3), Decimal("0.5")),), "number", upward=False),
        ),
    ],
)
def test_rules_as_written(written: Document, rule: Rule) -> None:
    assert rule_of(written) == rule


def test_grade_and_deduct_rules() -> None:
    grade = rule_of({"type": "grade", "scale": "abcd"})
    assert isinstance(grade, Grade)
    assert grade.scale == {
        "A": Decimal(1),
        "B": Decimal("0.66"),
        "C": Decimal("0.33"),
        "D": Decimal(0),
    }
    deduct = rule_of({"type": "deduct", "out_of": 10, "per": 2})
    assert isinstance(deduct, Deduct)
    assert [(item.code, item.per) for item in deduct.items] == [("shortfall", Decimal(2))]


@pytest.mark.parametrize(
    ("rule", "fact", "value"),
    [
        ({"type": "grade", "scale": "abcd"}, {"grade": " Ｂ "}, GradeFact("B")),
        (
            {"type": "grade", "scale": "abcd"},
            {"panel": {"甲": "A", "乙": None}},
            GradeFact(panel=("A", None)),
        ),
        ({"type": "pass_share"}, {"observed": 20, "passed": "17"}, PassShareFact(17, 20)),
        ({"type": "deduct", "per": 2}, {"shortfall": 3}, DeductFact({"shortfall": Decimal(3)})),
        ({"type": "ratio", "target": 8}, {"values": [3, None]}, RatioFact((Decimal(3), None))),
        ({"type": "ratio", "target": 8}, {"value": "２.5"}, RatioFact((Decimal("2.5"),))),
        (
            {"type": "threshold", "steps": [{"at_least": "90%", "share": 1}]},
            {"value": "92.3%"},
            ThresholdFact(Decimal("0.923")),
        ),
        ({"type": "given"}, {"mark": "88.5"}, GivenFact(Decimal("88.5"))),
        ({"type": "bonus", "cap": 3, "per": 1}, {"items": 2}, BonusFact(items=Decimal(2))),
        ({"type": "veto"}, {"triggered": False}, VetoFact(triggered=False)),
    ],
)
def test_facts_as_written(rule: Document, fact: Document, value: object) -> None:
    assert value_of(rule, fact) == value


def test_observations_are_counted_and_kept() -> None:
    seen = [{"site": "S-1", "item": "3", "passed": True}, False, {"passed": None}]
    value = value_of({"type": "pass_share"}, {"observations": seen})
    assert isinstance(value, PassShareFact)
    assert (value.passed, value.observed, value.unknown) == (1, 2, 1)
    assert value.observations[0].site == "S-1"


def test_groups_and_counts() -> None:
    groups = [{"asked": 5, "right": 4}, {"asked": 2, "right": 0}]
    value = value_of({"type": "k_of_n", "n": 5, "k": 3}, {"groups": groups})
    assert isinstance(value, KOfNFact)
    assert [(group.asked, group.right) for group in value.groups] == [(5, 4), (2, 0)]
    counted = {"type": "deduct", "items": [{"code": "i", "per": 1, "required": 2, "places": 3}]}
    assert value_of(counted, {"counts": {"i": [2, None]}}) == DeductFact(counts={"i": (2, None)})


def test_provenance_is_kept() -> None:
    fact = facts_of(
        edition(criterion("a")),
        {"a": {"mark": 1, "source": "文檔組", "when": "2026-10-02", "by": "甲", "link": "L"}},
    ).facts["a.1"]
    assert (fact.provenance.source, fact.provenance.when) == ("文檔組", "2026-10-02")
    assert (fact.provenance.by, fact.provenance.link, fact.provenance.note) == ("甲", "L", "")


def test_a_fact_without_a_value_is_as_if_it_were_not_there() -> None:
    found = edition(
        criterion("a"),
        criterion("b"),
        negative=[{"code": "N", "text": "條文", "sanction": "revoke"}],
    )
    facts = facts_of(found, {"a": None, "b": {"mark": 1}}, negative={"N": None})
    assert set(facts.facts) == {"b.1"}
    assert facts.negative == {}


def test_occurred_is_one_occurrence() -> None:
    article = {"code": "N", "text": "條文", "sanction": "revoke"}
    found = edition(criterion("a"), negative=[article])
    assert facts_of(found, negative={"N": {"occurred": True}}).negative["N"].count == 1
    assert facts_of(found, negative={"N": {"occurred": False}}).negative["N"].count == 0
    assert facts_of(found, negative={"N": {"occurrences": 3}}).negative["N"].count == 3


def test_reviewed_for_the_term_holds_for_every_year_that_does_not_say() -> None:
    found = edition(
        criterion("a"),
        years=[
            {"code": "y1", "name": "一", "weight": 40},
            {"code": "y2", "name": "二", "weight": 60},
        ],
    )
    facts = facts_of(
        found,
        negative_reviewed=True,
        years={"y1": {"total": 80}, "y2": {"facts": {}, "negative_reviewed": False}},
    )
    first, second = facts.years["y1"].facts, facts.years["y2"].facts
    assert first
    assert second
    assert (first.negative_reviewed, second.negative_reviewed) == (True, False)


def test_an_edition_is_returned_only_without_faults_and_a_fact_file_too() -> None:
    assert read_edition(edition_document(criterion("a"), kind="x")).edition is None
    found = read(edition_document(criterion("a")))
    assert read_facts(facts_document({"a": {"mark": 101}}), found).facts is None


@pytest.mark.parametrize(
    "written",
    ["1e3", "١٢", "1,000", "0x10", "NaN", "inf", "--1", "", "1 2", True, [1], {"a": 1}, 1.5],
)
def test_only_plain_digits_are_a_number(written: object) -> None:
    notebook = Notebook()
    assert Cursor(written, ("n",), notebook).decimal() is None
    assert [fault.code for fault in notebook.faults] == ["document.not_a_number"]


@pytest.mark.parametrize("written", ["12", " 12 ", "１２", "12.0", "+12", Decimal(12), 12])
def test_numbers_are_exact_however_written(written: object) -> None:
    notebook = Notebook()
    assert Cursor(written, ("n",), notebook).decimal() == 12
    assert notebook.faults == []


def test_standard_may_say_its_own_code_weight_channel_and_lead() -> None:
    found = edition(
        criterion(
            "a",
            standards=[
                standard({"type": "given"}, code="S", weight="1.5", channel="c", lead="office")
            ],
        ),
        channels=[{"code": "c", "name": "渠道", "weight": 100}],
        departments=[{"code": "office", "name": "辦公室", "kind": "class"}],
    )
    (only,) = found.nodes[0].standards
    assert (only.code, only.weight, only.channel, only.lead) == ("S", Decimal("1.5"), "c", "office")
