"""Rule types as data: what an edition says about turning facts into a mark.

Each rule has a raw mark between 0 and ``out_of``; ``domain.scoring`` computes it. The
identifier in ``ALGORITHMS`` names the exact computation and is stored with every result.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from chuangcheng.domain.text import NO_TEXT, Text

HUNDRED = Decimal(100)

ALGORITHMS: Mapping[str, str] = {
    "grade": "grade.v1",
    "pass_share": "pass_share.v1",
    "deduct": "deduct.v1",
    "ratio": "ratio.v1",
    "k_of_n": "k_of_n.v1",
    "threshold": "threshold.v1",
    "given": "given.v1",
    "bonus": "bonus.v1",
    "negative": "negative.v1",
    "veto": "veto.v1",
}
STANDARD_RULES = tuple(name for name in ALGORITHMS if name != "negative")


@dataclass(frozen=True, slots=True)
class PanelSheet:
    """Several assessors, each with a mark; ``trim`` marks are cut at each end.

    ``combine`` is ``mean`` or ``trimmed_mean``; ``assessors`` is how many sheets are
    expected (``None``: as many as are handed in). A blank mark is unknown.
    """

    combine: str = "mean"
    trim: int = 0
    assessors: int | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade on a named scale; each grade earns a share between 0 and 1."""

    scale_name: str
    scale: Mapping[str, Decimal]
    panel: PanelSheet | None = None
    type: str = "grade"
    out_of: Decimal = HUNDRED


@dataclass(frozen=True, slots=True)
class PassShare:
    """Passed ÷ observed; where fewer than ``min_observed`` are observed the rest is unknown."""

    min_observed: int | None = None
    type: str = "pass_share"
    out_of: Decimal = HUNDRED


@dataclass(frozen=True, slots=True)
class DeductItem:
    """One kind of shortfall: ``per`` points each; optionally counted over ``places``.

    With ``required`` and ``places`` the facts are what was found at each place, and the
    shortfall is the sum of what each place lacks. ``max_points`` limits this item.
    """

    code: str
    per: Decimal
    name: Text = NO_TEXT
    required: int | None = None
    places: int | None = None
    max_points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Deduct:
    """Begins with the full mark and loses points per shortfall, never below zero."""

    items: tuple[DeductItem, ...]
    out_of: Decimal = HUNDRED
    type: str = "deduct"


@dataclass(frozen=True, slots=True)
class Ratio:
    """The sum of values ÷ ``target``, at most 1; ``parts`` values are expected."""

    target: Decimal
    parts: int | None = None
    type: str = "ratio"
    out_of: Decimal = HUNDRED


@dataclass(frozen=True, slots=True)
class KOfN:
    """A group passes when ``k`` of ``n`` people answer right; the mark is the share of groups."""

    n: int
    k: int
    groups: int | None = None
    type: str = "k_of_n"
    out_of: Decimal = HUNDRED


@dataclass(frozen=True, slots=True)
class Step:
    """A limit on a rate and the share it earns; ``strict`` excludes the limit itself."""

    limit: Decimal
    share: Decimal
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Threshold:
    """Steps on a rate or number; the first step that holds counts, below all of them nothing.

    ``upward``: higher is better. ``unit`` is ``percent`` (rates in 0..1) or ``number``.
    """

    steps: tuple[Step, ...]
    unit: str = "percent"
    upward: bool = True
    type: str = "threshold"
    out_of: Decimal = HUNDRED


@dataclass(frozen=True, slots=True)
class Given:
    """A mark that a line department or a panel supplies, 0..``out_of``."""

    out_of: Decimal = HUNDRED
    panel: PanelSheet | None = None
    type: str = "given"


@dataclass(frozen=True, slots=True)
class Bonus:
    """Points on top of the full mark, at most ``cap``; ``per`` points for each item."""

    cap: Decimal
    per: Decimal | None = None
    type: str = "bonus"

    @property
    def out_of(self) -> Decimal:
        """The most this bonus can add, in points."""
        return self.cap


@dataclass(frozen=True, slots=True)
class Veto:
    """If triggered, the title cannot be had (``gate``) or the total becomes zero (``zero``)."""

    effect: str = "gate"
    type: str = "veto"
    out_of: Decimal = Decimal(0)


Rule = Grade | PassShare | Deduct | Ratio | KOfN | Threshold | Given | Bonus | Veto

UNWEIGHTED = ("bonus", "veto")
"""Rules whose standards carry no weight: a bonus adds on top, a veto only stops."""

SANCTIONS = ("deduct", "stop_nomination", "suspend", "revoke")


def weighs(rule: Rule) -> bool:
    """Tell whether a rule earns a weighted share (a bonus adds on top, a veto only stops)."""
    return not isinstance(rule, Bonus | Veto)
