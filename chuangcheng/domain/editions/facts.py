"""Facts known about a subject, one per standard, each with its source.

A fact's value has the shape its rule asks for. A value of ``None`` inside a fact (a blank
on a panel sheet, an answer not given) is unknown, never zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

FORMAT = "chuangcheng.facts.v1"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who says so, when, and where it can be seen; ``when`` is a date as written."""

    source: str = ""
    when: str = ""
    by: str = ""
    link: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class GradeFact:
    """One grade, or a grade per assessor."""

    grade: str = ""
    panel: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """One item observed at one site; ``passed`` is ``None`` where it could not be judged."""

    passed: bool | None
    site: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class PassShareFact:
    """Counts of observations; ``unknown`` of them could not be judged.

    ``observations`` keeps the single ones where they were delivered.
    """

    passed: int
    observed: int
    unknown: int = 0
    observations: tuple[Observation, ...] = ()


@dataclass(frozen=True, slots=True)
class DeductFact:
    """For each item of the rule a shortfall, or what was found at each place."""

    shortfalls: Mapping[str, Decimal] = field(default_factory=dict)
    counts: Mapping[str, tuple[int | None, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RatioFact:
    """The values that are added up and divided by the target."""

    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """How many people of one group were asked and how many answered right."""

    asked: int
    right: int


@dataclass(frozen=True, slots=True)
class KOfNFact:
    """The groups that were asked."""

    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class ThresholdFact:
    """A rate (0..1) or a number, with its counts where they are known."""

    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True)
class GivenFact:
    """A mark, or a mark per assessor."""

    mark: Decimal | None = None
    panel: tuple[Decimal | None, ...] = ()


@dataclass(frozen=True, slots=True)
class BonusFact:
    """Points granted, or the number of items that each earn the rule's ``per``."""

    points: Decimal | None = None
    items: Decimal | None = None


@dataclass(frozen=True, slots=True)
class VetoFact:
    """Whether the veto was triggered."""

    triggered: bool


FactValue = (
    GradeFact
    | PassShareFact
    | DeductFact
    | RatioFact
    | KOfNFact
    | ThresholdFact
    | GivenFact
    | BonusFact
    | VetoFact
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with its provenance."""

    value: FactValue
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """How often an article of the negative list occurred."""

    count: int
    provenance: Provenance = Provenance()


@dataclass(frozen=True, slots=True)
class YearFacts:
    """One year of a term: its bare ``total`` (bonus included), or the facts it is made of.

    Beside a bare total only the negative list of ``facts`` counts, and only for the title:
    what it took from the score is in the total already.
    """

    total: Decimal | None = None
    facts: "Facts | None" = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of a subject, by the code of the standard.

    ``negative_reviewed`` tells that the whole negative list was gone through: an article
    without a fact then did not occur. Otherwise it is unknown. With ``years`` it stands for
    every year that does not say it itself.
    """

    facts: Mapping[str, Fact] = field(default_factory=dict)
    negative: Mapping[str, Occurrence] = field(default_factory=dict)
    negative_reviewed: bool = False
    years: Mapping[str, YearFacts] = field(default_factory=dict)
    subject: str = ""
    as_of: str = ""
