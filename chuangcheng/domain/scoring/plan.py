"""How many points each standard can earn: weights within a parent, or within a channel.

Weights are exact fractions until one final conversion, so that multiplying all weights of
a sibling group by any number changes nothing, not even the last digit.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from chuangcheng.domain.editions.check import channel_of
from chuangcheng.domain.editions.edition import Edition, Node
from chuangcheng.domain.editions.rules import Bonus, weighs
from chuangcheng.domain.scoring.numbers import ZERO, exact

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """Points by code. ``base`` holds weighted standards and nodes, ``bonus`` the caps.

    ``channel`` names each weighted standard's channel (empty without channels).
    """

    base: Mapping[str, Decimal]
    bonus: Mapping[str, Decimal]
    channel: Mapping[str, str]


@lru_cache(maxsize=32)
def plan_of(edition: Edition) -> Plan:
    """Return how many points every standard and node of ``edition`` can earn."""
    shares: dict[str, Fraction] = {}
    _share_out(edition.nodes, Fraction(1), shares)
    channel = {
        standard.code: channel_of(edition, standard) if edition.channels else ""
        for _, standard in edition.standards()
        if weighs(standard.rule)
    }
    points = _points(edition, shares, channel)
    base = {code: exact(value) for code, value in points.items()}
    bonus: dict[str, Decimal] = {}
    for node in edition.nodes:
        _sum_up(node, base, bonus)
    return Plan(base, bonus, channel)


def _share_out(nodes: tuple[Node, ...], whole: Fraction, shares: dict[str, Fraction]) -> None:
    total = sum((Fraction(node.weight) for node in nodes), Fraction(0))
    for node in nodes:
        part = whole * Fraction(node.weight) / total if total else Fraction(0)
        _share_out(node.children, part, shares)
        weights = sum((Fraction(standard.weight) for standard in node.standards), Fraction(0))
        for standard in node.standards:
            if weighs(standard.rule):
                shares[standard.code] = part * Fraction(standard.weight) / weights


def _points(
    edition: Edition, shares: Mapping[str, Fraction], channel: Mapping[str, str]
) -> dict[str, Fraction]:
    full = Fraction(edition.full)
    if not edition.channels:
        return {code: share * full for code, share in shares.items()}
    within: dict[str, Fraction] = defaultdict(Fraction)
    for code, share in shares.items():
        within[channel[code]] += share
    weights = {entry.code: Fraction(entry.weight) for entry in edition.channels}
    total = sum(weights.values(), Fraction(0))
    return {
        code: full * weights[channel[code]] / total * share / within[channel[code]]
        for code, share in shares.items()
    }


def _sum_up(node: Node, base: dict[str, Decimal], bonus: dict[str, Decimal]) -> None:
    points, extra = ZERO, ZERO
    for child in node.children:
        _sum_up(child, base, bonus)
        points += base[child.code]
        extra += bonus[child.code]
    for standard in node.standards:
        if isinstance(standard.rule, Bonus):
            bonus[standard.code] = standard.rule.cap
            extra += standard.rule.cap
        points += base.get(standard.code, ZERO)
    base[node.code] = points
    bonus[node.code] = extra
