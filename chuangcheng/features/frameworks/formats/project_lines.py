"""What the table of projects says of each: base and bonus apart, and the share of the base."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext

from chuangcheng.domain.editions.rules import UNWEIGHTED
from chuangcheng.domain.scoring import Result, TraceNode
from chuangcheng.domain.scoring.numbers import CONTEXT, ZERO, Rounder, divide, settle
from chuangcheng.domain.scoring.plan import plan_of
from chuangcheng.domain.scoring.result import NodeScore

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project with its full mark without bonus, the bonus on top, and the share earned.

    ``share`` is that of the base, as a gate on the node has it: without bonus and from
    unrounded points. It is ``None`` where nothing is ``known`` or nothing can be earned.
    """

    project: NodeScore
    base: Decimal
    bonus: Decimal
    share: Decimal | None
    known: bool


@dataclass(slots=True)
class _Sum:
    earned: Decimal = ZERO
    base: Decimal = ZERO
    bonus: Decimal = ZERO
    known: bool = False


def project_lines(result: Result) -> Iterator[ProjectLine]:
    """Yield a line for each of the result's projects, in their order."""
    with localcontext(CONTEXT):
        nodes, years = _of_nodes(result), _of_bare_years(result)
        rounder = Rounder(result.edition.rounding)
        for project in result.projects:
            found = nodes.pop(project.code, None) or years[project.code]
            share = settle(divide(found.earned, found.base)) if found.base else None
            yield ProjectLine(
                project,
                rounder(found.base),
                rounder(found.bonus),
                share if found.known else None,
                found.known,
            )


def _of_nodes(result: Result) -> dict[str, _Sum]:
    """Return each top node summed over the years in which it was scored."""
    plan, sums = plan_of(result.edition), dict[str, _Sum]()
    codes = {node.code for node in result.edition.nodes}
    for weight, root in _roots(result):
        for top in root.children:
            if top.kind == "adjustment" or top.code not in codes:
                continue
            found = sums.setdefault(top.code, _Sum())
            found.earned += _base_points(top) * weight / HUNDRED
            found.base += plan.base[top.code] * weight / HUNDRED
            found.bonus += plan.bonus[top.code] * weight / HUNDRED
            found.known |= top.status != "unknown"
    return sums


def _roots(result: Result) -> Iterator[tuple[Decimal, TraceNode]]:
    """Yield what was scored fact by fact, with its weight in percent."""
    if not result.years:
        yield HUNDRED, result.trace
        return
    for year, line in zip(result.years, result.trace.children, strict=True):
        for root in line.children:
            yield year.weight, root


def _of_bare_years(result: Result) -> dict[str, _Sum]:
    """Return the years of which only the total is known."""
    plan = plan_of(result.edition)
    return {
        year.code: _Sum(
            line.points.score,
            plan.earned * year.weight / HUNDRED,
            (plan.full - plan.earned) * year.weight / HUNDRED,
            known=True,
        )
        for year, line in zip(result.years, result.trace.children, strict=False)
        if year.bare
    }


def _base_points(node: TraceNode) -> Decimal:
    if node.kind == "standard":
        return ZERO if node.rule in UNWEIGHTED else node.points.score
    return sum((_base_points(child) for child in node.children), ZERO)
