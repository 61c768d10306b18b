"""Score one set of facts: one year, or the whole where an edition combines no years."""

from dataclasses import dataclass
from decimal import Decimal

from chuangcheng.domain.editions.edition import Edition
from chuangcheng.domain.editions.facts import Facts
from chuangcheng.domain.scoring import adjustments, gates
from chuangcheng.domain.scoring.numbers import (
    NOTHING,
    ONE,
    ZERO,
    Interval,
    Rounder,
    divide,
    settle,
    times,
)
from chuangcheng.domain.scoring.plan import Plan, plan_of
from chuangcheng.domain.scoring.result import (
    Adjustment,
    ChannelScore,
    GateResult,
    Loss,
    Sanction,
    TraceNode,
)
from chuangcheng.domain.scoring.tree import Roller, status_of


@dataclass(frozen=True, slots=True)
class Single:
    """The score of one set of facts; ``trace.points`` is the unrounded total."""

    trace: TraceNode
    top: tuple[TraceNode, ...]
    adjustments: tuple[Adjustment, ...]
    gates: tuple[GateResult, ...]
    losses: tuple[Loss, ...]
    channels: tuple[ChannelScore, ...]
    sanctions: tuple[Sanction, ...]
    title_status: str
    known_share: Decimal


def score_single(edition: Edition, facts: Facts) -> Single:
    """Return the score of ``facts`` with its trace. Runs inside the scoring context."""
    plan = plan_of(edition)
    roller = Roller(edition, facts, plan)
    top = tuple(roller.roll(node) for node in edition.nodes)
    made = adjustments.adjust(edition, facts, top)
    found = adjustments.sanctions(edition, facts)
    title = adjustments.title_status(found)
    trace = _root(edition, top, made)
    channels = _channels(edition, roller)
    rounder = Rounder(edition.rounding)
    measured = gates.Measured(
        total=rounder.interval(trace.points),
        base=roller.base,
        full=plan.base,
        items=_items(roller, plan),
        above={node.code: path for node, path, _ in roller.criteria},
        channels={channel.code: channel.points for channel in channels},
        most=rounder(trace.full),
    )
    return Single(
        trace,
        top,
        made,
        gates.judge(edition, facts, measured, title),
        _losses(roller, plan),
        channels,
        found,
        title,
        _known_share(plan, roller),
    )


def _root(edition: Edition, top: tuple[TraceNode, ...], made: tuple[Adjustment, ...]) -> TraceNode:
    rows = tuple(
        TraceNode(
            one.code,
            one.title,
            "adjustment",
            ZERO,
            one.points,
            "known" if one.points.settled else "unknown",
            rule=one.kind,
            algorithm="negative.v1" if one.kind == "negative" else f"{one.kind}.v1",
        )
        for one in made
    )
    points = NOTHING
    for child in (*top, *rows):
        points = points.plus(child.points)
    return TraceNode(
        edition.code,
        edition.title,
        "edition",
        plan_of(edition).full,
        points,
        status_of(child.status for child in (*top, *rows)),
        children=(*top, *rows),
    )


def _items(roller: Roller, plan: Plan) -> dict[str, Interval]:
    return {
        node.code: gates.share_of(roller.base[node.code], plan.base[node.code])
        for node, _, _ in roller.criteria
        if plan.base[node.code] > 0
    }


def _channels(edition: Edition, roller: Roller) -> tuple[ChannelScore, ...]:
    total = sum((channel.weight for channel in edition.channels), ZERO)
    rounder = Rounder(edition.rounding)
    found = []
    for channel in edition.channels:
        full = edition.full * channel.weight / total
        points = roller.channels.get(channel.code, NOTHING)
        out_of_100 = Interval(*(divide(bound * 100, full) for bound in points))
        found.append(
            ChannelScore(channel.code, channel.name, channel.weight, rounder.interval(out_of_100))
        )
    return tuple(found)


def _losses(roller: Roller, plan: Plan) -> tuple[Loss, ...]:
    found = []
    for node, path, _ in roller.criteria:
        points, full = roller.base[node.code], plan.base[node.code]
        lost, unknown = settle(full - points.upper), settle(points.upper - points.lower)
        if lost > 0 or unknown > 0:
            lead = node.lead or next((one.lead for one in node.standards if one.lead), "")
            found.append(Loss(node.code, node.title, path[0], lead, points, full, lost, unknown))
    # Python's sort is stable: equal losses stay in the order of the framework.
    return tuple(sorted(found, key=lambda one: (-one.lost, -one.unknown)))


def _known_share(plan: Plan, roller: Roller) -> Decimal:
    unknown = sum(
        (
            roller.base[node.code].upper - roller.base[node.code].lower
            for node, _, _ in roller.criteria
        ),
        ZERO,
    )
    return ONE - divide(unknown, plan.earned) if plan.earned else ONE


def scaled(points: Interval, weight: Decimal) -> Interval:
    """Return points × weight ÷ 100, on the grid."""
    share = divide(weight, 100)
    return Interval(*(times(bound, share) for bound in points))
