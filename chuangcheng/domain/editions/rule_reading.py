"""Read one rule of an edition, with its own parameters and checks."""

from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import pairwise

from chuangcheng.domain.editions import faults
from chuangcheng.domain.editions.cursor import Cursor
from chuangcheng.domain.editions.rules import (
    HUNDRED,
    STANDARD_RULES,
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

Scales = Mapping[str, Mapping[str, Decimal]]

ONE = Decimal(1)
UPWARD = {"at_least": False, "above": True}
DOWNWARD = {"at_most": False, "below": True}


def read_rule(cursor: Cursor, scales: Scales) -> Rule | None:
    """Return the rule at ``cursor``, or ``None`` with the faults noted."""
    if not isinstance(cursor.value, Mapping):
        cursor.note(faults.NOT_A_MAPPING, found="—" if cursor.value is None else "…")
        return None
    kind = cursor.required("type").string()
    if kind not in READERS:
        if kind or cursor.entry("type").value == "":  # a blank is no rule either
            cursor.entry("type").note(
                faults.UNKNOWN_RULE, found=kind, known=", ".join(STANDARD_RULES)
            )
        return None
    return READERS[kind](cursor, scales)


def _panel(cursor: Cursor) -> PanelSheet | None:
    if cursor.value is None:
        return None
    cursor.mapping(("combine", "trim", "assessors"))
    combine = cursor.entry("combine").choice(("mean", "trimmed_mean"), "mean")
    assessors = cursor.entry("assessors").integer(least=1)
    if combine == "mean":
        if cursor.has("trim"):
            cursor.entry("trim").note(faults.TRIM_WITHOUT_CUT)
        return PanelSheet(combine, 0, assessors)
    trim = cursor.entry("trim").integer(least=1) or 1
    if assessors is not None and assessors <= 2 * trim:
        cursor.note(faults.TRIM_TOO_LARGE, trim=trim, assessors=assessors)
        return None
    return PanelSheet(combine, trim, assessors)


def _grade(cursor: Cursor, scales: Scales) -> Rule | None:
    cursor.mapping(("type", "scale", "panel"))
    name = cursor.required("scale").string()
    if name not in scales:
        if name or cursor.entry("scale").value == "":
            cursor.entry("scale").note(faults.BROKEN_REFERENCE, code=name, list="scales")
        return None
    return Grade(name, scales[name], _panel(cursor.entry("panel")))


def _pass_share(cursor: Cursor, _: Scales) -> Rule | None:
    cursor.mapping(("type", "min_observed"))
    return PassShare(cursor.entry("min_observed").integer(least=1))


def _deduct(cursor: Cursor, _: Scales) -> Rule | None:
    cursor.mapping(("type", "out_of", "per", "items"))
    out_of = cursor.entry("out_of").positive() or HUNDRED
    if cursor.has("per") == cursor.has("items"):
        cursor.note(faults.PER_OR_ITEMS)
        return None
    if cursor.has("per"):
        per = cursor.entry("per").positive()
        return None if per is None else Deduct((DeductItem("shortfall", per),), out_of)
    read = [_deduct_item(item) for item in cursor.entry("items").items()]
    items = tuple(item for item in read if item is not None)
    for code, times in Counter(item.code for item in items).items():
        if times > 1:
            cursor.entry("items").note(faults.DUPLICATE_CODE, code=code)
    if len(items) < len(read) or not items:
        return None
    return Deduct(items, out_of)


def _deduct_item(cursor: Cursor) -> DeductItem | None:
    cursor.mapping(("code", "name", "per", "required", "places", "max_points"))
    code, per = cursor.required("code").code(), cursor.required("per").positive()
    required = cursor.entry("required").integer(least=1)
    places = cursor.entry("places").integer(least=1)
    if (required is None) != (places is None):
        cursor.note(faults.COUNT_NEEDS_PLACES)
        return None
    if not code or per is None:
        return None
    name = cursor.entry("name").optional_text()
    return DeductItem(code, per, name, required, places, cursor.entry("max_points").positive())


def _ratio(cursor: Cursor, _: Scales) -> Rule | None:
    cursor.mapping(("type", "target", "parts"))
    target = cursor.required("target").positive()
    parts = cursor.entry("parts").integer(least=1)
    return None if target is None else Ratio(target, parts)


def _k_of_n(cursor: Cursor, _: Scales) -> Rule | None:
    cursor.mapping(("type", "n", "k", "groups"))
    n, k = cursor.required("n").integer(least=1), cursor.required("k").integer(least=1)
    groups = cursor.entry("groups").integer(least=1)
    if n is None or k is None:
        return None
    if k > n:
        cursor.note(faults.K_ABOVE_N, k=k, n=n)
        return None
    return KOfN(n, k, groups)


def _threshold(cursor: Cursor, _: Scales) -> Rule | None:
    cursor.mapping(("type", "unit", "steps"))
    unit = cursor.entry("unit").choice(("percent", "number"), "percent")
    read = [_step(step, unit) for step in cursor.required("steps").items()]
    steps = [pair for pair in read if pair is not None]
    if len(steps) < len(read) or not steps:
        return None
    if len({upward for upward, _step in steps}) > 1:
        cursor.entry("steps").note(faults.STEPS_MIXED)
        return None
    upward = steps[0][0]
    ordered = tuple(step for _upward, step in steps)
    if not _descends(ordered, upward=upward):
        cursor.entry("steps").note(faults.STEPS_NOT_ORDERED)
        return None
    return Threshold(ordered, unit, upward)


def _descends(steps: tuple[Step, ...], *, upward: bool) -> bool:
    def hardness(step: Step) -> tuple[Decimal, bool]:
        return (step.limit if upward else -step.limit, step.strict)

    return all(
        hardness(first) > hardness(second) and first.share > second.share
        for first, second in pairwise(steps)
    )


def _step(cursor: Cursor, unit: str) -> tuple[bool, Step] | None:
    cursor.mapping((*UPWARD, *DOWNWARD, "share"))
    share = cursor.required("share").rate()
    limits = [key for key in (*UPWARD, *DOWNWARD) if cursor.has(key)]
    if len(limits) != 1:
        cursor.note(faults.STEP_LIMIT)
        return None
    key = limits[0]
    entry = cursor.entry(key)
    limit = entry.rate() if unit == "percent" else entry.decimal()
    if limit is None or share is None:
        return None
    return key in UPWARD, Step(limit, share, {**UPWARD, **DOWNWARD}[key])


def _given(cursor: Cursor, _: Scales) -> Rule | None:
    cursor.mapping(("type", "out_of", "panel"))
    out_of = cursor.entry("out_of").positive() or HUNDRED
    return Given(out_of, _panel(cursor.entry("panel")))


def _bonus(cursor: Cursor, _: Scales) -> Rule | None:
    cursor.mapping(("type", "cap", "per"))
    cap = cursor.required("cap").positive()
    return None if cap is None else Bonus(cap, cursor.entry("per").positive())


def _veto(cursor: Cursor, _: Scales) -> Rule | None:
    cursor.mapping(("type", "effect"))
    return Veto(cursor.entry("effect").choice(("gate", "zero"), "gate"))


READERS: Mapping[str, Callable[[Cursor, Scales], Rule | None]] = {
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
