"""Gates: lines to be reached, judged with three outcomes because facts may be missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from chuangcheng.domain.editions.edition import Edition, Gate
from chuangcheng.domain.editions.facts import Facts
from chuangcheng.domain.editions.rules import Veto
from chuangcheng.domain.errors import N_
from chuangcheng.domain.scoring.adjustments import veto_triggered
from chuangcheng.domain.scoring.numbers import ONE, Interval, divide, settle
from chuangcheng.domain.scoring.result import GateResult
from chuangcheng.domain.text import Text

HUNDRED = Decimal(100)

TITLE_GATE = Text("負面清單與稱號狀態", "负面清单与称号状态", N_("Negative list and title"))


@dataclass(frozen=True, slots=True)
class Measured:
    """What gates look at: the rounded total, base points by node code, channels out of 100.

    ``most`` is the largest total there can be. ``items`` holds for each criterion that earns
    points the share it earns; ``above`` names for each criterion the nodes it stands under
    (and itself).
    """

    total: Interval
    base: Mapping[str, Interval]
    full: Mapping[str, Decimal]
    items: Mapping[str, Interval]
    above: Mapping[str, tuple[str, ...]]
    channels: Mapping[str, Interval]
    most: Decimal


def judge(edition: Edition, facts: Facts, measured: Measured, title: str) -> tuple[GateResult, ...]:
    """Return the verdict on every gate of the edition, its vetoes and its negative list."""
    results = [_judge(gate, measured) for gate in edition.gates]
    results.extend(_vetoes(edition, facts))
    if edition.negative:
        results.append(title_gate(title))
    return tuple(results)


def title_gate(title: str) -> GateResult:
    """Return the verdict on the negative list from the title's status."""
    status = {"clear": "pass", "unknown": "unknown"}.get(title, "fail")
    return GateResult("negative", TITLE_GATE, "negative", status)


def _judge(gate: Gate, measured: Measured) -> GateResult:
    value = _value(gate, measured)
    status = verdict(value, gate.at_least)
    most = {"total": measured.most, "channel": HUNDRED}.get(gate.type, ONE)
    return GateResult(gate.code, gate.title, gate.type, status, value, gate.at_least, most)


def verdict(value: Interval, at_least: Decimal) -> str:
    """Judge an interval: ``pass``, ``fail``, or ``unknown`` where the line lies inside it.

    It passes if even the lower bound reaches the line, fails if not even the upper does.
    """
    if settle(value.lower) >= at_least:
        return "pass"
    return "fail" if settle(value.upper) < at_least else "unknown"


def _value(gate: Gate, measured: Measured) -> Interval:
    if gate.type == "total":
        return measured.total
    if gate.type == "channel":
        return measured.channels[gate.channel]
    if gate.type == "node":
        return share_of(measured.base[gate.node], measured.full[gate.node])
    chosen = [
        share
        for code, share in measured.items.items()
        if not gate.node or gate.node in measured.above[code]
    ]
    return _share_reaching(chosen, gate.each_at_least)


def share_of(points: Interval, full: Decimal) -> Interval:
    """Return points as shares of ``full``; nothing to earn counts as reached."""
    if full == 0:
        return Interval(ONE, ONE, ONE)
    return Interval(*(settle(divide(bound, full)) for bound in points))


def _share_reaching(shares: Iterable[Interval], line: Decimal) -> Interval:
    listed = list(shares)
    if not listed:
        return Interval(ONE, ONE, ONE)
    counts = (sum(1 for share in listed if share[bound] >= line) for bound in range(3))
    return Interval(*(settle(divide(count, len(listed))) for count in counts))


def _vetoes(edition: Edition, facts: Facts) -> Iterable[GateResult]:
    statuses = {None: "unknown", True: "fail", False: "pass"}
    for _, standard in edition.standards():
        if isinstance(standard.rule, Veto):
            status = statuses[veto_triggered(facts, standard.code)]
            yield GateResult(standard.code, standard.text, "veto", status)


def over_years(gates: Iterable[tuple[GateResult, ...]]) -> tuple[GateResult, ...]:
    """Return one verdict per gate over several years: failed in one is failed."""
    columns = zip(*gates, strict=True)
    return tuple(max(column, key=lambda one: _GRAVITY[one.status]) for column in columns)


_GRAVITY = {"pass": 0, "unknown": 1, "fail": 2}
