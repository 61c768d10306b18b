"""What must hold for every edition and all facts (hypothesis; see strategies.py and oracle.py)."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from chuangcheng.domain.editions import Facts, YearFacts
from chuangcheng.domain.scoring import Result, TraceNode, as_document, score
from tests.domain.documents import read
from tests.domain.scoring.kinds import KINDS
from tests.domain.scoring.oracle import Oracle
from tests.domain.scoring.strategies import (
    Subject,
    best,
    blankings,
    documents,
    facts_read,
    groups,
    scored,
    subjects,
)

GRID = Decimal(1).scaleb(-24)
EXACT = Context(prec=200)
MODES = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN}
ORDER = {"fail": 0, "unknown": 1, "pass": 2}
# Sums of grid numbers differ from the fraction by less than half a grid step per part.
TINY = Fraction(1, 10**20)


def numbers(result: Result) -> tuple[Decimal, Decimal, Decimal]:
    return result.total, result.lower, result.upper


def statuses(result: Result) -> dict[str, str]:
    return {gate.code: gate.status for gate in result.gates}


def walk(trace: TraceNode) -> Iterator[TraceNode]:
    yield trace
    for child in trace.children:
        yield from walk(child)


# --- bounds ------------------------------------------------------------------------------


@given(st.data())
def test_any_completion_of_the_facts_lies_within_the_bounds(data: st.DataObject) -> None:
    subject = data.draw(subjects())
    less = scored(subject.document, *data.draw(blankings(subject)))
    more = subject.score()
    assert less.lower <= less.total <= less.upper
    assert less.lower <= more.lower <= more.total <= more.upper <= less.upper
    for known, whole in zip(walk(less.trace), walk(more.trace), strict=False):
        if known.kind in ("standard", "criterion", "node"):
            assert known.code == whole.code
            assert known.points.lower <= whole.points.lower
            assert whole.points.upper <= known.points.upper


@given(st.data())
def test_what_is_certain_with_few_facts_stays_so_with_more(data: st.DataObject) -> None:
    subject = data.draw(subjects())
    less = scored(subject.document, *data.draw(blankings(subject)))
    more = subject.score()
    after = statuses(more)
    assert all(
        after[code] == status for code, status in statuses(less).items() if status != "unknown"
    )
    assert "unknown" not in {one.status for one in more.gates}
    if less.title_status == "clear":
        assert more.title_status == "clear"
    assert less.known_share <= more.known_share == 1


@given(st.data())
def test_facts_arriving_one_by_one_only_narrow_the_bounds(data: st.DataObject) -> None:
    subject = data.draw(subjects())
    codes = data.draw(st.permutations(sorted(subject.facts)))
    before = scored(subject.document, {}, {})
    for index in range(1, len(codes) + 1):
        facts = {code: subject.facts[code] for code in codes[:index]}
        now = scored(subject.document, facts, {})
        assert before.lower <= now.lower <= now.upper <= before.upper
        before = now


@given(documents())
def test_without_facts_everything_is_possible_and_nothing_in_hand(document: dict[str, Any]) -> None:
    result = scored(document, {}, {})
    assert result.total == result.lower == 0
    assert result.upper == result.full
    assert result.known_share == 0
    assert all(node.status == "unknown" for node in walk(result.trace) if node.kind == "standard")


# --- better is never worse ---------------------------------------------------------------


@given(st.data())
def test_raising_a_mark_never_lowers_a_score(data: st.DataObject) -> None:
    subject = data.draw(subjects())
    facts, times = data.draw(blankings(subject))
    before = scored(subject.document, facts, times)
    known = sorted(code for code, fact in facts.items() if fact)
    if known:
        code = data.draw(st.sampled_from(known))
        rule = subject.rules()[code]
        fact = facts[code]
        assert fact is not None
        facts[code] = KINDS[rule["type"]].raised(data.draw, rule, fact)
    after = scored(subject.document, facts, times)
    assert all(new >= old for new, old in zip(numbers(after), numbers(before), strict=True))
    for old, new in zip(before.projects, after.projects, strict=True):
        assert all(b >= a for a, b in zip(old.points, new.points, strict=True))
    verdicts = statuses(after)
    assert all(ORDER[verdicts[code]] >= ORDER[old] for code, old in statuses(before).items())


@given(st.data())
def test_an_occurrence_less_never_lowers_a_score(data: st.DataObject) -> None:
    subject = data.draw(subjects())
    fewer = {code: max(0, times - 1) for code, times in subject.negative.items()}
    before, after = subject.score(), scored(subject.document, subject.facts, fewer)
    assert all(new >= old for new, old in zip(numbers(after), numbers(before), strict=True))


# --- weights -----------------------------------------------------------------------------

FACTORS = [Decimal(3), Decimal("0.1"), Decimal("7.3"), Decimal("0.000001"), Decimal(1234567)]


@given(st.data())
def test_scaling_the_weights_of_siblings_changes_nothing_at_all(data: st.DataObject) -> None:
    subject = data.draw(subjects())
    facts, times = data.draw(blankings(subject))
    before = scored(subject.document, facts, times)
    document = deepcopy(subject.document)
    chosen = data.draw(st.sampled_from(groups(document)))
    factor = data.draw(st.sampled_from(FACTORS))
    for one in chosen:
        one["weight"] *= factor
    assume(_complete(document, chosen))
    after = scored(document, facts, times)
    assert after.trace == before.trace
    assert as_document(after, trace=True, losses=None) == as_document(
        before, trace=True, losses=None
    )


def _complete(document: dict[str, Any], chosen: list[dict[str, Any]]) -> bool:
    """Whether no sibling of the group has an unwritten weight of 1."""
    codes = {one["code"] for one in chosen}

    def siblings(nodes: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
        yield nodes
        for one in nodes:
            yield from siblings(one.get("children", []))
            yield one.get("standards", [])

    group = next(
        nodes for nodes in siblings(document["nodes"]) if codes & {n["code"] for n in nodes}
    )
    return all("weight" in one or not _weighs(one) for one in group)


def _weighs(one: dict[str, Any]) -> bool:
    rule = one.get("rule")
    return rule["type"] not in ("bonus", "veto") if rule else "weight" in one


@given(subjects())
def test_full_marks_everywhere_give_exactly_the_full_mark(subject: Subject) -> None:
    result = scored(subject.document, best(subject), dict.fromkeys(subject.negative, 0))
    assert numbers(result) == (result.full,) * 3
    exact = [node for node in walk(result.trace) if node.kind in ("node", "criterion", "standard")]
    assert all(node.points.score == node.full for node in exact)
    assert result.losses == ()


@given(subjects())
def test_fractions_computed_separately_give_the_same(subject: Subject) -> None:
    oracle = Oracle(subject.document, subject.facts, subject.negative)
    result = subject.score()
    assert_close(result, oracle)


@given(st.data())
def test_fractions_computed_separately_give_the_same_bounds(data: st.DataObject) -> None:
    subject = data.draw(subjects())
    facts, times = data.draw(blankings(subject))
    assert_close(scored(subject.document, facts, times), Oracle(subject.document, facts, times))


def assert_close(result: Result, oracle: Oracle) -> None:
    found = [Fraction(bound) for bound in result.trace.points]
    wanted = [oracle.total.score, oracle.total.lower, oracle.total.upper]
    assert all(abs(a - b) < TINY for a, b in zip(found, wanted, strict=True)), (found, wanted)


@given(st.data())
def test_doubling_a_weight_moves_the_score_as_the_formula_says(data: st.DataObject) -> None:
    subject = data.draw(subjects(channels=False, apply="end", plain=True))
    before = {node.code: node for node in walk(subject.score().trace)}
    document = deepcopy(subject.document)
    siblings = data.draw(st.sampled_from(_complete_groups(document)))
    chosen = data.draw(st.sampled_from(siblings))
    weights = {one["code"]: Fraction(one["weight"]) for one in siblings}
    chosen["weight"] *= 2
    after = {node.code: node for node in walk(scored(document, subject.facts, {}).trace)}

    # the same shares, other proportions: (Σ w s + w₀ s₀) ÷ (Σ w + w₀), nothing else moves
    shares = {code: _share(before[code]) for code in weights}
    extra = weights[chosen["code"]]
    weighted = sum((weights[code] * shares[code] for code in weights), Fraction(0))
    expected = (weighted + extra * shares[chosen["code"]]) / (sum(weights.values()) + extra)
    earned = sum((Fraction(after[code].points.score) for code in weights), Fraction(0))
    full = sum((Fraction(after[code].full) for code in weights), Fraction(0))
    assert abs(earned / full - expected) < TINY
    assert abs(full - sum((Fraction(before[code].full) for code in weights), Fraction(0))) < TINY
    for code, weight in weights.items():
        assert abs(_share(after[code]) - shares[code]) < TINY
        doubled = weight * (2 if code == chosen["code"] else 1)
        part = doubled / (sum(weights.values()) + extra)
        assert abs(Fraction(after[code].full) / full - part) < TINY


def _share(node: TraceNode) -> Fraction:
    return Fraction(node.points.score) / Fraction(node.full)


def _complete_groups(document: dict[str, Any]) -> list[list[dict[str, Any]]]:
    return [group for group in groups(document) if _complete(document, group)]


# --- trace -------------------------------------------------------------------------------


@given(st.data())
def test_the_trace_recomputes_to_the_total(data: st.DataObject) -> None:
    subject = data.draw(subjects())
    result = scored(subject.document, *data.draw(blankings(subject)))
    rounding = subject.document["rounding"]
    printed: Any = as_document(result, trace=True)["trace"]
    assert recomputed(printed, rounding) == [Decimal(printed[name]) for name in NAMES]
    settled = [Decimal(printed[name]).quantize(Decimal("1e-12"), context=EXACT) for name in NAMES]
    assert [rounded(value, rounding) for value in settled] == list(numbers(result))


NAMES = ("score", "lower", "upper")


def recomputed(line: dict[str, Any], rounding: dict[str, Any]) -> list[Decimal]:
    """The three numbers of a line, from its own parts only."""
    if line["kind"] == "adjustment":
        return [Decimal(line[name]) for name in NAMES]
    if line["kind"] == "standard":
        full, low, high = (Decimal(line[key]) for key in ("full", "share", "share_upper"))
        earned = [
            EXACT.multiply(full, share).quantize(GRID, context=EXACT) for share in (low, low, high)
        ]
        assert earned == [Decimal(line[name]) for name in NAMES]
        return earned
    parts = [recomputed(child, rounding) for child in line["children"]]
    weighted = [child["rule"] not in ("bonus", "veto") for child in line["children"]]
    sums = summed(part for part, weighs in zip(parts, weighted, strict=True) if weighs)
    if line["kind"] == "criterion" and rounding["apply"] == "criterion":
        settled = [one.quantize(Decimal("1e-12"), context=EXACT) for one in sums]
        sums = [rounded(one, rounding) for one in settled]
    granted = summed(part for part, weighs in zip(parts, weighted, strict=True) if not weighs)
    sums = summed([sums, granted])
    assert sums == [Decimal(line[name]) for name in NAMES]
    return sums


def summed(rows: Iterable[list[Decimal]]) -> list[Decimal]:
    return [sum(column, Decimal(0)) for column in zip([Decimal(0)] * 3, *rows, strict=True)]


def rounded(value: Decimal, rounding: dict[str, Any]) -> Decimal:
    places = Decimal(1).scaleb(-rounding["places"])
    return value.quantize(places, rounding=MODES[rounding["mode"]], context=EXACT)


@given(subjects())
def test_projects_and_adjustments_make_up_the_total(subject: Subject) -> None:
    result = subject.score()
    parts = [one.points.score for one in result.projects]
    parts += [one.points.score for one in result.adjustments]
    # each part is rounded by itself: at most one unit of the last place each
    slack = Decimal(1).scaleb(-subject.document["rounding"]["places"]) * (len(parts) + 1)
    assert abs(sum(parts, Decimal(0)) - result.total) <= slack


# --- order -------------------------------------------------------------------------------


@given(st.data())
def test_order_does_not_matter(data: st.DataObject) -> None:
    subject = data.draw(subjects())
    facts, times = data.draw(blankings(subject))
    document = deepcopy(subject.document)
    shuffle(data, document, "nodes")
    for name in ("negative", "gates", "channels"):
        if name in document:
            document[name] = list(data.draw(st.permutations(document[name])))
    mixed = dict(data.draw(st.permutations(list(facts.items()))))
    before = scored(subject.document, facts, times)
    after = scored(document, mixed, times)
    assert numbers(after) == numbers(before)
    assert statuses(after) == statuses(before)
    assert after.known_share == before.known_share
    assert {one.code: one.points for one in after.projects} == {
        one.code: one.points for one in before.projects
    }
    points = {node.code: node.points for node in walk(before.trace) if node.kind != "adjustment"}
    assert points == {
        node.code: node.points for node in walk(after.trace) if node.kind != "adjustment"
    }


def shuffle(data: st.DataObject, one: dict[str, Any], name: str) -> None:
    one[name] = list(data.draw(st.permutations(one[name])))
    for child in one[name]:
        for below in ("children", "standards"):
            if below in child:
                shuffle(data, child, below)


@given(subjects())
def test_a_flat_list_gives_the_same(subject: Subject) -> None:
    flat: list[dict[str, Any]] = []

    def flatten(nodes: list[dict[str, Any]], parent: str | None) -> None:
        for one in nodes:
            own = {key: value for key, value in one.items() if key != "children"}
            flat.append(own if parent is None else {**own, "parent": parent})
            flatten(one.get("children", []), one["code"])

    flatten(subject.document["nodes"], None)
    after = scored({**subject.document, "nodes": flat}, subject.facts, subject.negative)
    assert after.trace == subject.score().trace


# --- years -------------------------------------------------------------------------------

YEARS = [("y1", 15), ("y2", 25), ("y3", 60)]


@given(st.data())
def test_a_term_is_the_weighted_sum_of_its_years(data: st.DataObject) -> None:
    subject = data.draw(subjects())
    term = read(
        {
            **subject.document,
            "years": [{"code": code, "name": "年", "weight": weight} for code, weight in YEARS],
        }
    )
    years: dict[str, YearFacts] = {}
    expected = [Fraction(0)] * 3
    for code, weight in YEARS:
        if data.draw(st.booleans()):
            bare = Decimal(data.draw(st.integers(0, 397))) / 10
            years[code] = YearFacts(total=bare)
            alone = [Fraction(bare)] * 3
        else:
            facts = facts_read(subject.edition, *data.draw(blankings(subject)))
            years[code] = YearFacts(facts=facts)
            alone = [Fraction(one) for one in score(subject.edition, facts).trace.points]
        expected = [sum_ + one * weight / 100 for sum_, one in zip(expected, alone, strict=True)]
    result = score(term, Facts(years=years))
    found = [Fraction(bound) for bound in result.trace.points]
    assert all(abs(a - b) < TINY for a, b in zip(found, expected, strict=True))
    missing = {code: facts for code, facts in years.items() if code != "y2"}
    less = score(term, replace(Facts(), years=missing))
    assert less.lower <= result.lower <= result.upper <= less.upper
