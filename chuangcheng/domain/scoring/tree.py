"""Roll facts up the tree into a trace: standards, criteria, nodes."""

from collections.abc import Iterable
from decimal import Decimal

from chuangcheng.domain.editions.edition import Edition, Node, Standard
from chuangcheng.domain.editions.facts import Facts
from chuangcheng.domain.editions.rules import ALGORITHMS, UNWEIGHTED
from chuangcheng.domain.scoring.marks import mark
from chuangcheng.domain.scoring.numbers import NOTHING, ZERO, Interval, Rounder, times
from chuangcheng.domain.scoring.plan import Plan
from chuangcheng.domain.scoring.result import TraceNode


class Roller:
    """Walks an edition's tree once and keeps what gates, losses and channels need."""

    def __init__(self, edition: Edition, facts: Facts, plan: Plan) -> None:
        self.facts = facts
        self.plan = plan
        self.rounder = Rounder(edition.rounding) if edition.rounding.apply == "criterion" else None
        self.base: dict[str, Interval] = {}
        self.channels: dict[str, Interval] = {}
        self.criteria: list[tuple[Node, tuple[str, ...], TraceNode]] = []

    def roll(self, node: Node, above: tuple[str, ...] = ()) -> TraceNode:
        """Return the trace of ``node`` with everything under it."""
        path = (*above, node.code)
        if node.is_criterion:
            return self._criterion(node, path)
        children = tuple(self.roll(child, path) for child in node.children)
        base = NOTHING
        for child in node.children:
            base = base.plus(self.base[child.code])
        self.base[node.code] = base
        return self._sum(node, children)

    def _criterion(self, node: Node, path: tuple[str, ...]) -> TraceNode:
        children = tuple(self._standard(standard) for standard in node.standards)
        base, bonus = NOTHING, NOTHING
        for child in children:
            if child.rule in UNWEIGHTED:
                bonus = bonus.plus(child.points)
            else:
                base = base.plus(child.points)
        # Gates and losses compare with the unrounded full mark, so this stays unrounded too.
        self.base[node.code] = base
        # Bonus points stay as granted: rounded, they would no longer be those that the cap counts.
        earned = base if self.rounder is None else self.rounder.interval(base)
        trace = self._line(node, "criterion", children, earned.plus(bonus))
        self.criteria.append((node, path, trace))
        return trace

    def _sum(self, node: Node, children: tuple[TraceNode, ...]) -> TraceNode:
        points = NOTHING
        for child in children:
            points = points.plus(child.points)
        return self._line(node, "node", children, points)

    def _line(
        self, node: Node, kind: str, children: tuple[TraceNode, ...], points: Interval
    ) -> TraceNode:
        return TraceNode(
            node.code,
            node.title,
            kind,
            self.full(node.code),
            points,
            status_of(child.status for child in children),
            children=children,
        )

    def full(self, code: str) -> Decimal:
        """Return all that a node or standard can earn, bonus included."""
        return self.plan.base.get(code, ZERO) + self.plan.bonus.get(code, ZERO)

    def _standard(self, standard: Standard) -> TraceNode:
        fact = self.facts.facts.get(standard.code)
        earned = mark(standard.rule, fact.value if fact else None)
        full = self.full(standard.code)
        lower = times(full, earned.lower)
        upper = lower if earned.lower == earned.upper else times(full, earned.upper)
        points = Interval(lower, lower, upper)
        channel = self.plan.channel.get(standard.code)
        if channel:
            self.channels[channel] = self.channels.get(channel, NOTHING).plus(points)
        status = "known" if earned.lower == earned.upper else "partial" if fact else "unknown"
        return TraceNode(
            standard.code,
            standard.text,
            "standard",
            full,
            points,
            status,
            standard.rule.type,
            ALGORITHMS[standard.rule.type],
            Interval(earned.lower, earned.lower, earned.upper),
            standard.rule.out_of,
            earned.inputs,
            fact.provenance.source if fact else "",
            standard.rule,
        )


def status_of(statuses: Iterable[str]) -> str:
    """Return ``known``, ``unknown`` or ``partial`` for a group of parts."""
    distinct = set(statuses)
    if len(distinct) == 1:
        return distinct.pop()
    return "partial" if distinct else "known"
