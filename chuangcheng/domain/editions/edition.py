"""An edition of a framework as frozen data: the tree, its rules, lists and gates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from chuangcheng.domain.editions.rules import Rule
from chuangcheng.domain.text import NO_TEXT, Text

FORMAT = "chuangcheng.edition.v1"
KINDS = ("county", "city", "campus", "unit", "township", "community", "minors", "other")
WEIGHTS_STATUSES = ("suggested", "published", "example")
ROUNDING_MODES = ("half_up", "half_even", "down")
DRAWS = ("fixed", "random", "both")
RATES = ("awareness", "support", "participation", "satisfaction")
MATERIAL_KINDS = ("document", "statement", "photo", "table", "record", "link")
DEPARTMENT_KINDS = ("unit", "class", "assessors")
GATE_TYPES = ("total", "node", "share_of_items", "every_item", "channel")


@dataclass(frozen=True, slots=True)
class Rounding:
    """How results are rounded: decimal ``places``, ``mode``, and where it is applied.

    ``apply`` is ``end`` (only what is shown and compared) or ``criterion`` (each
    criterion's score is rounded before it is added up).
    """

    places: int = 2
    mode: str = "half_up"
    apply: str = "end"


@dataclass(frozen=True, slots=True)
class Method:
    """How a standard is assessed, e.g. 材料審核; may belong to a channel."""

    code: str
    name: Text
    short: Text = NO_TEXT
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A channel or a year with its weight out of 100."""

    code: str
    name: Text
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Department:
    """Who may answer for a criterion: a unit, a class (one duty per unit of it), assessors."""

    code: str
    name: Text
    kind: str = "unit"


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One thing to observe at a site; ``{5}`` in the text is an editable number."""

    no: int
    text: Text
    judge: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class SiteType:
    """A kind of site with its checklist; ``draw`` says fixed, random or both."""

    code: str
    name: Text
    draw: str
    extent: Text
    items: tuple[ChecklistItem, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """An answer; ``counts`` is ``None`` where it is left out of the valid answers (不清楚)."""

    text: Text
    counts: bool | None


@dataclass(frozen=True, slots=True)
class Question:
    """A survey question; ``rate`` names which of the four rates it measures, if any."""

    code: str
    text: Text
    options: tuple[Option, ...]
    rate: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the negative list with its sanction.

    ``points`` per occurrence and at most ``max_points`` for ``deduct``; ``months`` for
    ``suspend``.
    """

    code: str
    text: Text
    sanction: str
    points: Decimal = Decimal(0)
    max_points: Decimal = Decimal(0)
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """A line that must be reached.

    ``at_least`` is points for a total, out of 100 for a channel, and a share 0..1 for a node
    or a share of items; ``node`` also limits ``every_item`` and ``share_of_items``.
    """

    code: str
    title: Text
    type: str
    at_least: Decimal = Decimal(0)
    each_at_least: Decimal = Decimal(0)
    node: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """What material must show, and in which form."""

    text: Text
    kinds: tuple[str, ...] = ()
    min_count: int | None = None
    max_characters: int | None = None
    window_months: int | None = None


@dataclass(frozen=True, slots=True)
class SiteReference:
    """A site type whose checklist serves a standard; no ``items`` means all of them."""

    type: str
    items: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Standard:
    """What is demanded, how it is assessed and by which rule.

    ``weight`` is relative among the standards of one criterion; 0 for bonus and veto.
    """

    code: str
    text: Text
    weight: Decimal
    methods: tuple[str, ...]
    rule: Rule
    channel: str = ""
    requirement: Requirement | None = None
    sites: tuple[SiteReference, ...] = ()
    question: str = ""
    lead: str = ""
    co: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the tree; a criterion is a node with standards. ``depth`` counts from 0."""

    code: str
    title: Text
    weight: Decimal
    depth: int
    children: tuple["Node", ...] = ()
    standards: tuple[Standard, ...] = ()
    lead: str = ""
    co: tuple[str, ...] = ()

    @property
    def is_criterion(self) -> bool:
        """Whether this node is assessed itself."""
        return bool(self.standards)

    def walk(self) -> Iterator["Node"]:
        """Yield this node and everything under it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """A whole edition. Compared by identity, so that plans made from it can be kept."""

    code: str
    version: str
    kind: str
    title: Text
    levels: tuple[Text, ...]
    nodes: tuple[Node, ...]
    full: Decimal = Decimal(100)
    weights: str = "points"
    weights_status: str = "suggested"
    language: str = "zh-Hant"
    description: Text = NO_TEXT
    source: Text = NO_TEXT
    rounding: Rounding = Rounding()
    bonus_cap: Decimal | None = None
    methods: tuple[Method, ...] = ()
    channels: tuple[Share, ...] = ()
    years: tuple[Share, ...] = ()
    scales: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    departments: tuple[Department, ...] = ()
    site_types: tuple[SiteType, ...] = ()
    questions: tuple[Question, ...] = ()
    negative: tuple[Article, ...] = ()
    gates: tuple[Gate, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Yield every node of the tree, top down, in order."""
        for node in self.nodes:
            yield from node.walk()

    def criteria(self) -> Iterator[Node]:
        """Yield the criteria in order."""
        return (node for node in self.walk() if node.is_criterion)

    def standards(self) -> Iterator[tuple[Node, Standard]]:
        """Yield every standard with its criterion, in order."""
        return ((node, standard) for node in self.criteria() for standard in node.standards)
