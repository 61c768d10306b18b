"""Prints a score for a person: the total and its bounds first, then the tables, then the trace."""

from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import compress
from typing import TYPE_CHECKING

from chuangcheng.domain.errors import N_, Translate
from chuangcheng.domain.scoring import describe_inputs
from chuangcheng.domain.scoring.numbers import plain
from chuangcheng.domain.scoring.words import LIST_COMMA
from chuangcheng.entrypoints.cli import terminal
from chuangcheng.entrypoints.cli.languages import Voice
from chuangcheng.entrypoints.cli.terminal import clean, columns, cut, pad, wrap
from chuangcheng.features.frameworks.formats.display_width import width
from chuangcheng.features.frameworks.formats.reading_script import in_script
from chuangcheng.features.frameworks.formats.result_tables import (
    BONUS,
    BOUNDS,
    FULL,
    OWN_RULES,
    SCORE,
    SHARE,
    STATUSES,
    TITLE_STATUSES,
    WEIGHTS_STATUSES,
    Head,
    Rate,
    ResultTable,
    Row,
    Value,
    result_tables,
    rule_name,
)

if TYPE_CHECKING:
    from chuangcheng.domain.scoring import Result, TraceNode

SCALE = 40
TENTH = Decimal("0.1")
WITH_NOTE = N_("%(text)s (%(note)s)")
NOT_REVIEWED = N_("Articles of the negative list not reviewed yet: %(count)s.")
FLOOR_BELOW = N_(
    "With every deduction that nobody has looked into, the total would fall below zero; "
    "the lower bound stays at %(lower)s."
)
TRACE_HEADS = {
    (False, False): N_("Trace (unrounded; children add up to their parent)"),
    (True, False): N_("Trace (unrounded; children add up to their parent, a year by its weight)"),
    (False, True): N_(
        "Trace (each criterion is rounded by itself; above it children add up to their parent)"
    ),
    (True, True): N_(
        "Trace (each criterion is rounded by itself; above it children add up to their parent, "
        "a year by its weight)"
    ),
}
"""By whether years are weighted, and whether criteria are rounded one by one."""
_SHOWN_ELSEWHERE = ("total", "sanctions", "trace")


def print_score(result: "Result", voice: Voice, *, trace: bool, losses: int | None) -> None:
    """Print a score; ``losses`` limits the criteria listed (``None``: all)."""
    _print_head(result, voice)
    for table in result_tables(
        result, voice.language, voice.say, losses=losses, without=_SHOWN_ELSEWHERE, brief=True
    ):
        _print_table(table)
    if any(one.kind == "floor" and one.points.lower > 0 for one in result.adjustments):
        print()
        _print_wrapped(voice.say(FLOOR_BELOW) % {"lower": result.lower})
    _print_sanctions(result, voice)
    if trace:
        _print_trace(result, voice)


def _print_head(result: "Result", voice: Voice) -> None:
    say = voice.say
    edition = result.edition
    subject = in_script(result.subject, voice.language) or say(N_("(subject not named)"))
    as_of = say(N_("as of %(date)s")) % {"date": result.as_of} if result.as_of else ""
    status = say(WEIGHTS_STATUSES[edition.weights_status])
    _print_wrapped("  ".join(part for part in (subject, as_of) if part))
    title = f"{edition.title.get(voice.language)} {edition.version}"
    _print_wrapped(say(WITH_NOTE) % {"text": title, "note": status})
    print()
    words = {
        "total": result.total,
        "full": plain(result.base_full),
        "bonus": plain(result.full - result.base_full),
        "lower": result.lower,
        "upper": result.upper,
        "known": percent(result.known_share),
    }
    total = N_("Total %(total)s of %(full)s")
    if result.full > result.base_full:
        total = N_("Total %(total)s of %(full)s, and up to %(bonus)s more as bonus")
    print(say(total) % words)
    if result.lower != result.upper:
        bounds = N_("between %(lower)s and %(upper)s; facts known for %(known)s of the weight")
        _print_wrapped(say(bounds) % words)
    print(_scale(result))
    verdicts = verdicts_of(result, say)
    if verdicts:
        _print_wrapped(verdicts)
    print(
        say(N_("Negative list: %(status)s")) % {"status": say(TITLE_STATUSES[result.title_status])}
    )


def verdicts_of(result: "Result", say: Translate) -> str:
    """Return one sentence on gates and vetoes; empty for an edition without any."""
    gates = [one for one in result.gates if one.type not in {"veto", "negative"}]
    vetoes = [one for one in result.gates if one.type == "veto"]
    parts = []
    for group, text in (
        (gates, N_("gates: %(count)s not passed%(codes)s")),
        (vetoes, N_("vetoes: %(count)s triggered%(codes)s")),
    ):
        if group:
            failed = [one.code for one in group if one.status == "fail"]
            codes = say(N_(" (%(codes)s)")) % {"codes": say(LIST_COMMA).join(failed)}
            parts.append(say(text) % {"count": len(failed), "codes": codes if failed else ""})
    if parts:
        unknown = sum(one.status == "unknown" for one in (*gates, *vetoes))
        parts.append(say(N_("%(count)s not known yet")) % {"count": unknown})
    sentence = say(N_("; ")).join(parts)
    return sentence[:1].upper() + sentence[1:]


def _print_wrapped(text: str) -> None:
    for line in wrap(clean(text), columns()):
        print(line)


def _scale(result: "Result") -> str:
    """Return a bar: what is in hand, what is not known yet, what is lost."""
    signs = ("█", "▒", "░") if terminal.draws_blocks() else ("#", "?", ".")
    full = max(result.full, result.base_full, Decimal(1))
    known, possible = (
        int(max(Decimal(0), min(full, value)) * SCALE / full)
        for value in (result.total, result.upper)
    )
    possible = max(known, possible)
    return signs[0] * known + signs[1] * (possible - known) + signs[2] * (SCALE - possible)


def percent(share: Decimal) -> str:
    """Return a share as a percentage with one decimal, rounded down.

    A share just below a gate's line, or just below everything, never reads as if it were there.
    """
    return f"{(share * 100).quantize(TENTH, rounding=ROUND_DOWN)}%"


def earned(share: Decimal) -> str:
    """Return the share earned as a percentage with one decimal, rounded half up.

    No line is judged by it; still, what is not complete never reads ``100.0%``.
    """
    rounded = (share * 100).quantize(TENTH, rounding=ROUND_HALF_UP)
    return percent(share) if share < 1 and rounded >= 100 else f"{rounded}%"


def _shown(value: Value, head: Head) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, Rate):
        return value.text or percent(value.share)
    if head.kind == "share":
        return earned(value) if head.name == SHARE else percent(value)
    return _short(value)


def _short(value: Decimal) -> str:
    """Return a number as it is where it is short, else with four decimals."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -4:
        value = round(value, 4).normalize()
    return f"{value:f}"


def _print_table(table: ResultTable) -> None:
    """Print a table without columns that say nothing: empty ones, bounds that equal the score."""
    texts = [
        [_shown(value, head) for value, head in zip(row, table.heads, strict=True)]
        for row in table.rows
    ]
    _join_bonus(table, texts)
    heads = [head.text for head in table.heads]
    kept = [index for index in range(len(heads)) if _says_something(table, texts, index)]
    aligns = [_align(table.rows, index) for index in kept]
    rows = [[row[index] for index in kept] for row in [heads, *texts]]
    print()
    print(table.title)
    for line in terminal.table(rows, aligns, widest=columns()):
        print(line)


def _join_bonus(table: ResultTable, texts: list[list[str]]) -> None:
    """Write what can come on top behind the full mark, ``14.00 +3``, digits below digits."""
    names = [head.name for head in table.heads]
    if BONUS not in names:
        return
    full, bonus = names.index(FULL), names.index(BONUS)
    tops = [f" +{plain(Decimal(row[bonus]))}" if row[bonus] else "" for row in texts]
    room = max(map(len, tops))
    for row, top in zip(texts, tops, strict=True):
        row[full] += top.ljust(room)
        row[bonus] = ""


def _print_sanctions(result: "Result", voice: Voice) -> None:
    """Print the articles that occurred, and only the number of those nobody has looked at."""
    known = [one.occurrences is not None for one in result.sanctions]
    for table in result_tables(result, voice.language, voice.say, only=("sanctions",)):
        if any(known):
            _print_table(replace(table, rows=tuple(compress(table.rows, known))))
        if not all(known):
            print()
            print(voice.say(NOT_REVIEWED) % {"count": known.count(False)})


def _says_something(table: ResultTable, texts: list[list[str]], index: int) -> bool:
    names = [head.name for head in table.heads]
    if names[index] in BOUNDS and SCORE in names:
        score = names.index(SCORE)
        return any(row[index] != row[score] for row in texts)
    return any(row[index] for row in texts)


def _align(rows: tuple[Row, ...], index: int) -> terminal.Align:
    return "right" if any(isinstance(row[index], Decimal | Rate) for row in rows) else "left"


def _print_trace(result: "Result", voice: Voice) -> None:
    print()
    rounded = result.edition.rounding.apply == "criterion"
    _print_wrapped(voice.say(TRACE_HEADS[bool(result.years), rounded]))
    _print_node(result.trace, 0, voice)


def _print_node(node: "TraceNode", level: int, voice: Voice) -> None:
    indent = "  " * min(level, 10)
    points = f"{_short(node.points.score)} / {_short(node.full)}"
    if node.points.lower != node.points.upper:
        points += f"  [{_short(node.points.lower)} – {_short(node.points.upper)}]"
    room = columns() - 1 - width(points)
    code = "" if node.rule in OWN_RULES else f"{node.code} "
    name = f"{indent}{code}{node.title.get(voice.language)}".rstrip()
    print(f"{pad(cut(clean(name), room - 1), room)} {points}")
    basis = _basis(node, voice)
    if basis:
        for line in wrap(clean(basis), columns() - len(indent) - 4):
            print(f"{indent}    {line}")
    for child in node.children:
        _print_node(child, level + 1, voice)


def _basis(node: "TraceNode", voice: Voice) -> str:
    """Return by which rule and from which facts a line came about."""
    say = voice.say
    name = rule_name(node, say)
    if not name:
        return ""
    words = {"text": name, "note": node.algorithm}
    parts = [say(WITH_NOTE) % words if node.algorithm else name]
    parts.append(describe_inputs(node, say) or say(STATUSES[node.status]))
    if node.source:
        parts.append(
            say(N_("source: %(source)s")) % {"source": in_script(node.source, voice.language)}
        )
    return say(N_("; ")).join(parts)
