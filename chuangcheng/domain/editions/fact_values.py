"""Read the value of one fact in the shape its rule asks for."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from chuangcheng.domain.editions import faults
from chuangcheng.domain.editions.cursor import Cursor, shown
from chuangcheng.domain.editions.facts import (
    BonusFact,
    DeductFact,
    FactValue,
    GivenFact,
    GradeFact,
    Group,
    KOfNFact,
    Observation,
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
    Threshold,
    Veto,
)
from chuangcheng.domain.text import narrow

WAYS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "grade": (("grade",), ("panel",)),
    "pass_share": (("observed", "passed"), ("observations",)),
    "deduct": (("shortfall",), ("shortfalls", "counts")),
    "ratio": (("value",), ("values",)),
    "k_of_n": (("asked", "right"), ("groups",)),
    "threshold": (("value",), ("numerator", "denominator")),
    "given": (("mark",), ("panel",)),
    "bonus": (("points",), ("items",)),
    "veto": (("triggered",),),
}
"""The ways to state a fact for each rule: exactly one way is used in one fact."""


def read_value(cursor: Cursor, rule: Rule) -> FactValue | None:
    """Return the fact's value, or ``None`` where it is absent or faulty (the fault is noted)."""
    ways = WAYS[rule.type]
    used = [way for way in ways if any(cursor.has(name) for name in way)]
    if len(used) != 1:
        words = " / ".join(" + ".join(way) for way in ways)
        cursor.note(faults.NOT_ONE_WAY, rule=rule.type, ways=words)
        return None
    return _READERS[rule.type](cursor, rule)


def _panel_entries(cursor: Cursor, sheet: PanelSheet | None) -> tuple[Cursor, ...]:
    if isinstance(cursor.value, Mapping):
        entries = tuple(entry for _name, entry in cursor.entries())
    else:
        entries = cursor.items()
    most = sheet.assessors if sheet else None
    if most is not None and len(entries) > most:
        cursor.note(faults.TOO_MANY_ENTRIES, found=len(entries), most=most)
    return entries


def _grade_on(cursor: Cursor, rule: Grade) -> str | None:
    if cursor.value is None:
        return None
    found = narrow(cursor.string())
    if found not in rule.scale:
        alike = [grade for grade in rule.scale if grade.casefold() == found.casefold()]
        if len(alike) == 1:
            return alike[0]
        cursor.note(faults.GRADE_OUTSIDE_SCALE, found=shown(found), known=", ".join(rule.scale))
        return None
    return found


def _grade(cursor: Cursor, rule: Rule) -> FactValue | None:
    assert isinstance(rule, Grade)  # noqa: S101 - narrows the type; the table pairs them
    if cursor.has("panel"):
        entries = _panel_entries(cursor.entry("panel"), rule.panel)
        return GradeFact(panel=tuple(_grade_on(entry, rule) for entry in entries))
    grade = _grade_on(cursor.entry("grade"), rule)
    return None if grade is None else GradeFact(grade)


def _pass_share(cursor: Cursor, rule: Rule) -> FactValue | None:
    assert isinstance(rule, PassShare)  # noqa: S101 - narrows the type
    if cursor.has("observations"):
        return _observations(cursor.entry("observations"))
    observed = cursor.required("observed").integer()
    passed = cursor.required("passed").integer()
    if observed is None or passed is None:
        return None
    if passed > observed:
        cursor.note(faults.PASSED_ABOVE_OBSERVED, passed=passed, observed=observed)
        return None
    return PassShareFact(passed, observed)


def _observations(cursor: Cursor) -> PassShareFact:
    read = tuple(_observation(entry) for entry in cursor.items())
    passed = sum(1 for observation in read if observation.passed)
    unknown = sum(1 for observation in read if observation.passed is None)
    return PassShareFact(passed, len(read) - unknown, unknown, read)


def _observation(cursor: Cursor) -> Observation:
    if not isinstance(cursor.value, Mapping):
        return Observation(cursor.boolean())
    cursor.mapping(("site", "item", "passed"))
    return Observation(
        cursor.entry("passed").boolean(),
        cursor.entry("site").string(),
        cursor.entry("item").string(),
    )


def _deduct(cursor: Cursor, rule: Rule) -> FactValue | None:
    assert isinstance(rule, Deduct)  # noqa: S101 - narrows the type
    items = {item.code: item for item in rule.items}
    shortfalls: dict[str, Decimal] = {}
    counts: dict[str, tuple[int | None, ...]] = {}
    if cursor.has("shortfall"):
        if len(items) > 1:
            cursor.entry("shortfall").note(
                faults.NOT_ONE_WAY, rule=rule.type, ways="shortfalls / counts"
            )
            return None
        single = _shortfall(cursor.entry("shortfall"), rule.items[0])
        return None if single is None else DeductFact({rule.items[0].code: single})
    for name, entry in _items_of(cursor, "shortfalls", items):
        number = _shortfall(entry, items[name])
        if number is not None:
            shortfalls[name] = number
    for name, entry in _items_of(cursor, "counts", items):
        if name in shortfalls:
            entry.note(faults.DUPLICATE_FACT, code=name)
        counts[name] = _counts(entry, items[name])
    return DeductFact(shortfalls, counts)


def _shortfall(cursor: Cursor, item: DeductItem) -> Decimal | None:
    number = cursor.integer()
    if number is None:
        return None
    if item.required is not None and item.places is not None:
        most = item.required * item.places
        if number > most:
            cursor.note(faults.SHORTFALL_TOO_LARGE, found=number, most=most)
            return None
    return Decimal(number)


def _items_of(
    cursor: Cursor, key: str, items: Mapping[str, DeductItem]
) -> list[tuple[str, Cursor]]:
    found = []
    if not cursor.has(key):
        return []
    for name, entry in cursor.entry(key).entries():
        if name not in items:
            entry.note(faults.UNKNOWN_ITEM, code=name, known=", ".join(items))
        elif key == "counts" and items[name].required is None:
            entry.note(faults.NOT_COUNTED, code=name)
        else:
            found.append((name, entry))
    return found


def _counts(cursor: Cursor, item: DeductItem) -> tuple[int | None, ...]:
    entries = cursor.items()
    if item.places is not None and len(entries) > item.places:
        cursor.note(faults.TOO_MANY_ENTRIES, found=len(entries), most=item.places)
    return tuple(entry.integer() for entry in entries)


def _ratio(cursor: Cursor, rule: Rule) -> FactValue | None:
    assert isinstance(rule, Ratio)  # noqa: S101 - narrows the type
    if cursor.has("value"):
        number = cursor.entry("value").decimal()
        return None if number is None else RatioFact((number,))
    entries = cursor.entry("values").items()
    if rule.parts is not None and len(entries) > rule.parts:
        cursor.entry("values").note(faults.TOO_MANY_ENTRIES, found=len(entries), most=rule.parts)
    return RatioFact(tuple(entry.decimal() for entry in entries))


def _k_of_n(cursor: Cursor, rule: Rule) -> FactValue | None:
    assert isinstance(rule, KOfN)  # noqa: S101 - narrows the type
    if cursor.has("groups"):
        entries = cursor.entry("groups").items()
        if rule.groups is not None and len(entries) > rule.groups:
            cursor.entry("groups").note(
                faults.TOO_MANY_ENTRIES, found=len(entries), most=rule.groups
            )
        groups = [_group(entry, rule) for entry in entries]
        return KOfNFact(tuple(group for group in groups if group is not None))
    group = _group(cursor, rule, keys=())
    return None if group is None else KOfNFact((group,))


def _group(cursor: Cursor, rule: KOfN, keys: tuple[str, ...] = ("asked", "right")) -> Group | None:
    if keys:
        cursor.mapping(keys)
    asked, right = cursor.required("asked").integer(), cursor.required("right").integer()
    if asked is None or right is None:
        return None
    if right > asked:
        cursor.note(faults.RIGHT_ABOVE_ASKED, right=right, asked=asked)
        return None
    if asked > rule.n:
        cursor.note(faults.ASKED_ABOVE_N, asked=asked, n=rule.n)
        return None
    return Group(asked, right)


def _threshold(cursor: Cursor, rule: Rule) -> FactValue | None:
    assert isinstance(rule, Threshold)  # noqa: S101 - narrows the type
    if cursor.has("value"):
        entry = cursor.entry("value")
        number = entry.rate() if rule.unit == "percent" else entry.decimal()
        return None if number is None else ThresholdFact(number)
    numerator = cursor.required("numerator").decimal()
    denominator = cursor.required("denominator").positive()
    if numerator is None or denominator is None:
        return None
    if rule.unit == "percent" and numerator > denominator:
        cursor.note(
            faults.NUMERATOR_ABOVE_DENOMINATOR, numerator=numerator, denominator=denominator
        )
        return None
    return ThresholdFact(numerator / denominator, numerator, denominator)


def _given(cursor: Cursor, rule: Rule) -> FactValue | None:
    assert isinstance(rule, Given)  # noqa: S101 - narrows the type
    if cursor.has("panel"):
        entries = _panel_entries(cursor.entry("panel"), rule.panel)
        return GivenFact(panel=tuple(_mark(entry, rule) for entry in entries))
    mark = _mark(cursor.entry("mark"), rule)
    return None if mark is None else GivenFact(mark)


def _mark(cursor: Cursor, rule: Given) -> Decimal | None:
    mark = cursor.decimal()
    if mark is not None and mark > rule.out_of:
        cursor.note(faults.MARK_ABOVE_FULL, found=mark, most=rule.out_of)
        return None
    return mark


def _bonus(cursor: Cursor, rule: Rule) -> FactValue | None:
    assert isinstance(rule, Bonus)  # noqa: S101 - narrows the type
    if cursor.has("items"):
        count = cursor.entry("items").integer()
        if rule.per is None:
            cursor.entry("items").note(faults.NOT_ONE_WAY, rule=rule.type, ways="points")
            return None
        return None if count is None else BonusFact(items=Decimal(count))
    points = cursor.entry("points").decimal()
    return None if points is None else BonusFact(points)


def _veto(cursor: Cursor, rule: Rule) -> FactValue | None:
    assert isinstance(rule, Veto)  # noqa: S101 - narrows the type
    triggered = cursor.entry("triggered").boolean()
    return None if triggered is None else VetoFact(triggered)


_READERS: Mapping[str, Callable[[Cursor, Rule], FactValue | None]] = {
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
