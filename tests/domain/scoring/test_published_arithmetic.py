"""Arithmetic by hand: every number here was worked out on paper, in the comment beside it."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest

from chuangcheng.domain.editions import Edition
from chuangcheng.domain.scoring import Result
from tests.domain.documents import (
    Document,
    bounds,
    criterion,
    edition,
    extra,
    node,
    scored,
    standard,
)

Three = tuple[str, str, str]


def known(total: str) -> Three:
    return total, total, total


@dataclass(frozen=True)
class Rule:
    """One rule alone on 100 points, so that the total is the share in percent."""

    rule: Document
    fact: Document | None
    expected: Three


STOPS = {"code": "stop", "per": 4, "required": 2, "places": 5}
SEVERAL = {"type": "deduct", "items": [{"code": "a", "per": 5, "max_points": 12}, STOPS]}
FALLING = {
    "type": "threshold",
    "unit": "number",
    "steps": [{"below": 3, "share": 1}, {"at_most": 3, "share": "0.8"}, {"at_most": 5, "share": 0}],
}
RISING = {
    "type": "threshold",
    "steps": [
        {"above": "90%", "share": 1},
        {"at_least": "90%", "share": "0.9"},
        {"at_least": "80%", "share": "0.5"},
    ],
}
TRIMMED = {"type": "given", "panel": {"combine": "trimmed_mean", "trim": 2, "assessors": 7}}

RULES = {
    # grades: 1, .66, .33, 0
    "grade B": Rule({"type": "grade", "scale": "abcd"}, {"grade": "B"}, known("66.00")),
    "grade D is zero, not unknown": Rule(
        {"type": "grade", "scale": "abcd"}, {"grade": "D"}, known("0.00")
    ),
    # (1 + .66 + 0)/3 = .5533…; with the blank as 1: (1 + .66 + 1)/3 = .8866…
    "grades of a panel, one blank": Rule(
        {"type": "grade", "scale": "abcd"}, {"panel": ["A", "B", None]}, ("55.33", "55.33", "88.67")
    ),
    "a panel on which nobody has written": Rule(
        {"type": "grade", "scale": "abcd"}, {"panel": []}, ("0.00", "0.00", "100.00")
    ),
    # 17/20
    "pass share": Rule({"type": "pass_share"}, {"observed": 20, "passed": 17}, known("85.00")),
    # 9 of 20 seen, 6 passed: 6/20 to 17/20
    "pass share, too few observed": Rule(
        {"type": "pass_share", "min_observed": 20},
        {"observed": 9, "passed": 6},
        ("30.00", "30.00", "85.00"),
    ),
    "pass share, more observed than needed": Rule(
        {"type": "pass_share", "min_observed": 20}, {"observed": 30, "passed": 24}, known("80.00")
    ),
    "pass share, nothing observed": Rule(
        {"type": "pass_share"}, {"observed": 0, "passed": 0}, ("0.00", "0.00", "100.00")
    ),
    # 2 of 4 passed, 1 failed, 1 not judged: 2/4 to 3/4
    "pass share, one not judged": Rule(
        {"type": "pass_share"},
        {"observations": [True, True, False, None]},
        ("50.00", "50.00", "75.00"),
    ),
    # not judged counts as seen: 3 + 1 seen, 2 more wanted; 2/6 to 5/6
    "pass share, not judged and too few": Rule(
        {"type": "pass_share", "min_observed": 6},
        {"observations": [True, True, False, None]},
        ("33.33", "33.33", "83.33"),
    ),
    # 100 − 3 × 4
    "deduction": Rule({"type": "deduct", "per": 4}, {"shortfall": 3}, known("88.00")),
    # 10 − 3 × 4 < 0
    "deduction never below zero": Rule(
        {"type": "deduct", "out_of": 10, "per": 4}, {"shortfall": 3}, known("0.00")
    ),
    # a: 3 × 5 = 15, at most 12; stops: 1 + 0 + 2 + 0 + 0 = 3 → 12; 100 − 24
    "deduction with a limit, and counted": Rule(
        SEVERAL, {"shortfalls": {"a": 3}, "counts": {"stop": [1, 2, 0, 5, 2]}}, known("76.00")
    ),
    # a unknown: at most 12; stops: 1 missing, 2 places unseen: 1 to 5 → 4 to 20
    "deduction with places unseen": Rule(
        SEVERAL, {"counts": {"stop": [2, 1, None, 2]}}, ("68.00", "68.00", "96.00")
    ),
    # item a has no count and no limit but the mark itself
    "deduction of an unknown item without limit": Rule(
        {"type": "deduct", "items": [{"code": "a", "per": 1}, {"code": "b", "per": 1}]},
        {"shortfalls": {"b": 30}},
        ("0.00", "0.00", "70.00"),
    ),
    # 3 + 2 = 5 of 8
    "ratio": Rule({"type": "ratio", "target": 8, "parts": 2}, {"values": [3, 2]}, known("62.50")),
    # 10 of 8 is the full mark, no more
    "ratio above the target": Rule(
        {"type": "ratio", "target": 8, "parts": 2}, {"values": [6, 4]}, known("100.00")
    ),
    "ratio, a channel not heard": Rule(
        {"type": "ratio", "target": 8, "parts": 2}, {"values": [3]}, ("37.50", "37.50", "100.00")
    ),
    # whatever the other channel airs, the target is reached
    "ratio, target reached without the other channel": Rule(
        {"type": "ratio", "target": 8, "parts": 2}, {"values": [8, None]}, known("100.00")
    ),
    "three of five": Rule(
        {"type": "k_of_n", "n": 5, "k": 3}, {"asked": 5, "right": 3}, known("100.00")
    ),
    "two of five": Rule(
        {"type": "k_of_n", "n": 5, "k": 3}, {"asked": 5, "right": 2}, known("0.00")
    ),
    "three right of three asked are enough": Rule(
        {"type": "k_of_n", "n": 5, "k": 3}, {"asked": 3, "right": 3}, known("100.00")
    ),
    "none right of three asked cannot pass": Rule(
        {"type": "k_of_n", "n": 5, "k": 3}, {"asked": 3, "right": 0}, known("0.00")
    ),
    "one right of three asked may pass": Rule(
        {"type": "k_of_n", "n": 5, "k": 3}, {"asked": 3, "right": 1}, ("0.00", "0.00", "100.00")
    ),
    # passes, fails, may pass, not asked: 1/4 to 3/4
    "groups": Rule(
        {"type": "k_of_n", "n": 5, "k": 3, "groups": 4},
        {
            "groups": [
                {"asked": 5, "right": 5},
                {"asked": 5, "right": 0},
                {"asked": 4, "right": 2},
            ]
        },
        ("25.00", "25.00", "75.00"),
    ),
    "above the line": Rule(RISING, {"value": "90.01%"}, known("100.00")),
    "on the line, which is excluded": Rule(RISING, {"value": "90%"}, known("90.00")),
    "on the lower line": Rule(RISING, {"value": "0.8"}, known("50.00")),
    "below all lines": Rule(RISING, {"value": "79.99%"}, known("0.00")),
    # 27/30 is the line itself, met exactly
    "counts on the line": Rule(RISING, {"numerator": 27, "denominator": 30}, known("90.00")),
    # 620/677 = 0.91580…
    "awareness of Xuchang": Rule(RISING, {"numerator": 620, "denominator": 677}, known("100.00")),
    "lower is better": Rule(FALLING, {"value": "2.9"}, known("100.00")),
    "lower is better, on the excluded line": Rule(FALLING, {"value": 3}, known("80.00")),
    "lower is better, above": Rule(FALLING, {"value": 4}, known("0.00")),
    # 36.2/39.7 = 0.91183…
    "mark out of 39.7": Rule({"type": "given", "out_of": "39.7"}, {"mark": "36.2"}, known("91.18")),
    # (80 + 90 + 85)/5 to (80 + 90 + 85 + 200)/5
    "mean of five, two sheets not handed in": Rule(
        {"type": "given", "panel": {"assessors": 5}},
        {"panel": [80, 90, 85]},
        ("51.00", "51.00", "91.00"),
    ),
    # 60 70 80 85 90 95 99, two cut at each end: (80 + 85 + 90)/3
    "trimmed mean": Rule(TRIMMED, {"panel": [85, 99, 60, 90, 70, 95, 80]}, known("85.00")),
    # blanks as 0: 0 0 70 80 85 90 95 → (70 + 80 + 85)/3; as 100: 70 80 85 90 95 100 100 → 90
    "trimmed mean, two blanks": Rule(
        TRIMMED, {"panel": [85, None, 90, 70, None, 95, 80]}, ("78.33", "78.33", "90.00")
    ),
    "trimmed mean, all blank": Rule(TRIMMED, {"panel": [None] * 7}, ("0.00", "0.00", "100.00")),
}


@pytest.mark.parametrize("name", RULES)
def test_one_rule(name: str) -> None:
    case = RULES[name]
    found = edition(criterion("a", case.rule))
    facts = {} if case.fact is None else {"a": case.fact}
    assert bounds(scored(found, facts)) == case.expected


@pytest.mark.parametrize("name", sorted({str(case.rule["type"]) for case in RULES.values()}))
def test_without_a_fact_everything_is_possible(name: str) -> None:
    rule = next(case.rule for case in RULES.values() if case.rule["type"] == name)
    assert bounds(scored(edition(criterion("a", rule)), {})) == ("0.00", "0.00", "100.00")


@dataclass(frozen=True)
class Whole:
    """A whole edition with facts, and what must come out."""

    edition: Edition
    expected: Three
    facts: dict[str, Any] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)


def mark(value: object) -> Document:
    return {"mark": value}


BONUS: Document = {"type": "bonus", "cap": 6}
CAPPED = edition(criterion("a"), extra("b", BONUS), extra("c", BONUS), bonus_cap=10)
FREE = edition(criterion("a"), extra("b", BONUS), extra("c", BONUS))
DEDUCT = {"code": "N", "text": "條文", "sanction": "deduct", "points": 5, "max_points": 20}
LISTED = edition(criterion("a"), negative=[DEDUCT, {**DEDUCT, "code": "M"}])
ZERO = edition(criterion("a"), extra("v", {"type": "veto", "effect": "zero"}), extra("b", BONUS))
DEEP = edition(
    node(
        "n",
        node("m", node("o", criterion("a", weight=1), criterion("b", weight=2)), weight=3),
        criterion("c", weight=1),
        weight=2,
    ),
    criterion("d", weight=6),
)
STANDARDS = edition(
    criterion(
        "a",
        standards=[
            standard({"type": "given"}, weight="1.5"),
            standard({"type": "given"}, weight="0.5"),
            standard({"type": "bonus", "cap": 2}),
        ],
        weight=3,
    ),
    criterion("b", weight=1),
)
CHANNELS = [
    {"code": "x", "name": "甲", "weight": 40},
    {"code": "y", "name": "乙", "weight": 35},
    {"code": "z", "name": "丙", "weight": 25},
]


def in_channel(name: str, weight: object = 1) -> Document:
    return standard({"type": "given"}, channel=name, weight=weight)


CHANNELLED = edition(
    criterion("a", weight=7, standards=[in_channel("x", 3), in_channel("y", 1)]),
    criterion("b", weight=3, standards=[in_channel("x"), in_channel("z", 2)]),
    channels=CHANNELS,
)
TERM = edition(
    criterion("a"),
    extra("b", BONUS),
    negative=[DEDUCT],
    years=[
        {"code": "1", "name": "一", "weight": 15},
        {"code": "2", "name": "二", "weight": 25},
        {"code": "3", "name": "三", "weight": 60},
    ],
)

WHOLES = {
    # 80 + 6 + 5 = 91, the bonuses make 11 and are cut to 10
    "bonus cut": Whole(
        CAPPED, known("90.00"), {"a": mark(80), "b": {"points": 6}, "c": {"points": 5}}
    ),
    # one bonus above its own cap: 6 + 2 = 8
    "bonus above its own cap": Whole(
        CAPPED, known("88.00"), {"a": mark(80), "b": {"points": 9}, "c": {"points": 2}}
    ),
    # b unknown: 80 + 5 to 80 + min(10, 6 + 5)
    "bonus unknown": Whole(
        CAPPED, ("85.00", "85.00", "90.00"), {"a": mark(80), "c": {"points": 5}}
    ),
    "bonus without a common cap": Whole(
        FREE, known("92.00"), {"a": mark(80), "b": {"points": 6}, "c": {"points": 6}}
    ),
    # 80 − 3 × 5; M reviewed
    "deduction by the negative list": Whole(
        LISTED,
        known("65.00"),
        {"a": mark(80)},
        {"negative": {"N": {"occurrences": 3}}, "negative_reviewed": True},
    ),
    # 9 × 5 = 45, at most 20
    "deduction at most": Whole(
        LISTED,
        known("60.00"),
        {"a": mark(80)},
        {"negative": {"N": {"occurrences": 9}, "M": {"occurred": False}}},
    ),
    # M unknown: 80 − 5 − 20 to 80 − 5
    "deduction not reviewed": Whole(
        LISTED,
        ("75.00", "55.00", "75.00"),
        {"a": mark(80)},
        {"negative": {"N": {"occurrences": 1}}},
    ),
    # 8 − 10 < 0
    "total never below zero": Whole(
        LISTED,
        known("0.00"),
        {"a": mark(8)},
        {"negative": {"N": {"occurrences": 2}}, "negative_reviewed": True},
    ),
    # lower: 8 − 40 → 0; upper 8
    "floor only in the lower bound": Whole(LISTED, ("8.00", "0.00", "8.00"), {"a": mark(8)}),
    "veto that zeroes": Whole(
        ZERO,
        known("0.00"),
        {"a": mark(80), "b": {"points": 6}, "v": {"triggered": True}},
    ),
    "veto not triggered": Whole(
        ZERO,
        known("86.00"),
        {"a": mark(80), "b": {"points": 6}, "v": {"triggered": False}},
    ),
    # nobody has looked: the worst is zero, what is in hand stays 80, the best 86
    "veto that zeroes, unknown": Whole(ZERO, ("80.00", "0.00", "86.00"), {"a": mark(80)}),
    # n is 2/8: m 3/4 of it, o all of m, a 1/3 and b 2/3 of o; c 1/4 of n; d 6/8
    # a 6.25 × .8 = 5; b 12.5 × .6 = 7.5; c 6.25 × .4 = 2.5; d 75 × 1
    "four levels": Whole(
        DEEP, known("90.00"), {"a": mark(80), "b": mark(60), "c": mark(40), "d": mark(100)}
    ),
    "four levels, one unknown": Whole(
        DEEP, ("82.50", "82.50", "95.00"), {"a": mark(80), "c": mark(40), "d": mark(100)}
    ),
    # a 75: 1.5/2 of it at 80 % = 45, .5/2 at 40 % = 7.5, bonus 2; b 25 × .5 = 12.5
    "several standards and a bonus in one criterion": Whole(
        STANDARDS,
        known("67.00"),
        {"a.1": mark(80), "a.2": mark(40), "a.3": {"points": 2}, "b": mark(50)},
    ),
    # tree: a.1 .525, a.2 .175, b.1 .1, b.2 .2. Channel x (.525 × 90 + .1 × 15)/.625 = 78;
    # y 60; z 88. 78 × 40 % + 60 × 35 % + 88 × 25 % = 31.2 + 21 + 22
    "uneven weights in channels": Whole(
        CHANNELLED,
        known("74.20"),
        {"a.1": mark(90), "a.2": mark(60), "b.1": mark(15), "b.2": mark(88)},
    ),
    # y unknown: 53.2 to 53.2 + 35
    "a channel unknown": Whole(
        CHANNELLED,
        ("53.20", "53.20", "88.20"),
        {"a.1": mark(90), "b.1": mark(15), "b.2": mark(88)},
    ),
    # 80 × 15 % + 104 × 25 % + (90 + 6 − 5) × 60 % = 12 + 26 + 54.6
    "term with bonus and deduction": Whole(
        TERM,
        known("92.60"),
        more={
            "years": {
                "1": {"total": 80},
                "2": {"total": 104},
                "3": {
                    "facts": {"a": mark(90), "b": {"points": 6}},
                    "negative": {"N": {"occurrences": 1}},
                },
            }
        },
    ),
    # year 1 unknown: 0 to 106 × 15 %, the list unreviewed; year 3: 91, list −20 to 0
    # known 104 × 25 % + 90 × 60 % = 80; lower 80 − 20 × 60 % = 68;
    # upper 26 + 15.9 + (90 + 6) × 60 %
    "term with a year missing": Whole(
        TERM,
        ("80.00", "68.00", "99.50"),
        more={"years": {"2": {"total": 104}, "3": {"facts": {"a": mark(90)}}}},
    ),
}


@pytest.mark.parametrize("name", WHOLES)
def test_a_whole(name: str) -> None:
    case = WHOLES[name]
    facts = None if "years" in case.more else case.facts
    assert bounds(scored(case.edition, facts, **case.more)) == case.expected


@pytest.mark.parametrize("name", WHOLES)
def test_full_marks_give_the_full_mark(name: str) -> None:
    # nothing known and everything still to be had: the upper bound is full
    result: Result = scored(WHOLES[name].edition)
    assert result.upper == result.full


@pytest.mark.parametrize(
    ("places", "mode", "total"),
    [
        # 100 × 0.66125 = 66.125, a tie at two places
        (2, "half_up", "66.13"),
        (2, "half_even", "66.12"),
        (2, "down", "66.12"),
        (1, "half_up", "66.1"),
        (0, "half_up", "66"),
        (3, "half_up", "66.125"),
        (4, "half_up", "66.1250"),
    ],
)
def test_rounding(places: int, mode: str, total: str) -> None:
    found = edition(criterion("a"), rounding={"places": places, "mode": mode})
    assert bounds(scored(found, {"a": mark("66.125")})) == known(total)


@pytest.mark.parametrize(
    ("mode", "apply", "total"),
    [
        # seven criteria of 100/7: four of 14.29 and three of 14.28; at 35.035 % that is
        # 4 × 5.0065… + 3 × 5.0029…
        ("half_up", "end", "35.04"),
        ("half_even", "end", "35.04"),
        ("down", "end", "35.03"),
        ("half_up", "criterion", "35.04"),
        ("half_even", "criterion", "35.04"),
        ("down", "criterion", "35.00"),
    ],
)
def test_rounding_each_criterion_or_only_the_end(mode: str, apply: str, total: str) -> None:
    codes = "abcdefg"
    found = edition(*(criterion(code) for code in codes), rounding={"mode": mode, "apply": apply})
    result = scored(found, {code: mark("35.035") for code in codes})
    assert bounds(result) == known(total)


def test_rounded_criteria_still_add_up_to_the_full_mark() -> None:
    found = edition(
        *(criterion(code) for code in "abc"),
        rounding={"apply": "criterion"},
        gates=[
            {"code": "each", "title": "每項", "type": "every_item", "each_at_least": 1},
            {"code": "node", "title": "節點", "type": "node", "node": "a", "at_least": 1},
        ],
    )
    result = scored(found, {code: mark(100) for code in "abc"})
    # 33.34 + 33.33 + 33.33: the full marks are handed out so that nothing is lost
    assert str(result.total) == "100.00"
    assert [str(node.full) for node in result.projects] == ["33.34", "33.33", "33.33"]
    assert [gate.status for gate in result.gates] == ["pass", "pass"]
    assert result.losses == ()


def test_a_tie_that_division_made_is_met_as_a_tie() -> None:
    # 3 × (1/3 × 84.995) is 84.995 again, not 84.99499999…
    found = edition(*(criterion(code) for code in "abc"))
    assert bounds(scored(found, {code: mark("84.995") for code in "abc"})) == known("85.00")


def test_numbers_of_many_digits_stay_exact() -> None:
    weight = "0.123456789012345678901234567"
    found = edition(criterion("a", weight=weight), criterion("b", weight=weight))
    result = scored(found, {"a": mark("33.333333"), "b": mark("66.666667")})
    assert result.trace.points.score == Decimal(50)


def test_a_framework_of_bonuses_alone_has_nothing_unknown_in_its_base() -> None:
    result = scored(edition(extra("plus", {"type": "bonus", "cap": 3})))
    assert str(result.known_share) == "1.0000"
    assert bounds(result) == ("0.00", "0.00", "3.00")


def test_over_years_a_loss_is_told_in_points_of_the_term() -> None:
    years = [
        {"code": "y1", "name": "一", "weight": 40},
        {"code": "y2", "name": "二", "weight": 60},
    ]
    found = edition(criterion("a"), criterion("b"), years=years)
    given = {"y1": {"total": 80}, "y2": {"facts": {"a": mark(90), "b": mark(100)}}}
    result = scored(found, years=given)
    # a is half of 60 points and misses a tenth of them
    assert [(loss.code, str(loss.lost), str(loss.full)) for loss in result.losses] == [
        ("a", "3.00", "30.00")
    ]


def test_score_unknown_and_lost_of_a_criterion_make_its_full_mark_as_shown() -> None:
    found = edition(*(criterion(code) for code in "abc"), rounding={"mode": "down"})
    for loss in scored(found, {"a": mark("97.5"), "b": mark("33.335")}).losses:
        assert loss.points.score + loss.unknown + loss.lost == loss.full


def test_a_gate_of_which_nothing_is_known_has_no_value() -> None:
    gate = {"code": "G", "title": "線", "type": "node", "node": "a", "at_least": "50%"}
    found = edition(criterion("a"), criterion("b"), gates=[gate])
    unknown, nothing = scored(found).gates[0], scored(found, {"a": mark(0)}).gates[0]
    assert unknown.nothing_known
    assert not nothing.nothing_known
