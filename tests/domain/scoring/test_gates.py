"""Gates, the title and the lists of losses, over every combination of known and unknown."""

from typing import Any

import pytest

from chuangcheng.domain.scoring import Result
from tests.domain.documents import Document, criterion, edition, extra, node, scored, standard


def mark(value: object) -> Document:
    return {"mark": value}


def gate(code: str, kind: str, **more: object) -> Document:
    return {"code": code, "title": "線", "type": kind, **more}


def verdicts(result: Result) -> dict[str, str]:
    return {one.code: one.status for one in result.gates}


TOTALS = edition(
    criterion("a", weight=60),
    criterion("b", weight=40),
    gates=[
        gate("reached", "total", at_least=60),
        gate("open", "total", at_least=70),
        gate("top", "total", at_least=100),
    ],
)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        # 60 to 100
        ({"a": mark(100)}, {"reached": "pass", "open": "unknown", "top": "unknown"}),
        # 59.994 rounds to 59.99; at most 99.99
        ({"a": mark("99.99")}, {"reached": "unknown", "open": "unknown", "top": "fail"}),
        # 30 + 29.99
        ({"a": mark(50), "b": mark("74.98")}, {"reached": "fail", "open": "fail", "top": "fail"}),
        # 30 + 29.996 = 59.996, which is shown and compared as 60.00
        ({"a": mark(50), "b": mark("74.99")}, {"reached": "pass", "open": "fail", "top": "fail"}),
    ],
)
def test_total(facts: dict[str, Any], expected: dict[str, str]) -> None:
    assert verdicts(scored(TOTALS, facts)) == expected


ITEMS = edition(
    node("n", criterion("a"), criterion("b"), criterion("c")),
    node("m", criterion("d"), criterion("e")),
    extra("bonus", {"type": "bonus", "cap": 5}),
    gates=[
        gate("most", "share_of_items", each_at_least="0.6", at_least="0.8"),
        gate("every", "every_item", each_at_least="0.5"),
        gate("within", "every_item", each_at_least="0.6", within="n"),
        gate("itself", "every_item", each_at_least="0.6", within="d"),
        gate("node", "node", node="m", at_least="0.6"),
    ],
)


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        # 4 of 5 reach 60; e is below 50; n all reach 60; d itself; m (60 + 49)/2 = 54.5
        (
            {"a": 60, "b": 60, "c": 60, "d": 60, "e": 49},
            {"most": "pass", "every": "fail", "within": "pass", "itself": "pass", "node": "fail"},
        ),
        # e unknown: 4 of 5 are enough already; m at least 40 of 60, at most 90
        (
            {"a": 60, "b": 60, "c": 60, "d": 80},
            {
                "most": "pass",
                "every": "unknown",
                "within": "pass",
                "itself": "pass",
                "node": "unknown",
            },
        ),
        # c below, e unknown: 3 to 4 of 5
        (
            {"a": 60, "b": 60, "c": 59, "d": 60},
            {
                "most": "unknown",
                "every": "unknown",
                "within": "fail",
                "itself": "pass",
                "node": "unknown",
            },
        ),
        # two below: at most 3 of 5; m at most (19 + 100)/2
        (
            {"a": 59, "b": 59, "d": 19},
            {"most": "fail", "every": "fail", "within": "fail", "itself": "fail", "node": "fail"},
        ),
    ],
)
def test_items_and_nodes(marks: dict[str, int], expected: dict[str, str]) -> None:
    facts = {code: mark(value) for code, value in marks.items()}
    assert verdicts(scored(ITEMS, facts)) == expected
    # the bonus is no item and lifts no node
    with_bonus = scored(ITEMS, {**facts, "bonus": {"points": 5}})
    assert verdicts(with_bonus) == expected


def test_share_is_met_exactly_although_it_was_divided() -> None:
    found = edition(
        node("n", *(criterion(code) for code in "abc")),
        criterion("d", weight=2),
        gates=[gate("G", "node", node="n", at_least="0.6")],
    )
    # 60 % of thirds of a third of 100
    assert verdicts(scored(found, {code: mark(60) for code in "abcd"})) == {"G": "pass"}


def test_channel_out_of_100() -> None:
    found = edition(
        criterion("a", standards=[standard({"type": "given"}, channel="x")]),
        criterion("b", weight=3, standards=[standard({"type": "given"}, channel="y")]),
        channels=[
            {"code": "x", "name": "甲", "weight": 70},
            {"code": "y", "name": "乙", "weight": 30},
        ],
        gates=[
            gate("G", "channel", channel="x", at_least=80),
            gate("H", "channel", channel="y", at_least=80),
        ],
    )
    result = scored(found, {"a": mark(80)})
    assert verdicts(result) == {"G": "pass", "H": "unknown"}
    assert [str(one.points.score) for one in result.channels] == ["80.00", "0.00"]
    assert [str(one.points.upper) for one in result.channels] == ["80.00", "100.00"]
    assert str(result.total) == "56.00"


@pytest.mark.parametrize(
    ("triggered", "status"), [(True, "fail"), (False, "pass"), (None, "unknown")]
)
def test_veto(triggered: bool | None, status: str) -> None:
    found = edition(criterion("a"), extra("v", {"type": "veto"}))
    facts: dict[str, Any] = {"a": mark(90)}
    if triggered is not None:
        facts["v"] = {"triggered": triggered}
    result = scored(found, facts)
    assert verdicts(result) == {"v.1": status}
    assert str(result.total) == "90.00"  # this veto stops the title, not the score


def article(code: str, sanction: str, **more: object) -> Document:
    return {"code": code, "text": "條文", "sanction": sanction, **more}


LISTED = edition(
    criterion("a"),
    negative=[
        article("deduct", "deduct", points=1, max_points=3),
        article("stop", "stop_nomination"),
        article("suspend", "suspend", months=12),
        article("revoke", "revoke"),
    ],
)


@pytest.mark.parametrize(
    ("occurred", "reviewed", "title", "status"),
    [
        ({}, True, "clear", "pass"),
        ({}, False, "unknown", "unknown"),
        ({"deduct": True}, True, "clear", "pass"),
        ({"stop": True}, True, "stop_nomination", "fail"),
        ({"suspend": True, "stop": True}, True, "suspended", "fail"),
        ({"revoke": True, "suspend": True}, True, "revoked", "fail"),
        # something grave is known, although the rest was not looked at
        ({"suspend": True}, False, "suspended", "fail"),
        ({"stop": False, "suspend": False, "revoke": False}, False, "clear", "pass"),
        ({"stop": False, "suspend": False}, False, "unknown", "unknown"),
    ],
)
def test_title(occurred: dict[str, bool], reviewed: bool, title: str, status: str) -> None:
    entries = {code: {"occurred": value} for code, value in occurred.items()}
    result = scored(LISTED, {"a": mark(90)}, negative=entries, negative_reviewed=reviewed)
    assert (result.title_status, verdicts(result)) == (title, {"negative": status})


def test_sanctions_list_what_occurred_and_what_nobody_has_looked_at() -> None:
    result = scored(
        LISTED,
        {"a": mark(90)},
        negative={"deduct": {"occurrences": 2}, "stop": {"occurred": False}},
    )
    assert [(one.code, one.occurrences, one.months) for one in result.sanctions] == [
        ("deduct", 2, None),
        ("suspend", None, 12),
        ("revoke", None, None),
    ]


YEARS = [
    {"code": "y1", "name": "一", "weight": 40},
    {"code": "y2", "name": "二", "weight": 60},
]
TERM = edition(
    criterion("a", weight=3),
    criterion("b"),
    extra("v", {"type": "veto"}),
    negative=[article("N", "suspend"), article("D", "deduct", points=2, max_points=10)],
    years=YEARS,
    gates=[
        gate("total", "total", at_least=80),
        gate("every", "every_item", each_at_least="0.6"),
    ],
)
SOUND: Document = {
    "facts": {"a": mark(90), "b": mark(70), "v": {"triggered": False}},
    "negative_reviewed": True,
}


def test_gates_over_years() -> None:
    # 85 and 85
    assert verdicts(scored(TERM, years={"y1": SOUND, "y2": SOUND})) == {
        "total": "pass",
        "every": "pass",
        "v.1": "pass",
        "negative": "pass",
    }
    first: Document = {
        "facts": {"a": mark(90), "b": mark(10), "v": {"triggered": True}},
        "negative": {"N": {"occurred": True}, "D": {"occurrences": 1}},
    }
    # 70 − 2 = 68 × 40 % + 85 × 60 % = 78.2; the items are those of the latest year, the veto and
    # the negative list those of every year
    result = scored(TERM, years={"y1": first, "y2": SOUND})
    assert str(result.total) == "78.20"
    assert verdicts(result) == {
        "total": "fail",
        "every": "pass",
        "v.1": "fail",
        "negative": "fail",
    }
    assert result.title_status == "suspended"
    assert [(one.code, str(one.points.score)) for one in result.adjustments] == [("y1:D", "-0.80")]


@pytest.mark.parametrize(
    ("first", "title", "status"),
    [
        ({"total": 80}, "unknown", "unknown"),
        ({"total": 80, "negative_reviewed": True}, "clear", "pass"),
        ({"total": 80, "negative": {"N": {"occurred": True}}}, "suspended", "fail"),
    ],
)
def test_a_bare_year_says_of_the_title_only_what_it_states(
    first: Document, title: str, status: str
) -> None:
    # 80 × 40 % + 85 × 60 %, and no deduction from a published total
    result = scored(TERM, years={"y1": first, "y2": SOUND})
    assert (str(result.total), str(result.lower)) == ("83.00", "83.00")
    assert (result.title_status, verdicts(result)["negative"]) == (title, status)


def test_bare_years_have_nothing_to_mend() -> None:
    result = scored(TERM, years={"y1": {"total": 80}, "y2": {"total": 90}})
    assert str(result.total) == "86.00"
    assert str(result.known_share) == "1.0000"
    assert not result.losses
    assert not result.adjustments
    assert [(one.code, str(one.points.score)) for one in result.projects] == [
        ("y1", "32.00"),
        ("y2", "54.00"),
    ]


def test_losses_are_ordered_by_what_is_lost_for_certain_then_by_what_is_unknown() -> None:
    found = edition(*(criterion(code) for code in "abcde"))
    result = scored(found, {"a": mark(100), "b": mark(50), "d": mark(90)})
    assert [(one.code, str(one.lost), str(one.unknown)) for one in result.losses] == [
        ("b", "10.00", "0.00"),
        ("d", "2.00", "0.00"),
        ("c", "0.00", "20.00"),
        ("e", "0.00", "20.00"),
    ]
