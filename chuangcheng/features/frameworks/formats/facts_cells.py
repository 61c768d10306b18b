"""Turns the cells of a workbook of facts into the values that the written format has.

A reader returns the value, or raises ``BadCell`` with the sentence that says what is
wrong. Full-width digits and signs are folded first, as Chinese input methods type them.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from chuangcheng.domain.errors import Sentence
from chuangcheng.domain.text import narrow
from chuangcheng.features.frameworks.formats import scalars, sentences, workbook_sentences
from chuangcheng.features.frameworks.formats.facts_layout import NO, YES
from chuangcheng.features.frameworks.formats.notes import shown_value
from chuangcheng.features.frameworks.formats.sheet_cells import Cell

_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)")
_GROUPED = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d*)?")
_COUNT = re.compile(r"\d+")
_ISO_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
MOST_TEXT = 20_000


class BadCell(Exception):
    """A cell whose value does not fit its column."""

    def __init__(self, sentence: Sentence, **params: str) -> None:
        super().__init__(sentence.code)
        self.sentence = sentence
        self.params = params


def text(cell: Cell) -> str:
    """Return a text as it stands; numbers and dates as a person would write them."""
    if isinstance(cell.value, bool):
        return "true" if cell.value else "false"
    if cell.kind == "percent" and isinstance(cell.value, Decimal):
        return percent(cell.value)
    if isinstance(cell.value, date):
        return cell.value.isoformat()
    written = plain(cell.value) if isinstance(cell.value, Decimal) else str(cell.value)
    found = scalars.CONTROL.search(written)
    if found:
        character = f"U+{ord(found.group()):04X}"
        raise BadCell(sentences.CONTROL_CHARACTER, character=character)
    if len(written) > MOST_TEXT:
        raise BadCell(sentences.TEXT_TOO_LONG, most=str(MOST_TEXT))
    return written


def code(cell: Cell) -> str:
    """Return a code; a code that the program took for a date cannot be saved."""
    if cell.kind == "date":
        raise BadCell(workbook_sentences.DATE_NOT_MEANT, found=text(cell))
    return narrow(text(cell))


def plain(number: Decimal | int) -> str:
    """Return a number without exponent and without zeros at its end."""
    written = format(Decimal(number), "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def percent(share: Decimal) -> str:
    """Return ``0.923`` as ``92.3%``."""
    return f"{plain(share * 100)}%"


def number(cell: Cell) -> int | Decimal:
    """Return a plain number; percentages and dates are mistakes here."""
    if cell.kind == "percent":
        raise BadCell(workbook_sentences.PERCENT_NOT_MEANT, found=text(cell))
    return _number(cell)


def _number(cell: Cell) -> int | Decimal:
    if cell.kind == "too_large":
        raise BadCell(workbook_sentences.NUMBER_OUT_OF_RANGE, found=shown_value(cell.value))
    if cell.kind == "date":
        raise BadCell(workbook_sentences.DATE_NOT_MEANT, found=shown_value(text(cell)))
    if isinstance(cell.value, int | Decimal) and not isinstance(cell.value, bool):
        return cell.value
    return parse_number(text(cell))


def parse_number(written: str) -> int | Decimal:
    """Return the number in a text, with thousands marks allowed where they fit."""
    folded = narrow(written)
    if _GROUPED.fullmatch(folded):
        folded = folded.replace(",", "")
    if not _NUMBER.fullmatch(folded):
        raise BadCell(workbook_sentences.NOT_A_NUMBER, found=shown_value(written))
    try:
        return scalars.number(folded.lstrip("+"))
    except scalars.OutOfRange:
        raise BadCell(workbook_sentences.NUMBER_OUT_OF_RANGE, found=shown_value(written)) from None


def count(cell: Cell) -> int:
    """Return a whole number."""
    found = number(cell)
    if found != int(found):
        raise BadCell(workbook_sentences.NOT_A_COUNT, found=shown_value(found))
    return int(found)


def counts(cell: Cell) -> int | list[int | None]:
    """Return a whole number, or the list of them that semicolons separate."""
    parts = _parts(cell)
    if parts is None:
        return count(cell)
    return [parse_count(part) if part else None for part in parts]


def parse_count(written: str) -> int:
    """Return the whole number in a text."""
    folded = narrow(written)
    if not _COUNT.fullmatch(folded) or len(folded) > scalars.MOST_DIGITS:
        raise BadCell(workbook_sentences.NOT_A_COUNT, found=shown_value(written))
    return int(folded)


def values(cell: Cell) -> int | Decimal | str | list[int | Decimal | None]:
    """Return a number, a rate as ``92.3%``, or the list of numbers that semicolons separate."""
    if cell.kind == "percent":
        return text(cell)
    parts = _parts(cell)
    if parts is not None:
        return [parse_number(part) if part else None for part in parts]
    if cell.kind == "text":
        folded = narrow(text(cell))
        if folded.endswith("%"):
            return f"{plain(Decimal(parse_number(folded[:-1].strip())))}%"
    return _number(cell)


def _parts(cell: Cell) -> list[str] | None:
    """Return what semicolons separate in a text cell; ``None`` if there is no semicolon."""
    folded = narrow(text(cell)) if cell.kind == "text" else ""
    return [part.strip() for part in folded.split(";")] if ";" in folded else None


def yes_no(cell: Cell) -> bool:
    """Return yes or no, as a person or a program writes it."""
    if isinstance(cell.value, bool):
        return cell.value
    folded = narrow(text(cell)).casefold()
    if folded in YES:
        return True
    if folded in NO:
        return False
    raise BadCell(workbook_sentences.NOT_YES_OR_NO, found=shown_value(text(cell)))


def day(cell: Cell) -> str:
    """Return a date as ``2026-10-31``; ``2026/10/31`` and ``2026年10月31日`` are understood."""
    if isinstance(cell.value, date):
        return cell.value.isoformat()
    written = narrow(text(cell))
    found = _ISO_DATE.fullmatch(written)
    if found and cell.kind == "text":
        try:
            return date(*(int(part) for part in found.groups())).isoformat()
        except ValueError:
            pass
    raise BadCell(workbook_sentences.NOT_A_DATE, found=shown_value(written))


def panel(cell: Cell) -> object:
    """Return the marks or grades of a panel: a list, or a mapping where they carry names."""
    if cell.kind != "text":
        return [number(cell)]
    entries = [part.strip() for part in re.split(r"[;\n]", narrow(text(cell)))]
    if any(":" in entry for entry in entries):
        return _named_marks([entry for entry in entries if entry], text(cell))
    return [_mark(entry) for entry in entries]


def _named_marks(entries: list[str], written: str) -> dict[str, object]:
    marks: dict[str, object] = {}
    for entry in entries:
        name, colon, mark = (part.strip() for part in entry.partition(":"))
        if not colon or not name or name in marks:
            raise BadCell(workbook_sentences.NOT_A_PANEL, found=shown_value(written))
        marks[name] = _mark(mark)
    return marks


def _mark(written: str) -> object:
    """Return a mark as a number, a grade as text, an empty place as unknown."""
    if not written:
        return None
    return parse_number(written) if _NUMBER.fullmatch(written) else written


def per_place(cell: Cell) -> dict[str, list[int | None]]:
    """Return counts per place of each item, from ``stop-ads:2,1,0;core-ads:1,1,1``."""
    found: dict[str, list[int | None]] = {}
    for name, written in _items(cell):
        found[name] = [parse_count(part) if part.strip() else None for part in written.split(",")]
    return found


def per_item(cell: Cell) -> int | dict[str, int]:
    """Return a shortfall, or the shortfall of each item, from ``stop-ads:2;core-ads:1``."""
    if cell.kind == "text" and ":" in narrow(text(cell)):
        return {name: parse_count(written) for name, written in _items(cell)}
    return count(cell)


def _items(cell: Cell) -> list[tuple[str, str]]:
    written = text(cell)
    items: dict[str, str] = {}
    for entry in re.split(r"[;\n]", narrow(written)):
        if not entry.strip():
            continue
        name, colon, rest = (part.strip() for part in entry.partition(":"))
        if not colon or not name or name in items:
            raise BadCell(workbook_sentences.NOT_COUNTS, found=shown_value(written))
        items[name] = rest
    return list(items.items())


READERS: Mapping[str, Callable[[Cell], object]] = {
    "code": code,
    "ignored": text,
    "text": text,
    "count": count,
    "counts": counts,
    "number": number,
    "values": values,
    "yes_no": yes_no,
    "panel": panel,
    "per_place": per_place,
    "per_item": per_item,
    "date": day,
}
