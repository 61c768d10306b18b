"""A score as tables: what the terminal prints and what xlsx and csv files hold."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from chuangcheng.domain.errors import N_, Translate
from chuangcheng.domain.scoring import Result, TraceNode, describe_inputs
from chuangcheng.domain.scoring.numbers import settle
from chuangcheng.domain.scoring.result import (
    Adjustment,
    ChannelScore,
    GateResult,
    Loss,
    YearScore,
)
from chuangcheng.domain.scoring.words import RULE_NAMES
from chuangcheng.features.frameworks.formats.gate_items import items_of
from chuangcheng.features.frameworks.formats.project_lines import project_lines
from chuangcheng.features.frameworks.formats.reading_script import in_script

Kind = Literal["text", "points", "share"]


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of one whole in a column of points: printed as a percentage, or as ``text``."""

    share: Decimal
    text: str = ""


Value = str | Decimal | Rate | None
Row = tuple[Value, ...]
Heads = tuple[tuple[str, Kind], ...]

CODE, TITLE, SCORE, LOWER, UPPER, FULL, SHARE = (
    N_("code"),
    N_("title"),
    N_("score"),
    N_("at least"),
    N_("at most"),
    N_("full mark"),
    N_("share earned"),
)
BOUNDS = (LOWER, UPPER)
BONUS = N_("bonus on top")
NOT_KNOWN = "—"
"""Stands where nothing is known, which is not zero, and in place of codes no edition gives."""
STATUSES: Mapping[str, str] = {
    "pass": N_("passed"),
    "fail": N_("not passed"),
    "unknown": N_("not known yet"),
    "known": N_("known"),
    "partial": N_("partly known"),
}
WEIGHTS_STATUSES: Mapping[str, str] = {
    "suggested": N_("weights suggested, not official"),
    "published": N_("weights as published"),
    "example": N_("weights of an example"),
}
TITLE_STATUSES: Mapping[str, str] = {
    "clear": N_("no article that affects the title occurred"),
    "stop_nomination": N_("nomination stopped"),
    "suspended": N_("title suspended"),
    "revoked": N_("title revoked"),
    "unknown": N_("not known: the negative list has not been reviewed"),
}
SANCTIONS: Mapping[str, str] = {
    "deduct": N_("points deducted"),
    "stop_nomination": N_("nomination stopped"),
    "suspend": N_("title suspended"),
    "revoke": N_("title revoked"),
}
ADJUSTMENTS: Mapping[str, str] = {
    "bonus_cap": N_("bonus limit"),
    "negative": N_("negative list"),
    "floor": N_("not below zero"),
    "veto": N_("veto"),
}


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its stable name, its head in the reader's language, the kind of its values."""

    name: str
    text: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class ResultTable:
    """One table of a score; ``name`` is stable, ``title`` is for the reader."""

    name: str
    title: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]


def result_tables(
    result: Result,
    language: str,
    translate: Translate = str,
    *,
    losses: int | None = None,
    only: Collection[str] = (),
    without: Collection[str] = (),
    brief: bool = False,
) -> tuple[ResultTable, ...]:
    """Return the tables of a score that have rows, the total first and the trace last.

    ``losses`` limits the lists of criteria that lose most, and of those least known (``None``
    lists all); ``only`` and ``without`` choose tables by name. ``brief`` leaves out what
    changes no score but only makes the bounds add up, and among the gates the verdict on the
    negative list. Texts of the facts come in the script of ``language``.
    """
    maker = _Maker(result, language, translate, losses, brief)
    wanted = (
        make(maker)
        for name, make in _TABLES.items()
        if name not in without and (not only or name in only)
    )
    return tuple(table for table in wanted if table.rows)


@dataclass(frozen=True, slots=True)
class _Maker:
    result: Result
    language: str
    say: Translate
    losses: int | None
    brief: bool = False

    def written(self, text: str) -> str:
        """Return a text of the facts in the reader's script."""
        return in_script(text, self.language)

    def table(self, name: str, title: str, heads: Heads, rows: Iterator[Row]) -> ResultTable:
        """Return a table with translated heads."""
        shown = tuple(Head(text, self.say(text), kind) for text, kind in heads)
        return ResultTable(name, self.say(title), shown, tuple(rows))

    def departments(self) -> dict[str, str]:
        """Return the departments' names by code."""
        return {one.code: one.name.get(self.language) for one in self.result.edition.departments}


def _total(maker: _Maker) -> ResultTable:
    result, say = maker.result, maker.say

    def rows() -> Iterator[Row]:
        edition = result.edition
        yield say(N_("subject")), maker.written(result.subject) or "—"
        yield say(N_("as of")), result.as_of or "—"
        yield say(N_("edition")), f"{edition.title.get(maker.language)} {edition.version}"
        yield say(N_("weights")), say(WEIGHTS_STATUSES[edition.weights_status])
        yield say(N_("total")), result.total
        yield say(N_("at least (unknown as nothing)")), result.lower
        yield say(N_("at most (unknown as full)")), result.upper
        yield say(FULL), result.base_full
        if result.full > result.base_full:
            yield say(BONUS), result.full - result.base_full
        yield say(N_("share of weight with known facts")), result.known_share
        yield say(N_("negative list")), say(TITLE_STATUSES[result.title_status])
        yield say(N_("algorithm")), result.algorithm

    heads: Heads = ((N_("what"), "text"), (N_("value"), "points"))
    return maker.table("total", N_("Total"), heads, rows())


_INTERVAL: Heads = ((SCORE, "points"), (LOWER, "points"), (UPPER, "points"))


def _projects(maker: _Maker) -> ResultTable:
    rows: Iterator[Row] = (
        (
            line.project.code,
            line.project.title.get(maker.language),
            *(line.project.points[:2] if line.known else (NOT_KNOWN, NOT_KNOWN)),
            line.project.points.upper,
            line.base,
            line.bonus or None,
            NOT_KNOWN if line.share is None else line.share,
        )
        for line in project_lines(maker.result)
    )
    heads: Heads = (
        (CODE, "text"),
        (TITLE, "text"),
        *_INTERVAL,
        (FULL, "points"),
        (BONUS, "points"),
        (SHARE, "share"),
    )
    return maker.table("projects", N_("Projects"), heads, rows)


def _adjustments(maker: _Maker) -> ResultTable:
    def worth_a_row(one: Adjustment) -> bool:
        return not (maker.brief and one.kind == "floor" and one.points.score == 0)

    rows: Iterator[Row] = (
        (
            _shown_code(one.code, one.kind),
            one.title.get(maker.language),
            maker.say(ADJUSTMENTS[one.kind]),
            *one.points,
        )
        for one in maker.result.adjustments
        if worth_a_row(one)
    )
    heads: Heads = ((CODE, "text"), (TITLE, "text"), (N_("kind"), "text"), *_INTERVAL)
    return maker.table("adjustments", N_("Added and deducted"), heads, rows)


OWN_RULES = frozenset({"floor", "bonus_cap"})
"""What the program adds by itself: lines without a code that an edition gives."""


def _shown_code(code: str, kind: str) -> str:
    """Return a code as the edition has it; what the program itself adds has none, but a year."""
    if kind not in OWN_RULES:
        return code
    year, _, _ = code.rpartition(":")
    return year or NOT_KNOWN


def _channels(maker: _Maker) -> ResultTable:
    title = N_("Channels (each out of 100)")
    return _weighted(maker, "channels", title, maker.result.channels)


def _years(maker: _Maker) -> ResultTable:
    return _weighted(maker, "years", N_("Years"), maker.result.years)


def _weighted(
    maker: _Maker, name: str, title: str, parts: Iterable[ChannelScore | YearScore]
) -> ResultTable:
    rows: Iterator[Row] = (
        (one.code, one.name.get(maker.language), one.weight / 100, *one.points) for one in parts
    )
    heads: Heads = ((CODE, "text"), (TITLE, "text"), (N_("weight"), "share"), *_INTERVAL)
    return maker.table(name, title, heads, rows)


_GATES_OF_SHARES = frozenset({"node", "share_of_items", "every_item"})
OF_ITEMS = N_("%(count)s of %(items)s")


def _gates(maker: _Maker) -> ResultTable:
    def shown(gate: GateResult, number: Decimal | None) -> Value:
        if number is None or gate.type not in _GATES_OF_SHARES:
            return number
        items = items_of(maker.result.edition, gate.code) if gate.type == "every_item" else 0
        words = {"count": f"{number * items:.0f}", "items": items}
        return Rate(number, maker.say(OF_ITEMS) % words if items else "")

    def interval(gate: GateResult) -> tuple[Value, ...]:
        if gate.value is None:
            return (None, None, None)
        score, lower, upper = (shown(gate, number) for number in gate.value)
        if gate.nothing_known:
            return (NOT_KNOWN, NOT_KNOWN, upper)
        return (score, lower, upper)

    rows: Iterator[Row] = (
        (
            NOT_KNOWN if one.type == "negative" else one.code,
            one.title.get(maker.language),
            maker.say(STATUSES[one.status]),
            shown(one, one.required),
            *interval(one),
        )
        for one in maker.result.gates
        if not (maker.brief and one.type == "negative")
    )
    heads: Heads = (
        (CODE, "text"),
        (TITLE, "text"),
        (N_("verdict"), "text"),
        (N_("needed"), "points"),
        *_INTERVAL,
    )
    return maker.table("gates", N_("Gates"), heads, rows)


def _losses(maker: _Maker) -> ResultTable:
    found = [one for one in maker.result.losses if one.lost > 0]
    heads: Heads = ((N_("lost"), "points"), (N_("not known"), "points"))
    rows = _criteria(maker, found, lambda one: (one.lost, one.unknown))
    return maker.table("losses", N_("Criteria that lose most"), _around(heads), rows)


def _unknowns(maker: _Maker) -> ResultTable:
    # Python's sort is stable: equal ones stay in the order of what they lose.
    found = sorted(
        (one for one in maker.result.losses if one.unknown > 0), key=lambda one: -one.unknown
    )
    heads: Heads = ((N_("not known"), "points"), (N_("lost"), "points"))
    rows = _criteria(maker, found, lambda one: (one.unknown, one.lost))
    return maker.table("unknowns", N_("Criteria of which least is known"), _around(heads), rows)


def _around(heads: Heads) -> Heads:
    before: Heads = ((CODE, "text"), (TITLE, "text"), (N_("lead unit"), "text"))
    return (*before, *heads, (SCORE, "points"), (FULL, "points"))


def _criteria(
    maker: _Maker, found: list[Loss], numbers: Callable[[Loss], tuple[Decimal, Decimal]]
) -> Iterator[Row]:
    departments = maker.departments()
    for one in found[: maker.losses]:
        yield (
            one.code,
            one.title.get(maker.language),
            departments.get(one.lead, one.lead),
            *numbers(one),
            NOT_KNOWN if one.unknown == one.full else one.points.score,
            one.full,
        )


def _sanctions(maker: _Maker) -> ResultTable:
    def times(occurrences: int | None) -> Value:
        return maker.say(STATUSES["unknown"]) if occurrences is None else Decimal(occurrences)

    rows: Iterator[Row] = (
        (
            one.code,
            one.text.get(maker.language),
            maker.say(SANCTIONS[one.sanction]),
            times(one.occurrences),
        )
        for one in maker.result.sanctions
    )
    heads: Heads = (
        (CODE, "text"),
        (N_("article"), "text"),
        (N_("effect"), "text"),
        (N_("times"), "points"),
    )
    return maker.table("sanctions", N_("Negative list"), heads, rows)


def _trace(maker: _Maker) -> ResultTable:
    heads: Heads = (
        (N_("level"), "points"),
        (CODE, "text"),
        (TITLE, "text"),
        *_INTERVAL,
        (FULL, "points"),
        (N_("state"), "text"),
        (N_("rule"), "text"),
        (N_("algorithm"), "text"),
        (N_("from"), "text"),
        (N_("source"), "text"),
    )
    return maker.table("trace", N_("Trace"), heads, _trace_rows(maker, maker.result.trace, 0))


def rule_name(node: TraceNode, translate: Translate) -> str:
    """Return the name of the rule or adjustment behind a line of the trace, if it has one."""
    name = RULE_NAMES.get(node.rule) or ADJUSTMENTS.get(node.rule)
    return translate(name) if name else ""


def _trace_rows(maker: _Maker, node: TraceNode, level: int) -> Iterator[Row]:
    yield (
        Decimal(level),
        _shown_code(node.code, node.rule),
        node.title.get(maker.language),
        *(settle(bound) for bound in node.points),
        settle(node.full),
        maker.say(STATUSES[node.status]),
        rule_name(node, maker.say),
        node.algorithm,
        describe_inputs(node, maker.say),
        maker.written(node.source),
    )
    for child in node.children:
        yield from _trace_rows(maker, child, level + 1)


_TABLES: Mapping[str, Callable[[_Maker], ResultTable]] = {
    "total": _total,
    "projects": _projects,
    "adjustments": _adjustments,
    "channels": _channels,
    "years": _years,
    "gates": _gates,
    "losses": _losses,
    "unknowns": _unknowns,
    "sanctions": _sanctions,
    "trace": _trace,
}
