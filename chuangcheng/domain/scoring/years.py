"""Combine the years of a term by their weights, e.g. 15 % + 25 % + 60 %."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from chuangcheng.domain.editions.edition import Edition, Share
from chuangcheng.domain.editions.facts import Facts, YearFacts
from chuangcheng.domain.scoring import gates
from chuangcheng.domain.scoring.adjustments import sanctions, title_status
from chuangcheng.domain.scoring.numbers import (
    NOTHING,
    ONE,
    ZERO,
    Interval,
    Rounder,
    divide,
    plain,
    times,
)
from chuangcheng.domain.scoring.plan import plan_of
from chuangcheng.domain.scoring.result import (
    Adjustment,
    GateResult,
    Loss,
    NodeScore,
    Sanction,
    TraceNode,
    YearScore,
)
from chuangcheng.domain.scoring.single import Single, scaled, score_single
from chuangcheng.domain.scoring.tree import status_of


@dataclass(frozen=True, slots=True)
class Parts:
    """The unrounded parts of a result; ``latest`` explains the year that can still be mended."""

    latest: Single
    trace: TraceNode
    projects: tuple[NodeScore, ...]
    adjustments: tuple[Adjustment, ...]
    gates: tuple[GateResult, ...]
    losses: tuple[Loss, ...]
    years: tuple[YearScore, ...] = ()
    known_share: Decimal | None = None
    sanctions: tuple[Sanction, ...] | None = None
    title_status: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """One year: its weight, and its bare total or its full score."""

    year: Share
    bare: Decimal | None
    single: Single | None

    @property
    def points(self) -> Interval:
        """The year's unrounded total out of the edition's full mark."""
        if self.single is not None:
            return self.single.trace.points
        total = self.bare or ZERO
        return Interval(total, total, total)


def score_years(edition: Edition, facts: Facts) -> Parts:
    """Return the term's score; a year without facts or total is unknown throughout."""
    scored = [_score(edition, year, facts.years.get(year.code)) for year in edition.years]
    singles = [one.single for one in scored if one.single is not None]
    with_facts = [
        one.single for one in scored if one.single is not None and _has_facts(facts, one.year)
    ]
    latest = (with_facts or singles or [_nothing_to_mend(edition)])[-1]
    last = scored[-1].single or _nothing_to_mend(edition)
    trace = _trace(edition, scored)
    found = tuple(sanction for one in scored for sanction in _sanctions(edition, facts, one))
    title = title_status(found)
    return Parts(
        latest=latest,
        trace=trace,
        projects=_projects(edition, scored),
        adjustments=_adjustments(scored),
        gates=_gates(edition, singles, last, trace, title),
        losses=_losses(scored, latest),
        years=_years(edition, scored),
        known_share=_known(scored),
        sanctions=found,
        title_status=title,
    )


def _losses(scored: Sequence[Scored], latest: Single) -> tuple[Loss, ...]:
    """What the latest year loses, in points of the term."""
    weight = next((one.year.weight for one in scored if one.single is latest), ZERO)
    share = divide(weight, 100)
    return tuple(
        replace(
            loss,
            points=scaled(loss.points, weight),
            full=times(loss.full, share),
            lost=times(loss.lost, share),
            unknown=times(loss.unknown, share),
        )
        for loss in latest.losses
    )


def _has_facts(facts: Facts, year: Share) -> bool:
    given = facts.years.get(year.code)
    return bool(given and given.facts and given.facts.facts)


def _nothing_to_mend(edition: Edition) -> Single:
    """Return the unknown year that stands for gates where every year is a bare total."""
    return replace(score_single(edition, Facts()), losses=(), channels=())


def _sanctions(edition: Edition, facts: Facts, one: Scored) -> tuple[Sanction, ...]:
    if one.single is not None:
        return one.single.sanctions
    given = facts.years.get(one.year.code)
    return sanctions(edition, given.facts if given and given.facts else Facts())


def _score(edition: Edition, year: Share, given: YearFacts | None) -> Scored:
    if given is not None and given.total is not None:
        return Scored(year, given.total, None)
    facts = given.facts if given is not None and given.facts is not None else Facts()
    return Scored(year, None, score_single(edition, facts))


def _trace(edition: Edition, scored: Sequence[Scored]) -> TraceNode:
    full = plan_of(edition).full
    children = tuple(
        TraceNode(
            one.year.code,
            one.year.name,
            "year",
            scaled(Interval(full, full, full), one.year.weight).score,
            scaled(one.points, one.year.weight),
            "known" if one.single is None else one.single.trace.status,
            algorithm="years.v1",
            inputs=(
                ("year_total", plain(one.points.score)),
                ("weight", plain(one.year.weight)),
            ),
            children=() if one.single is None else (one.single.trace,),
        )
        for one in scored
    )
    points = NOTHING
    for child in children:
        points = points.plus(child.points)
    status = status_of(child.status for child in children)
    return TraceNode(
        edition.code, edition.title, "edition", full, points, status, children=children
    )


def _projects(edition: Edition, scored: Sequence[Scored]) -> tuple[NodeScore, ...]:
    """Each project over the years that have detail; a bare total stands as a row of its own."""
    rows: list[NodeScore] = []
    for index, node in enumerate(edition.nodes):
        points, full = NOTHING, ZERO
        for one in scored:
            if one.single is not None:
                top = one.single.top[index]
                points = points.plus(scaled(top.points, one.year.weight))
                full += divide(top.full * one.year.weight, 100)
        if full:
            rows.append(NodeScore(node.code, node.title, points, full))
    for one in scored:
        if one.single is None:
            points = scaled(one.points, one.year.weight)
            full = divide(plan_of(edition).full * one.year.weight, 100)
            rows.append(NodeScore(one.year.code, one.year.name, points, full))
    return tuple(rows)


def _adjustments(scored: Sequence[Scored]) -> tuple[Adjustment, ...]:
    return tuple(
        Adjustment(
            adjustment.kind,
            f"{one.year.code}:{adjustment.code}",
            adjustment.title,
            scaled(adjustment.points, one.year.weight),
        )
        for one in scored
        if one.single is not None
        for adjustment in one.single.adjustments
    )


def _gates(
    edition: Edition, singles: Sequence[Single], last: Single, trace: TraceNode, title: str
) -> tuple[GateResult, ...]:
    """Judge the term's gates.

    A total gate looks at the term, a veto and the negative list at every year, the others at
    the last year of the edition: as long as that year has no facts they are unknown.
    """
    total = Rounder(edition.rounding).interval(trace.points)
    strictest = gates.over_years([single.gates for single in singles] or [last.gates])
    results = []
    for now, worst in zip(last.gates, strictest, strict=True):
        if now.type == "total" and now.required is not None:
            status = gates.verdict(total, now.required)
            results.append(replace(now, status=status, value=total))
        elif now.type == "negative":
            results.append(gates.title_gate(title))
        else:
            results.append(worst if now.type == "veto" else now)
    return tuple(results)


def _years(edition: Edition, scored: Sequence[Scored]) -> tuple[YearScore, ...]:
    rounder = Rounder(edition.rounding)
    return tuple(
        YearScore(
            one.year.code,
            one.year.name,
            one.year.weight,
            rounder.interval(one.points),
            one.single is None,
        )
        for one in scored
    )


def _known(scored: Sequence[Scored]) -> Decimal:
    known = ZERO
    for one in scored:
        share = ONE if one.single is None else one.single.known_share
        known += divide(share * one.year.weight, 100)
    return known
