"""Prints for people: columns that fit Chinese characters, on any terminal, without surprises."""

import io
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TextIO

from chuangcheng.features.frameworks.formats.display_width import width

Align = Literal["left", "right"]

NARROWEST, WIDEST = 60, 110
LEAST = 8
_NOT_AT_START = frozenset(",.;:!?)]}%，。；：！？、）】》」』”’％")


def prepare(stream: TextIO) -> None:
    """Make a stream show ``?`` for a character its encoding lacks, instead of failing."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")


def columns() -> int:
    """Return how many columns a line may take."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((100, 24)).columns))


def draws_blocks(stream: TextIO | None = None) -> bool:
    """Tell whether the stream can show block characters."""
    encoding = (stream or sys.stdout).encoding or "ascii"
    try:
        "█▒░✔✘".encode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True


def clean(text: str) -> str:
    """Return ``text`` without control characters, which could move or paint the terminal."""
    return "".join(
        char if char.isprintable() else " " if char in "\t\n\r" else "?" for char in text
    )


def pad(text: str, columns: int, align: Align = "left") -> str:
    """Return ``text`` with spaces up to ``columns``."""
    spaces = " " * max(0, columns - width(text))
    return spaces + text if align == "right" else text + spaces


def cut(text: str, columns: int) -> str:
    """Return as much of ``text`` as fits, with an ellipsis where something is left out."""
    if width(text) <= columns:
        return text
    kept = ""
    for char in text:
        if width(kept + char) > columns - 1:
            break
        kept += char
    return f"{kept}…"


def wrap(text: str, columns: int) -> list[str]:
    """Return ``text`` in lines: Latin words stay whole, Chinese breaks between characters."""
    lines = [""]
    for piece in _pieces(text):
        line = lines[-1]
        if width(line + piece.rstrip()) <= columns or piece in _NOT_AT_START or not line:
            lines[-1] = line + piece
        else:
            lines[-1] = line.rstrip()
            lines.append(piece.lstrip())
    lines[-1] = lines[-1].rstrip()
    return lines


def _pieces(text: str) -> Iterator[str]:
    """Yield words with their space behind them, and wide characters one by one."""
    word = ""
    for char in text:
        if width(char) == 2:
            if word:
                yield word
            word = ""
            yield char
        elif char.isspace():
            yield word + " "
            word = ""
        else:
            word += char
    if word:
        yield word


def table(rows: Iterable[Sequence[str]], aligns: Sequence[Align], *, widest: int) -> list[str]:
    """Return rows as lines of aligned columns.

    The first row holds the heads. A table wider than ``widest`` loses from its broadest
    columns, whose texts are then cut.
    """
    lines, widths = _aligned(rows, aligns, widest)
    rule = "  ".join(("─" if draws_blocks() else "-") * room for room in widths)
    return [lines[0], rule, *lines[1:]]


def plain_table(rows: Iterable[Sequence[str]], *, widest: int) -> list[str]:
    """Return rows without heads as lines of left-aligned columns."""
    cells = [tuple(row) for row in rows]
    return _aligned(cells, ["left"] * len(cells[0]), widest)[0] if cells else []


def _fitted(widths: list[int], room: int) -> list[int]:
    """Return widths that fit in ``room``: the broadest give first, none below ``LEAST``."""
    fitted = list(widths)
    while sum(fitted) > room and max(fitted) > LEAST:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


def _aligned(
    rows: Iterable[Sequence[str]], aligns: Sequence[Align], widest: int
) -> tuple[list[str], list[int]]:
    cells = [[clean(cell) for cell in row] for row in rows]
    widths = [max(width(row[index]) for row in cells) for index in range(len(aligns))]
    widths = _fitted(widths, widest - 2 * (len(widths) - 1))
    lines = [
        "  ".join(
            pad(cut(cell, room), room, align)
            for cell, room, align in zip(row, widths, aligns, strict=True)
        ).rstrip()
        for row in cells
    ]
    return lines, widths
