"""The score of an edition for given facts: total, bounds, gates, losses and trace.

The definition, its guarantees and the identifiers of all algorithms are in
``docs/explanation/scoring.md``.
"""

from dataclasses import replace
from decimal import ROUND_DOWN, Decimal, localcontext

from chuangcheng.domain.editions.edition import Edition
from chuangcheng.domain.editions.facts import Facts
from chuangcheng.domain.scoring.numbers import CONTEXT, Rounder, settle
from chuangcheng.domain.scoring.result import Adjustment, Loss, NodeScore, Result
from chuangcheng.domain.scoring.single import score_single
from chuangcheng.domain.scoring.years import Parts, score_years

KNOWN_PLACES = Decimal("0.0001")


def score(edition: Edition, facts: Facts) -> Result:
    """Return the traced score of a subject.

    A missing fact is unknown: ``lower`` counts it as nothing, ``upper`` as full. ``total``
    counts only points that a fact supports; a deduction or veto nobody has looked at is in
    ``lower`` only. All numbers are ``Decimal`` points, rounded as the edition states; the
    ``trace`` is unrounded. Over years the losses (in points of the term) and the channels
    are those of the latest year that has facts: only that year can still be mended.
    """
    with localcontext(CONTEXT):
        parts = score_years(edition, facts) if edition.years else _once(edition, facts)
        return _result(edition, facts, parts)


def _once(edition: Edition, facts: Facts) -> Parts:
    single = score_single(edition, facts)
    projects = tuple(
        NodeScore(node.code, node.title, node.points, node.full) for node in single.top
    )
    return Parts(single, single.trace, projects, single.adjustments, single.gates, single.losses)


def _shown(loss: Loss, rounder: Rounder) -> Loss:
    """Round a loss so that what is shown adds up: score, unknown and lost make the full mark."""
    points, full = rounder.interval(loss.points), rounder(loss.full)
    return replace(
        loss,
        points=points,
        full=full,
        lost=full - points.upper,
        unknown=points.upper - points.lower,
    )


def _result(edition: Edition, facts: Facts, parts: Parts) -> Result:
    rounder = Rounder(edition.rounding)
    total = rounder.interval(parts.trace.points)
    known = parts.latest.known_share if parts.known_share is None else parts.known_share
    return Result(
        edition=edition,
        subject=facts.subject,
        as_of=facts.as_of,
        total=total.score,
        lower=total.lower,
        upper=total.upper,
        full=rounder(parts.trace.full),
        base_full=rounder(edition.full),
        known_share=settle(known).quantize(KNOWN_PLACES, rounding=ROUND_DOWN),
        projects=tuple(
            NodeScore(one.code, one.title, rounder.interval(one.points), rounder(one.full))
            for one in parts.projects
        ),
        gates=parts.gates,
        losses=tuple(_shown(loss, rounder) for loss in parts.losses),
        adjustments=tuple(
            Adjustment(one.kind, one.code, one.title, rounder.interval(one.points))
            for one in parts.adjustments
        ),
        channels=parts.latest.channels,
        years=parts.years,
        sanctions=parts.latest.sanctions if parts.sanctions is None else parts.sanctions,
        title_status=parts.title_status or parts.latest.title_status,
        trace=parts.trace,
    )
