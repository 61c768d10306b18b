"""Turns single cells of a workbook of facts into the values that the written format has.

A reader returns the value, or raises ``BadCell`` with the sentence that says what is
wrong. Full-width digits and signs are folded first, as Chinese input methods type them.
"""

import re
from datetime import date
from decimal import Decimal

from chuangcheng.domain.errors import Sentence
from chuangcheng.domain.text import narrow
from chuangcheng.features.frameworks.formats import workbook_sentences
from chuangcheng.features.frameworks.formats.facts_layout import NO, YES
from chuangcheng.foundation.shell.formats import document_sentences, file_sentences, scalars
from chuangcheng.foundation.shell.formats.days import parse_day
from chuangcheng.foundation.shell.formats.notes import shown_value
from chuangcheng.foundation.shell.formats.sheet_cells import Cell

NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)")
_GROUPED = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d*)?")
_COUNT = re.compile(r"\d+")
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
        raise BadCell(file_sentences.CONTROL_CHARACTER, character=character)
    if len(written) > MOST_TEXT:
        raise BadCell(document_sentences.TEXT_TOO_LONG, most=str(MOST_TEXT))
    return written


def code(cell: Cell) -> str:
    """Return a code; one that the program took for a date or a fraction cannot be saved."""
    if cell.kind == "date":
        raise BadCell(workbook_sentences.DATE_NOT_MEANT, found=text(cell))
    if cell.kind in {"percent", "too_large"} or isinstance(cell.value, Decimal):
        raise BadCell(workbook_sentences.CODE_IS_NUMBER, found=text(cell))
    return narrow(text(cell))


def plain(number: Decimal | int) -> str:
    """Return a number without exponent and without zeros at its end."""
    written = format(Decimal(number), "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def percent(share: Decimal) -> str:
    """Return ``0.923`` as ``92.3%``."""
    return f"{plain(share * 100)}%"


def number(cell: Cell) -> int | Decimal:
    """Return a number of points or things; percentages and dates are mistakes here."""
    if cell.kind == "percent":
        raise BadCell(workbook_sentences.PERCENT_NOT_MEANT, found=text(cell))
    return plain_number(cell)


def plain_number(cell: Cell) -> int | Decimal:
    """Return the number in a cell, however the cell shows it."""
    if cell.kind == "too_large":
        raise BadCell(workbook_sentences.NUMBER_OUT_OF_RANGE, found=shown_value(cell.value))
    if cell.kind == "date":
        raise BadCell(workbook_sentences.DATE_NOT_MEANT, found=shown_value(text(cell)))
    if isinstance(cell.value, int | Decimal) and not isinstance(cell.value, bool):
        return cell.value
    return parse_number(text(cell))


def is_grouped(written: str) -> bool:
    """Tell whether a text may be one number with thousands marks: ``1,166``."""
    return _GROUPED.fullmatch(written) is not None


def parse_number(written: str) -> int | Decimal:
    """Return the number in a text, with thousands marks allowed where they fit."""
    folded = narrow(written)
    if _GROUPED.fullmatch(folded):
        folded = folded.replace(",", "")
    if not NUMBER.fullmatch(folded):
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


def parse_count(written: str) -> int:
    """Return the whole number in a text."""
    folded = narrow(written)
    if not _COUNT.fullmatch(folded) or len(folded) > scalars.MOST_DIGITS:
        raise BadCell(workbook_sentences.NOT_A_COUNT, found=shown_value(written))
    return int(folded)


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
    written = text(cell)
    found = parse_day(written) if cell.kind == "text" else None
    if found is None:
        raise BadCell(workbook_sentences.NOT_A_DATE, found=shown_value(written))
    return found
