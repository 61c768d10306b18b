"""From one fact to a mark: the rule types, each a pure function with a versioned identifier.

Every function returns the share of the full mark as an interval: what is earned if all
that is unknown counted nothing, and if it counted in full.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_UP, Decimal

from chuangcheng.domain.editions.facts import (
    BonusFact,
    DeductFact,
    FactValue,
    GivenFact,
    GradeFact,
    Group,
    KOfNFact,
    PassShareFact,
    RatioFact,
    ThresholdFact,
    VetoFact,
)
from chuangcheng.domain.editions.rules import (
    Bonus,
    Deduct,
    DeductItem,
    Given,
    Grade,
    KOfN,
    PanelSheet,
    PassShare,
    Ratio,
    Rule,
    Step,
    Threshold,
    Veto,
)
from chuangcheng.domain.scoring import panel
from chuangcheng.domain.scoring.numbers import ONE, ZERO, divide, plain

Inputs = tuple[tuple[str, str], ...]
"""What went into a mark, as (name, value) pairs; names are in ``words.INPUT_WORDS``."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A share of the full mark between 0 and 1 as an interval, with what went into it."""

    lower: Decimal
    upper: Decimal
    inputs: Inputs = ()


UNKNOWN = Mark(ZERO, ONE)


def mark(rule: Rule, value: FactValue | None) -> Mark:
    """Return the mark that ``rule`` gives for a fact; without a fact everything is possible."""
    return UNKNOWN if value is None else _MARKS[rule.type](rule, value)


def _grade(rule: Rule, fact: FactValue) -> Mark:
    assert isinstance(rule, Grade)  # noqa: S101 - narrows the type; the table pairs them
    assert isinstance(fact, GradeFact)  # noqa: S101 - narrows the type
    if fact.grade:
        share = rule.scale[fact.grade]
        return Mark(share, share, (("grade", fact.grade), ("share", plain(share))))
    shares = tuple(None if grade is None else rule.scale[grade] for grade in fact.panel)
    low, high = panel.bounds(shares, rule.panel or PanelSheet())
    return Mark(low, high, (("panel", _row(fact.panel)),))


def _pass_share(rule: Rule, fact: FactValue) -> Mark:
    assert isinstance(rule, PassShare)  # noqa: S101 - narrows the type
    assert isinstance(fact, PassShareFact)  # noqa: S101 - narrows the type
    seen = fact.observed + fact.unknown
    unknown = fact.unknown + max(0, (rule.min_observed or 0) - seen)
    whole = fact.observed + unknown
    inputs: Inputs = (("passed", str(fact.passed)), ("observed", str(fact.observed)))
    if unknown:
        inputs += (("unknown", str(unknown)),)
    if whole == 0:
        return Mark(ZERO, ONE, inputs)
    return Mark(divide(fact.passed, whole), divide(fact.passed + unknown, whole), inputs)


def _deduct(rule: Rule, fact: FactValue) -> Mark:
    assert isinstance(rule, Deduct)  # noqa: S101 - narrows the type
    assert isinstance(fact, DeductFact)  # noqa: S101 - narrows the type
    least, most = ZERO, ZERO
    inputs: list[tuple[str, str]] = []
    for item in rule.items:
        few, many = _shortfall(item, fact)
        least += _loss(item, few, rule.out_of)
        most += _loss(item, many, rule.out_of)
        amount = plain(few) if many is not None and few == many else f"{plain(few)}–{_top(many)}"
        inputs.append((f"shortfall:{item.code}", f"{amount} × {plain(item.per)}"))
    low, high = (max(ZERO, rule.out_of - loss) for loss in (most, least))
    return Mark(divide(low, rule.out_of), divide(high, rule.out_of), tuple(inputs))


def _top(many: Decimal | None) -> str:
    return "?" if many is None else plain(many)


def _shortfall(item: DeductItem, fact: DeductFact) -> tuple[Decimal, Decimal | None]:
    """Return the least and the most that may be missing; ``None`` where there is no limit."""
    if item.code in fact.shortfalls:
        known = fact.shortfalls[item.code]
        return known, known
    required, places = item.required, item.places
    if required is None or places is None:
        return ZERO, None
    counts = fact.counts.get(item.code, ())
    missing = sum(max(0, required - count) for count in counts if count is not None)
    blank = places - sum(1 for count in counts if count is not None)
    return Decimal(missing), Decimal(missing + required * max(0, blank))


def _loss(item: DeductItem, shortfall: Decimal | None, out_of: Decimal) -> Decimal:
    most = out_of if item.max_points is None else min(item.max_points, out_of)
    return most if shortfall is None else min(most, item.per * shortfall)


def _ratio(rule: Rule, fact: FactValue) -> Mark:
    assert isinstance(rule, Ratio)  # noqa: S101 - narrows the type
    assert isinstance(fact, RatioFact)  # noqa: S101 - narrows the type
    known = [value for value in fact.values if value is not None]
    total = sum(known, ZERO)
    share = min(ONE, divide(total, rule.target))
    complete = len(known) == len(fact.values) and len(known) >= (rule.parts or len(known))
    # How much an unknown part may bring has no limit, so it may bring the whole.
    inputs = (("sum", plain(total)), ("target", plain(rule.target)))
    return Mark(share, share if complete and known else ONE, inputs)


def _k_of_n(rule: Rule, fact: FactValue) -> Mark:
    assert isinstance(rule, KOfN)  # noqa: S101 - narrows the type
    assert isinstance(fact, KOfNFact)  # noqa: S101 - narrows the type
    whole = max(len(fact.groups), rule.groups or 1)
    verdicts = [_passes(group, rule) for group in fact.groups]
    passed = sum(1 for verdict in verdicts if verdict)
    unknown = sum(1 for verdict in verdicts if verdict is None) + whole - len(verdicts)
    answers = ";".join(f"{group.right}/{group.asked}" for group in fact.groups)
    inputs = (("answers", answers), ("groups_passed", f"{passed}/{whole}"))
    return Mark(divide(passed, whole), divide(passed + unknown, whole), inputs)


def _passes(group: Group, rule: KOfN) -> bool | None:
    if group.right >= rule.k:
        return True
    return None if group.right + rule.n - group.asked >= rule.k else False


def reaches(step: Step, value: Decimal, *, upward: bool) -> bool:
    """Tell whether a value holds a step's limit."""
    if value == step.limit:
        return not step.strict
    return value > step.limit if upward else value < step.limit


def _threshold(rule: Rule, fact: FactValue) -> Mark:
    assert isinstance(rule, Threshold)  # noqa: S101 - narrows the type
    assert isinstance(fact, ThresholdFact)  # noqa: S101 - narrows the type
    held = (step.share for step in rule.steps if reaches(step, fact.value, upward=rule.upward))
    share = next(held, ZERO)
    inputs: Inputs = (("value", _measured(fact.value, rule)),)
    if fact.numerator is not None and fact.denominator is not None:
        inputs += (("counts", f"{plain(fact.numerator)}/{plain(fact.denominator)}"),)
    return Mark(share, share, inputs)


def _measured(value: Decimal, rule: Threshold) -> str:
    """Print a rate with few decimals, rounded away from its line so that it never seems met."""
    if rule.unit != "percent":
        return plain(value)
    mode = ROUND_DOWN if rule.upward else ROUND_UP
    return f"{plain((value * 100).quantize(Decimal('0.0001'), rounding=mode))}%"


def _given(rule: Rule, fact: FactValue) -> Mark:
    assert isinstance(rule, Given)  # noqa: S101 - narrows the type
    assert isinstance(fact, GivenFact)  # noqa: S101 - narrows the type
    if fact.mark is not None:
        share = divide(fact.mark, rule.out_of)
        return Mark(share, share, (("mark", plain(fact.mark)), ("out_of", plain(rule.out_of))))
    shares = tuple(None if one is None else divide(one, rule.out_of) for one in fact.panel)
    low, high = panel.bounds(shares, rule.panel or PanelSheet())
    marks = tuple(None if one is None else plain(one) for one in fact.panel)
    return Mark(low, high, (("panel", _row(marks)), ("out_of", plain(rule.out_of))))


def _row(entries: tuple[str | None, ...]) -> str:
    return " ".join("—" if entry is None else entry for entry in entries)


def _bonus(rule: Rule, fact: FactValue) -> Mark:
    assert isinstance(rule, Bonus)  # noqa: S101 - narrows the type
    assert isinstance(fact, BonusFact)  # noqa: S101 - narrows the type
    earned = fact.points if fact.points is not None else ZERO
    if fact.items is not None:
        earned = fact.items * (rule.per or ZERO)
    share = divide(min(rule.cap, earned), rule.cap)
    return Mark(share, share, (("points", plain(earned)), ("cap", plain(rule.cap))))


def _veto(rule: Rule, fact: FactValue) -> Mark:
    assert isinstance(rule, Veto)  # noqa: S101 - narrows the type
    assert isinstance(fact, VetoFact)  # noqa: S101 - narrows the type
    share = ZERO if fact.triggered else ONE
    return Mark(share, share, (("triggered", "yes" if fact.triggered else "no"),))


_MARKS: Mapping[str, Callable[[Rule, FactValue], Mark]] = {
    "grade": _grade,
    "pass_share": _pass_share,
    "deduct": _deduct,
    "ratio": _ratio,
    "k_of_n": _k_of_n,
    "threshold": _threshold,
    "given": _given,
    "bonus": _bonus,
    "veto": _veto,
}
