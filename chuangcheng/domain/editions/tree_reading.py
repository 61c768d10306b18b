"""Read the tree of nodes, nested by ``children`` or flat with ``parent``."""

from dataclasses import dataclass, field
from decimal import Decimal

from chuangcheng.domain.editions import faults
from chuangcheng.domain.editions.cursor import Cursor
from chuangcheng.domain.editions.edition import (
    MATERIAL_KINDS,
    Node,
    Requirement,
    SiteReference,
    Standard,
)
from chuangcheng.domain.editions.list_reading import listed
from chuangcheng.domain.editions.rule_reading import Scales, read_rule
from chuangcheng.domain.editions.rules import weighs
from chuangcheng.domain.text import Text

NODE_KEYS = ("code", "parent", "title", "weight", "children", "standards", "lead", "co")
STANDARD_KEYS = (
    "code",
    "text",
    "weight",
    "methods",
    "channel",
    "rule",
    "requirement",
    "sites",
    "question",
    "lead",
    "co",
)
MAX_DEPTH = 40


@dataclass(slots=True)
class Sprout:
    """A node while the tree is being put together."""

    cursor: Cursor
    code: str
    parent: str
    above: "Sprout | None" = None
    children: list["Sprout"] = field(default_factory=list)


def read_tree(cursor: Cursor, scales: Scales) -> tuple[Node, ...]:
    """Read all nodes; note duplicate codes, unknown parents and circles."""
    found: list[Sprout] = []
    top = [_sprout(entry, found, 0) for entry in cursor.items()]
    by_code: dict[str, Sprout] = {}
    for sprout in found:
        if sprout.code and sprout.code in by_code:
            sprout.cursor.entry("code").note(faults.DUPLICATE_CODE, code=sprout.code)
        by_code.setdefault(sprout.code, sprout)
    roots = _attach(top, by_code)
    _cut_depth(roots)
    _note_circles(found)
    return tuple(_node(root, 0, scales) for root in roots)


def _sprout(cursor: Cursor, found: list[Sprout], depth: int, above: Sprout | None = None) -> Sprout:
    cursor.mapping(NODE_KEYS)
    sprout = Sprout(
        cursor, cursor.required("code").code(), cursor.entry("parent").reference(), above
    )
    found.append(sprout)
    if above and sprout.parent not in ("", above.code):
        cursor.entry("parent").note(
            faults.PARENT_INSIDE, above=above.code or "—", code=sprout.parent
        )
    if depth < MAX_DEPTH:
        sprout.children = [
            _sprout(child, found, depth + 1, sprout) for child in cursor.entry("children").items()
        ]
    return sprout


def _attach(top: list[Sprout], by_code: dict[str, Sprout]) -> list[Sprout]:
    roots = []
    for sprout in top:
        if not sprout.parent:
            roots.append(sprout)
        elif sprout.parent in by_code:
            sprout.above = by_code[sprout.parent]
            sprout.above.children.append(sprout)
        else:
            sprout.cursor.entry("parent").note(faults.UNKNOWN_PARENT, code=sprout.parent)
    return roots


def _cut_depth(roots: list[Sprout]) -> None:
    """Cut what is deeper than anyone names levels: a long chain would exhaust the stack."""
    waiting = [(root, 1) for root in roots]
    while waiting:
        sprout, depth = waiting.pop()
        if depth >= MAX_DEPTH and sprout.children:
            sprout.cursor.note(faults.TOO_DEEP, code=sprout.code, depth=depth + 1, levels=MAX_DEPTH)
            sprout.children = []
        waiting.extend((child, depth + 1) for child in sprout.children)


def _note_circles(found: list[Sprout]) -> None:
    """Note every circle once, at its first node; what merely hangs on a circle is not named."""
    seen: set[int] = set()
    for first in found:
        way: list[Sprout] = []
        sprout: Sprout | None = first
        while sprout is not None and id(sprout) not in seen:
            seen.add(id(sprout))
            way.append(sprout)
            sprout = sprout.above
        if sprout is not None and any(sprout is one for one in way):
            circle = way[next(n for n, one in enumerate(way) if one is sprout) :]
            codes = ", ".join(one.code for one in circle)
            circle[0].cursor.note(faults.CYCLE, codes=codes)


def _node(sprout: Sprout, depth: int, scales: Scales) -> Node:
    cursor = sprout.cursor
    standards = tuple(
        _standard(entry, sprout.code, number, scales)
        for number, entry in enumerate(cursor.entry("standards").items(), start=1)
    )
    return Node(
        sprout.code,
        cursor.required("title").text(),
        cursor.entry("weight").decimal() or Decimal(0),
        depth,
        tuple(_node(child, depth + 1, scales) for child in sprout.children),
        tuple(standard for standard in standards if standard is not None),
        cursor.entry("lead").reference(),
        read_codes(cursor.entry("co").items()),
    )


def read_codes(entries: tuple[Cursor, ...]) -> tuple[str, ...]:
    """Read a list of codes; a blank entry is a fault, or it would name nothing unnoticed."""
    codes = []
    for entry in entries:
        if entry.value is None:
            entry.note(faults.BAD_CODE, found="—")
        codes.append(entry.code())
    return tuple(codes)


def _standard(cursor: Cursor, criterion: str, number: int, scales: Scales) -> Standard | None:
    cursor.mapping(STANDARD_KEYS)
    rule = read_rule(cursor.required("rule"), scales)
    code = cursor.entry("code").code() or f"{criterion}.{number}"
    text: Text = cursor.required("text").text()
    if rule is None:
        return None
    weight = Decimal(0)
    if weighs(rule):
        weight = (cursor.entry("weight").positive() if cursor.has("weight") else None) or Decimal(1)
    elif cursor.has("weight"):
        cursor.entry("weight").note(faults.WEIGHT_NOT_ALLOWED)
    return Standard(
        code,
        text,
        weight,
        read_codes(listed(cursor, "methods")),
        rule,
        cursor.entry("channel").reference(),
        _requirement(cursor.entry("requirement")),
        tuple(_site(entry) for entry in cursor.entry("sites").items()),
        cursor.entry("question").reference(),
        cursor.entry("lead").reference(),
        read_codes(cursor.entry("co").items()),
    )


def _requirement(cursor: Cursor) -> Requirement | None:
    if cursor.value is None:
        return None
    cursor.mapping(("text", "kinds", "min_count", "max_characters", "window_months"))
    return Requirement(
        cursor.required("text").text(),
        tuple(kind.choice(MATERIAL_KINDS, "document") for kind in cursor.entry("kinds").items()),
        cursor.entry("min_count").integer(least=1),
        cursor.entry("max_characters").integer(least=1),
        cursor.entry("window_months").integer(least=1),
    )


def _site(cursor: Cursor) -> SiteReference:
    cursor.mapping(("type", "items"))
    numbers = []
    for item in cursor.entry("items").items():
        number = item.integer(least=1)
        if item.value is None:
            item.note(faults.NOT_A_WHOLE_NUMBER, found="—")
        elif number is not None:
            numbers.append(number)
    return SiteReference(cursor.required("type").reference(), tuple(numbers))
