"""Read the lists of an edition: methods, departments, site types, questions, articles, gates."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Protocol, TypeVar

from chuangcheng.domain.editions import faults
from chuangcheng.domain.editions.cursor import Cursor
from chuangcheng.domain.editions.edition import (
    DEPARTMENT_KINDS,
    DRAWS,
    GATE_TYPES,
    RATES,
    ROUNDING_MODES,
    Article,
    ChecklistItem,
    Department,
    Gate,
    Method,
    Option,
    Question,
    Rounding,
    Share,
    SiteType,
)
from chuangcheng.domain.editions.rules import SANCTIONS

HUNDRED = Decimal(100)

GATE_KEYS = {
    "total": ("at_least",),
    "node": ("node", "at_least"),
    "share_of_items": ("each_at_least", "at_least", "within"),
    "every_item": ("each_at_least", "within"),
    "channel": ("channel", "at_least"),
}
ANY_GATE_KEY = ("at_least", "each_at_least", "node", "within", "channel")


class Coded(Protocol):
    """Anything that an edition calls by a code."""

    @property
    def code(self) -> str:
        """The code, unique in its list."""
        ...


Entry = TypeVar("Entry", bound=Coded)


def read_list(cursor: Cursor, read: Callable[[Cursor], Entry]) -> tuple[Entry, ...]:
    """Read a list of coded entries; note codes that are used twice."""
    entries = []
    seen: set[str] = set()
    for item in cursor.items():
        entry = read(item)
        if entry.code and entry.code in seen:
            item.entry("code").note(faults.DUPLICATE_CODE, code=entry.code)
        seen.add(entry.code)
        entries.append(entry)
    return tuple(entries)


def listed(cursor: Cursor, key: str) -> tuple[Cursor, ...]:
    """Return the entries of a list that may not be empty."""
    entries = cursor.required(key).items()
    if not entries and isinstance(cursor.entry(key).value, list | tuple):
        cursor.entry(key).note(faults.EMPTY_LIST, list=key)
    return entries


def read_method(cursor: Cursor) -> Method:
    """Read a method of assessment."""
    cursor.mapping(("code", "name", "short", "channel"))
    return Method(
        cursor.required("code").code(),
        cursor.required("name").text(),
        cursor.entry("short").optional_text(),
        cursor.entry("channel").reference(),
    )


def read_share(cursor: Cursor) -> Share:
    """Read a channel or a year with its weight."""
    cursor.mapping(("code", "name", "weight"))
    weight = cursor.required("weight").positive()
    return Share(
        cursor.required("code").code(), cursor.required("name").text(), weight or Decimal(0)
    )


def check_shares(cursor: Cursor, name: str, shares: Iterable[Share]) -> None:
    """Note a fault where channel or year weights don't sum to 100."""
    weights = [share.weight for share in shares]
    if weights and all(weights) and sum(weights) != HUNDRED:
        cursor.note(faults.LIST_DOES_NOT_SUM, list=name, sum=sum(weights))


def read_department(cursor: Cursor) -> Department:
    """Read a department, a class of units, or the assessors."""
    cursor.mapping(("code", "name", "kind"))
    return Department(
        cursor.required("code").code(),
        cursor.required("name").text(),
        cursor.entry("kind").choice(DEPARTMENT_KINDS, "unit"),
    )


def read_scale(cursor: Cursor) -> dict[str, Decimal]:
    """Read a grade scale: grade to share between 0 and 1."""
    scale = {grade: entry.rate() or Decimal(0) for grade, entry in cursor.entries()}
    if not scale and isinstance(cursor.value, Mapping):
        cursor.note(faults.EMPTY_SCALE)
    return scale


def read_site_type(cursor: Cursor) -> SiteType:
    """Read a site type with its checklist."""
    cursor.mapping(("code", "name", "draw", "extent", "items"))
    items = tuple(_checklist_item(item) for item in listed(cursor, "items"))
    for number, times in Counter(item.no for item in items).items():
        if times > 1:
            cursor.entry("items").note(faults.DUPLICATE_CODE, code=number)
    return SiteType(
        cursor.required("code").code(),
        cursor.required("name").text(),
        cursor.entry("draw").choice(DRAWS, "random"),
        cursor.required("extent").text(),
        items,
    )


def _checklist_item(cursor: Cursor) -> ChecklistItem:
    cursor.mapping(("no", "text", "judge"))
    return ChecklistItem(
        cursor.required("no").integer(least=1) or 0,
        cursor.required("text").text(),
        cursor.entry("judge").optional_text(),
    )


def read_question(cursor: Cursor) -> Question:
    """Read a survey question with its options."""
    cursor.mapping(("code", "text", "rate", "options"))
    options = tuple(_option(option) for option in listed(cursor, "options"))
    return Question(
        cursor.required("code").code(),
        cursor.required("text").text(),
        options,
        cursor.entry("rate").choice(RATES, ""),
    )


def _option(cursor: Cursor) -> Option:
    cursor.mapping(("text", "counts"))
    return Option(cursor.required("text").text(), cursor.entry("counts").boolean())


def read_article(cursor: Cursor) -> Article:
    """Read an article of the negative list."""
    cursor.mapping(("code", "text", "sanction", "points", "max_points", "months"))
    sanction = cursor.required("sanction").choice(SANCTIONS, "")
    points, most = cursor.entry("points").positive(), cursor.entry("max_points").positive()
    deducts = sanction == "deduct"
    if sanction and not (cursor.has("points") == cursor.has("max_points") == deducts):
        cursor.note(faults.SANCTION_POINTS)
    if sanction != "suspend" and cursor.has("months"):
        cursor.entry("months").note(faults.MONTHS_WITHOUT_SUSPENSION)
    return Article(
        cursor.required("code").code(),
        cursor.required("text").text(),
        sanction,
        points or Decimal(0),
        most or Decimal(0),
        cursor.entry("months").integer(least=1),
    )


def read_gate(cursor: Cursor) -> Gate:
    """Read a gate; what it points at is checked once the tree is known."""
    kind = cursor.required("type").choice(GATE_TYPES, "")
    cursor.mapping(("code", "title", "type", *GATE_KEYS.get(kind, ANY_GATE_KEY)))
    at_least = Decimal(1)
    if kind in ("node", "share_of_items"):
        at_least = cursor.required("at_least").rate() or Decimal(0)
    elif kind in ("total", "channel"):
        at_least = cursor.required("at_least").decimal() or Decimal(0)
    each = Decimal(0)
    if kind in ("share_of_items", "every_item"):
        each = cursor.required("each_at_least").rate() or Decimal(0)
    return Gate(
        cursor.required("code").code(),
        cursor.required("title").text(),
        kind,
        at_least,
        each,
        (cursor.required("node") if kind == "node" else cursor.entry("within")).reference(),
        (cursor.required("channel") if kind == "channel" else cursor.entry("channel")).reference(),
    )


def read_rounding(cursor: Cursor) -> Rounding:
    """Read how results are rounded; two places, half up, at the end where nothing is said."""
    if cursor.value is None:
        return Rounding()
    cursor.mapping(("places", "mode", "apply"))
    places = cursor.entry("places").integer(most=6)
    return Rounding(
        2 if places is None else places,
        cursor.entry("mode").choice(ROUNDING_MODES, "half_up"),
        cursor.entry("apply").choice(("end", "criterion"), "end"),
    )
