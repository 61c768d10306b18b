"""Reads cells that hold several values: marks of a panel, groups, shortfalls by item.

Values are separated by semicolons, commas, or their Chinese forms, which are folded first;
a comma is never a decimal point here. One separator at the very end adds no value.
"""

import re
from decimal import Decimal

from chuangcheng.domain.errors import Sentence
from chuangcheng.domain.text import narrow
from chuangcheng.features.frameworks.formats import workbook_sentences
from chuangcheng.features.frameworks.formats.cell_values import (
    NUMBER,
    BadCell,
    count,
    is_grouped,
    number,
    parse_count,
    parse_number,
    plain,
    plain_number,
    text,
)
from chuangcheng.foundation.shell.formats.notes import shown_value
from chuangcheng.foundation.shell.formats.sheet_cells import Cell

_LINES = re.compile(r"[;\n]")
_COMMAS = re.compile(r"[,、]")
_SEVERAL = re.compile(r"[;、\n]")
_SPACED = re.compile(rf"{NUMBER.pattern}(\s+{NUMBER.pattern})+")
_SPACE = re.compile(r"\s+")
_ITEM = re.compile(r"([^:;\n]+):\s*(\d{1,28})\s*(?:[;,、\n][;,、\s]*|$)")

_UNCLEAR = (workbook_sentences.ONE_OR_SEVERAL, workbook_sentences.NOT_SEPARATED)


def _pieces(cell: Cell) -> list[str] | None:
    """Return what separators separate in a cell's folded text; ``None`` if there are none.

    Raises ``BadCell`` where it is not clear what is one number: ``1,200`` and ``85 90``.
    """
    written = narrow(text(cell))
    by_lines = _without_last(_LINES.split(written))
    for piece in by_lines:
        if is_grouped(piece):
            _refuse_grouped(cell, piece, piece.replace(",", ";"))
        if _SPACED.fullmatch(piece):
            several = _SPACE.sub(";", ";".join(by_lines))
            raise _as_written(cell, workbook_sentences.NOT_SEPARATED, several=several)
    if _LINES.search(written):
        return by_lines
    return _without_last(_COMMAS.split(written)) if _COMMAS.search(written) else None


def _refuse_grouped(cell: Cell, grouped: str, several: str) -> None:
    one = grouped.replace(",", "")
    raise _as_written(cell, workbook_sentences.ONE_OR_SEVERAL, one=one, several=several)


def _without_last(pieces: list[str]) -> list[str]:
    stripped = [piece.strip() for piece in pieces]
    return stripped[:-1] if len(stripped) > 1 and not stripped[-1] else stripped


def _as_written(cell: Cell, sentence: Sentence, **words: str) -> BadCell:
    return BadCell(sentence, found=shown_value(text(cell)), **words)


def counts(cell: Cell) -> int | list[int | None]:
    """Return a whole number, or the list of them that separators separate."""
    if cell.kind != "text":
        return count(cell)
    try:
        pieces = _pieces(cell)
        if pieces is None:
            return count(cell)
        return [parse_count(piece) if piece else None for piece in pieces]
    except BadCell as fault:
        if fault.sentence in _UNCLEAR:
            raise
        raise _as_written(cell, workbook_sentences.NOT_COUNTS_OF_GROUPS) from None


def values(cell: Cell) -> int | Decimal | str | list[int | Decimal | None]:
    """Return a number, a rate as ``92.3%``, or the list of numbers that separators separate."""
    if cell.kind == "percent":
        return text(cell)
    if cell.kind != "text":
        return plain_number(cell)
    written = narrow(text(cell))
    try:
        pieces = _pieces(cell)
        if pieces is not None:
            return [parse_number(piece) if piece else None for piece in pieces]
        if written.endswith("%"):
            return f"{plain(Decimal(parse_number(written[:-1].strip())))}%"
        return parse_number(written)
    except BadCell as fault:
        if fault.sentence is not workbook_sentences.NOT_A_NUMBER:
            raise
        raise _as_written(cell, workbook_sentences.NOT_VALUES) from None


def panel(cell: Cell) -> object:
    """Return the marks or grades of a panel: a list, or a mapping where they carry names."""
    if cell.kind != "text":
        return [number(cell)]
    written = narrow(text(cell))
    pieces = _pieces(cell)
    entries = [written] if pieces is None else pieces
    if any(_COMMAS.search(entry) for entry in entries):
        raise _as_written(cell, workbook_sentences.NOT_A_PANEL)
    if any(":" in entry for entry in entries):
        return _named_marks([entry for entry in entries if entry], cell)
    return [_mark(entry) for entry in entries]


def _named_marks(entries: list[str], cell: Cell) -> dict[str, object]:
    marks: dict[str, object] = {}
    for entry in entries:
        name, colon, mark = (part.strip() for part in entry.partition(":"))
        if not colon or not name or name in marks:
            raise _as_written(cell, workbook_sentences.NOT_A_PANEL)
        marks[name] = _mark(mark)
    return marks


def _mark(written: str) -> object:
    """Return a mark as a number, a grade as text, an empty place as unknown."""
    if not written:
        return None
    return parse_number(written) if NUMBER.fullmatch(written) else written


def per_place(cell: Cell) -> dict[str, list[int | None]]:
    """Return counts per place of each item, from ``stop-ads:2,1,0;core-ads:1,1,1``."""
    found: dict[str, list[int | None]] = {}
    for entry in _LINES.split(narrow(text(cell))):
        if not entry.strip():
            continue
        name, colon, rest = (part.strip() for part in entry.partition(":"))
        if not colon or not name or name in found or ":" in rest:
            raise _as_written(cell, workbook_sentences.NOT_COUNTS)
        if is_grouped(rest):
            _refuse_grouped(cell, rest, rest.replace(",", "、"))
        try:
            pieces = _without_last(_COMMAS.split(rest))
            found[name] = [parse_count(piece) if piece else None for piece in pieces]
        except BadCell:
            raise _as_written(cell, workbook_sentences.NOT_COUNTS) from None
    return found


def per_item(cell: Cell) -> int | dict[str, int]:
    """Return a shortfall, or the shortfall of each item, from ``stop-ads:2;core-ads:1``."""
    written = narrow(text(cell)) if cell.kind == "text" else ""
    if ":" not in written and not _SEVERAL.search(written):
        return count(cell)
    found: dict[str, int] = {}
    position = 0
    while position < len(written):
        entry = _ITEM.match(written, position)
        name = entry[1].strip() if entry else ""
        if not entry or not name or name in found:
            raise _as_written(cell, workbook_sentences.NOT_SHORTFALLS)
        found[name] = int(entry[2])
        position = entry.end()
    return found
