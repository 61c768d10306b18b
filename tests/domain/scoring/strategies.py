"""Random editions with whole and partial facts, as plain documents."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

from hypothesis import strategies as st

from chuangcheng.domain.editions import Edition, Facts
from chuangcheng.domain.scoring import Result, score
from tests.domain.documents import edition_document, facts_of, read
from tests.domain.scoring.kinds import KINDS, SCALES, WEIGHTED, Document, Draw, Fact, number

SPLITS = ([100], [40, 60], [50, 30, 20])


@dataclass(frozen=True)
class Subject:
    """An edition's document, whole facts by code, and how often each article occurred."""

    document: Document
    facts: Mapping[str, Document]
    negative: Mapping[str, int]

    @property
    def edition(self) -> Edition:
        return read(self.document)

    def score(self) -> Result:
        return scored(self.document, self.facts, self.negative)

    def rules(self) -> dict[str, Document]:
        """The rule of each standard by code."""
        return {one["code"]: one["rule"] for one in standards(self.document["nodes"])}


def standards(nodes: list[Document]) -> Iterator[Document]:
    for one in nodes:
        yield from one.get("standards", ())
        yield from standards(one.get("children", []))


def groups(document: Document) -> list[list[Document]]:
    """Every group of siblings that carry weights: top nodes, children, standards."""
    found: list[list[Document]] = []

    def collect(siblings: list[Document]) -> None:
        weighted = [one for one in siblings if "weight" in one]
        if weighted:
            found.append(weighted)
        for one in siblings:
            collect(one.get("children", []))
            collect(one.get("standards", []))

    collect(document["nodes"])
    return found


def facts_read(
    edition: Edition, facts: Mapping[str, Fact], negative: Mapping[str, int | None]
) -> Facts:
    occurred = {
        code: {"occurrences": times} for code, times in negative.items() if times is not None
    }
    return facts_of(edition, facts, negative=occurred)


def scored(
    document: Document, facts: Mapping[str, Fact], negative: Mapping[str, int | None]
) -> Result:
    edition = read(document)
    return score(edition, facts_read(edition, facts, negative))


def weight(draw: Draw) -> Decimal:
    return Decimal(draw(st.integers(1, 400))) / 100


class Grower:
    """Grows one random edition; every code is explicit, so that order cannot matter."""

    def __init__(self, draw: Draw, channels: list[str], *, plain: bool) -> None:
        self.draw = draw
        self.channels = channels
        self.plain = plain
        self.numbers = count(1)
        self.used: set[str] = set()

    def tree(self, depth: int) -> Document:
        code = f"n{next(self.numbers)}"
        base: Document = {"code": code, "title": "節點", "weight": weight(self.draw)}
        if depth == 1 or self.draw(st.booleans()):
            listed = [self.standard() for _ in range(self.draw(st.integers(1, 3)))]
            if not self.plain and self.draw(st.integers(0, 5)) == 0:
                listed.append(self.unweighted())
            return {**base, "standards": listed}
        return {
            **base,
            "children": [self.tree(depth - 1) for _ in range(self.draw(st.integers(1, 3)))],
        }

    def standard(self) -> Document:
        kind = self.draw(st.sampled_from(WEIGHTED))
        found = self._of(kind)
        if self.draw(st.booleans()):
            found["weight"] = weight(self.draw)
        if self.channels:
            found["channel"] = self.draw(st.sampled_from(self.channels))
            self.used.add(found["channel"])
        return found

    def unweighted(self) -> Document:
        return self._of(self.draw(st.sampled_from(["bonus", "bonus", "veto"])))

    def extra(self) -> Document:
        code = f"n{next(self.numbers)}"
        return {"code": code, "title": "加分", "standards": [self.unweighted()]}

    def _of(self, kind: str) -> Document:
        return {
            "code": f"s{next(self.numbers)}",
            "text": "要求",
            "methods": ["material"],
            "rule": KINDS[kind].rule(self.draw),
        }


def article(draw: Draw, code: str) -> Document:
    sanction = draw(st.sampled_from(["deduct", "deduct", "stop_nomination", "suspend", "revoke"]))
    found: Document = {"code": code, "text": "條文", "sanction": sanction}
    if sanction == "deduct":
        found |= {"points": number(draw, 9, least=1), "max_points": number(draw, 20, least=1)}
    return found


GATES: list[Document] = [
    {"code": "G1", "title": "線", "type": "total", "at_least": 50},
    {
        "code": "G2",
        "title": "線",
        "type": "share_of_items",
        "each_at_least": "0.5",
        "at_least": "0.6",
    },
    {"code": "G3", "title": "線", "type": "every_item", "each_at_least": "0.3"},
    {"code": "G4", "title": "線", "type": "node", "node": "n1", "at_least": "0.5"},
]


@st.composite
def documents(
    draw: Draw, *, channels: bool | None = None, apply: str | None = None, plain: bool = False
) -> Document:
    """Draw an edition. ``plain``: nothing but the weighted tree."""
    rounds = apply or ("end" if channels else draw(st.sampled_from(["end", "criterion"])))
    with_channels = draw(st.booleans()) if channels is None and rounds == "end" else bool(channels)
    names = [f"c{n}" for n in range(draw(st.integers(1, 3)))] if with_channels else []
    grower = Grower(draw, names, plain=plain)
    nodes = [grower.tree(draw(st.integers(1, 4))) for _ in range(draw(st.integers(1, 3)))]
    more: Document = {
        "rounding": {
            "places": draw(st.integers(0, 3)),
            "mode": draw(st.sampled_from(["half_up", "half_even", "down"])),
            "apply": rounds,
        },
        "full": draw(st.sampled_from([100, 106, Decimal("39.7")])),
    }
    if not plain:
        nodes += [grower.extra() for _ in range(draw(st.integers(0, 2)))]
        more["negative"] = [article(draw, f"N{n}") for n in range(draw(st.integers(0, 2)))]
        more["gates"] = [
            {**one, "at_least": 30} if one["type"] == "total" else one for one in GATES
        ]
        cap = draw(st.none() | st.integers(1, 6))
        if cap is not None:
            more["bonus_cap"] = cap
    if names:
        used = sorted(grower.used)
        more["channels"] = [
            {"code": code, "name": "渠道", "weight": part}
            for code, part in zip(used, SPLITS[len(used) - 1], strict=True)
        ]
    scales = {name: dict(scale) for name, scale in SCALES.items()}
    return edition_document(*nodes, scales=scales, **more)


@st.composite
def subjects(
    draw: Draw, *, channels: bool | None = None, apply: str | None = None, plain: bool = False
) -> Subject:
    """Draw an edition with a whole fact for every standard and every article."""
    document = draw(documents(channels=channels, apply=apply, plain=plain))
    facts = {
        one["code"]: KINDS[one["rule"]["type"]].whole(draw, one["rule"])
        for one in standards(document["nodes"])
    }
    times = {one["code"]: draw(st.integers(0, 2)) for one in document.get("negative", [])}
    return Subject(document, facts, times)


@st.composite
def blankings(draw: Draw, subject: Subject) -> tuple[dict[str, Fact], dict[str, int | None]]:
    """Draw facts that know less than the subject's: blanked, partly blanked, or as they are."""
    facts: dict[str, Fact] = {}
    for code, rule in subject.rules().items():
        known = draw(st.sampled_from(["all", "part", "part", "nothing"]))
        if known == "all":
            facts[code] = subject.facts[code]
        elif known == "part":
            facts[code] = KINDS[rule["type"]].blanked(draw, rule, subject.facts[code])
    times = {
        code: None if draw(st.booleans()) else found for code, found in subject.negative.items()
    }
    return facts, times


def best(subject: Subject) -> dict[str, Document]:
    """Facts that earn everything."""
    return {code: KINDS[rule["type"]].best(rule) for code, rule in subject.rules().items()}
