"""What changes the sum of the tree: bonus cap, negative list, floor at zero, veto."""

from collections.abc import Iterable

from chuangcheng.domain.editions.edition import Article, Edition
from chuangcheng.domain.editions.facts import Facts, VetoFact
from chuangcheng.domain.editions.rules import Veto
from chuangcheng.domain.errors import N_
from chuangcheng.domain.scoring.numbers import NOTHING, ZERO, Interval
from chuangcheng.domain.scoring.result import Adjustment, Sanction, TraceNode
from chuangcheng.domain.text import Text

SEVERITY = ("stop_nomination", "suspend", "revoke")
STATUS_OF = {"stop_nomination": "stop_nomination", "suspend": "suspended", "revoke": "revoked"}

BONUS_CAP = Text("加分封頂", "加分封顶", N_("Bonus limit"))
FLOOR = Text("總分不低於零", "总分不低于零", N_("The total does not fall below zero"))
VETO = Text("一票否決", "一票否决", N_("One-vote veto"))


def adjust(edition: Edition, facts: Facts, top: tuple[TraceNode, ...]) -> tuple[Adjustment, ...]:
    """Return the adjustments in the order in which they apply."""
    running = NOTHING
    for node in top:
        running = running.plus(node.points)
    made: list[Adjustment] = []
    for adjustment in _steps(edition, facts, top):
        made.append(adjustment)
        running = running.plus(adjustment.points)
    floor = Interval(*(max(ZERO, -bound) for bound in running))
    if any(floor):
        made.append(Adjustment("floor", "floor", FLOOR, floor))
        running = running.plus(floor)
    made.extend(_vetoes(edition, facts, running))
    return tuple(made)


def _steps(edition: Edition, facts: Facts, top: tuple[TraceNode, ...]) -> Iterable[Adjustment]:
    if edition.bonus_cap is not None:
        bonus = NOTHING
        for node in top:
            bonus = bonus.plus(_bonus_of(node))
        cut = Interval(*(min(ZERO, edition.bonus_cap - bound) for bound in bonus))
        if any(cut):
            yield Adjustment("bonus_cap", "bonus_cap", BONUS_CAP, cut)
    for article in edition.negative:
        if article.sanction == "deduct":
            points = _deduction(article, occurrences(article, facts))
            if any(points):
                yield Adjustment("negative", article.code, article.text, points)


def _bonus_of(node: TraceNode) -> Interval:
    if node.rule == "bonus":
        return node.points
    total = NOTHING
    for child in node.children:
        total = total.plus(_bonus_of(child))
    return total


def occurrences(article: Article, facts: Facts) -> int | None:
    """Return how often an article occurred; ``None`` while nobody has looked."""
    if article.code in facts.negative:
        return facts.negative[article.code].count
    return 0 if facts.negative_reviewed else None


def _deduction(article: Article, count: int | None) -> Interval:
    if count is None:
        return Interval(ZERO, -article.max_points, ZERO)
    points = -min(article.max_points, article.points * count)
    return Interval(points, points, points)


def _vetoes(edition: Edition, facts: Facts, running: Interval) -> Iterable[Adjustment]:
    """A veto that zeroes the total: for certain if triggered, in the lower bound if unknown."""
    for _, standard in edition.standards():
        rule = standard.rule
        if not isinstance(rule, Veto) or rule.effect != "zero":
            continue
        triggered = veto_triggered(facts, standard.code)
        if triggered is False or not any(running):
            continue
        lost = running if triggered else Interval(ZERO, running.lower, ZERO)
        cut = Interval(*(-bound for bound in lost))
        running = running.plus(cut)
        yield Adjustment("veto", standard.code, VETO, cut)


def veto_triggered(facts: Facts, code: str) -> bool | None:
    """Return whether a veto was triggered; ``None`` while it is unknown."""
    fact = facts.facts.get(code)
    return fact.value.triggered if fact and isinstance(fact.value, VetoFact) else None


def sanctions(edition: Edition, facts: Facts) -> tuple[Sanction, ...]:
    """Return the articles that occurred, and those that nobody has looked at."""
    found = []
    for article in edition.negative:
        count = occurrences(article, facts)
        if count != 0:
            found.append(
                Sanction(article.code, article.text, article.sanction, count, article.months)
            )
    return tuple(found)


def title_status(found: Iterable[Sanction]) -> str:
    """Return the worst known effect on the title; ``unknown`` where none is known for sure."""
    listed = [one for one in found if one.sanction in SEVERITY]
    known = [SEVERITY.index(one.sanction) for one in listed if one.occurrences]
    if known:
        return STATUS_OF[SEVERITY[max(known)]]
    return "unknown" if listed else "clear"
