"""What scoring returns: the total with bounds, projects, gates, losses and the trace."""

from dataclasses import dataclass
from decimal import Decimal

from chuangcheng.domain.editions.edition import Edition
from chuangcheng.domain.editions.rules import Rule
from chuangcheng.domain.scoring.marks import Inputs
from chuangcheng.domain.scoring.numbers import Interval
from chuangcheng.domain.text import Text

ALGORITHM = "scoring.v1"


@dataclass(frozen=True, slots=True)
class TraceNode:
    """One line of the trace. ``points`` is unrounded; children add up to it exactly.

    ``kind``: ``edition``, ``year``, ``node``, ``criterion``, ``standard`` or ``adjustment``.
    ``spec`` is the rule of a standard; ``share`` holds the shares of ``full`` that it earns
    (score, lower, upper).
    ``status``: ``known``, ``partial`` or ``unknown``.
    """

    code: str
    title: Text
    kind: str
    full: Decimal
    points: Interval
    status: str
    rule: str = ""
    algorithm: str = ""
    share: Interval | None = None
    out_of: Decimal | None = None
    inputs: Inputs = ()
    source: str = ""
    spec: Rule | None = None
    children: tuple["TraceNode", ...] = ()


@dataclass(frozen=True, slots=True)
class NodeScore:
    """A top node of the tree (測評項目) with its rounded score."""

    code: str
    title: Text
    points: Interval
    full: Decimal


@dataclass(frozen=True, slots=True)
class Loss:
    """A criterion and what it loses: ``lost`` for certain, ``unknown`` for want of facts."""

    code: str
    title: Text
    project: str
    lead: str
    points: Interval
    full: Decimal
    lost: Decimal
    unknown: Decimal


@dataclass(frozen=True, slots=True)
class GateResult:
    """A gate's verdict: ``pass``, ``fail``, or ``unknown`` while facts are missing."""

    code: str
    title: Text
    type: str
    status: str
    value: Interval | None = None
    required: Decimal | None = None
    most: Decimal = Decimal(1)

    @property
    def nothing_known(self) -> bool:
        """Whether no fact bears on this gate: nothing in hand, everything still possible."""
        value = self.value
        return value is not None and value.score == 0 and value.upper >= self.most


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What is added to or taken from the sum of the projects, in points."""

    kind: str
    code: str
    title: Text
    points: Interval


@dataclass(frozen=True, slots=True)
class Sanction:
    """An article of the negative list that occurred, or may have (``occurrences`` ``None``)."""

    code: str
    text: Text
    sanction: str
    occurrences: int | None
    months: int | None = None


@dataclass(frozen=True, slots=True)
class ChannelScore:
    """A channel's score out of 100 and its weight."""

    code: str
    name: Text
    weight: Decimal
    points: Interval


@dataclass(frozen=True, slots=True)
class YearScore:
    """A year's total out of the full mark and its weight; ``bare`` if only the total is known."""

    code: str
    name: Text
    weight: Decimal
    points: Interval
    bare: bool


@dataclass(frozen=True, slots=True)
class Result:
    """A score with everything that explains it.

    All numbers are rounded by the edition, except in ``trace``.
    """

    edition: Edition
    subject: str
    as_of: str
    total: Decimal
    lower: Decimal
    upper: Decimal
    full: Decimal
    base_full: Decimal
    known_share: Decimal
    projects: tuple[NodeScore, ...]
    gates: tuple[GateResult, ...]
    losses: tuple[Loss, ...]
    adjustments: tuple[Adjustment, ...]
    channels: tuple[ChannelScore, ...]
    years: tuple[YearScore, ...]
    sanctions: tuple[Sanction, ...]
    title_status: str
    trace: TraceNode
    algorithm: str = ALGORITHM
