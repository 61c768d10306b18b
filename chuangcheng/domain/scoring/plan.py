"""How many points each standard can earn: weights within a parent, or within a channel.

Weights are exact fractions until one final conversion, so that multiplying all weights of
a sibling group by any number changes nothing, not even the last digit.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import lru_cache

from chuangcheng.domain.editions.check import channel_of
from chuangcheng.domain.editions.edition import Edition, Node
from chuangcheng.domain.editions.rules import Bonus, weighs
from chuangcheng.domain.scoring.numbers import CONTEXT, ZERO, Rounder, exact

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """Points by code. ``base`` holds weighted standards and nodes, ``bonus`` the caps.

    ``channel`` names each weighted standard's channel (empty without channels). ``earned`` is
    what the whole base tree can earn, ``full`` the same with all bonuses within their cap.
    """

    base: Mapping[str, Decimal]
    bonus: Mapping[str, Decimal]
    channel: Mapping[str, str]
    earned: Decimal
    full: Decimal


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
    fulls: dict[str, Fraction] = {}
    if edition.rounding.apply == "criterion":
        fulls = _whole_criteria(edition, points)
        points = _spread(edition, points, fulls)
    base = {code: exact(value) for code, value in points.items()}
    bonus: dict[str, Decimal] = {}
    # The caller may be outside the scoring context, and what is made here is kept.
    with localcontext(CONTEXT):
        for node in edition.nodes:
            _sum_up(node, base, bonus, {code: exact(full) for code, full in fulls.items()})
        earned = sum((base[node.code] for node in edition.nodes), ZERO)
        extra = sum((bonus[node.code] for node in edition.nodes), ZERO)
        if edition.bonus_cap is not None:
            extra = min(extra, edition.bonus_cap)
        return Plan(base, bonus, channel, earned, earned + extra)


def _whole_criteria(edition: Edition, points: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Give every criterion a full mark with the edition's decimals, all of them adding up.

    By largest remainder: each is rounded down, and the units that are left go to the largest
    remainders, equal ones in order of their codes. Else six sixths of 100 would be 100.02.
    """
    unit = Fraction(1, 10**edition.rounding.places)
    fulls = {
        node.code: sum((points.get(one.code, Fraction(0)) for one in node.standards), Fraction(0))
        for node in edition.criteria()
    }
    whole = {code: full // unit for code, full in fulls.items()}
    target = Fraction(Rounder(edition.rounding)(edition.full))
    left = round(target / unit) - sum(whole.values())
    waiting = sorted(fulls, key=lambda code: (-(fulls[code] / unit - whole[code]), code))
    for code in waiting[: max(0, left)]:
        whole[code] += 1
    return {code: units * unit for code, units in whole.items()}


def _spread(
    edition: Edition, points: Mapping[str, Fraction], fulls: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    """Share every criterion's rounded full mark out among its standards."""
    spread: dict[str, Fraction] = {}
    for node in edition.criteria():
        codes = [standard.code for standard in node.standards if standard.code in points]
        total = sum((points[code] for code in codes), Fraction(0))
        spread |= {code: points[code] * fulls[node.code] / total for code in codes}
    return spread


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


def _sum_up(
    node: Node,
    base: dict[str, Decimal],
    bonus: dict[str, Decimal],
    rounded: Mapping[str, Decimal],
) -> None:
    points, extra = ZERO, ZERO
    for child in node.children:
        _sum_up(child, base, bonus, rounded)
        points += base[child.code]
        extra += bonus[child.code]
    for standard in node.standards:
        if isinstance(standard.rule, Bonus):
            bonus[standard.code] = standard.rule.cap
            extra += standard.rule.cap
        points += base.get(standard.code, ZERO)
    base[node.code] = rounded.get(node.code, points)
    bonus[node.code] = extra
