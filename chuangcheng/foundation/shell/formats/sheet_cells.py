"""Reads the filled cells of one sheet as a stream, and the shape a reader must know of.

Merged, hidden and calculated cells are told apart here, because a value that a person does
not see, or that changes by itself, must never become a fact.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Literal

from chuangcheng.domain.errors import Place, Refused, Sentence
from chuangcheng.domain.text import inert
from chuangcheng.foundation.shell.formats import package_sentences
from chuangcheng.foundation.shell.formats.limits import Limits
from chuangcheng.foundation.shell.formats.notes import Notes
from chuangcheng.foundation.shell.formats.workbook_package import (
    Element,
    Package,
    attribute,
    local,
)
from chuangcheng.foundation.shell.formats.workbook_parts import (
    Shared,
    SheetPart,
    text_in,
    unescape,
)

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
MOST_DAYS = 2_958_465  # the last day of the year 9999

CellKind = Literal["text", "number", "percent", "date", "yes_no", "formula", "error", "too_large"]
Value = str | int | Decimal | bool | date

_NUMBER = re.compile(r"[-+]?(\d{1,400}(\.\d*)?|\.\d+)([eE][-+]?\d{1,4})?")
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell. A percentage's value is the share (0.923); an error's is its name."""

    row: int
    column: int
    kind: CellKind
    value: Value

    @property
    def address(self) -> str:
        """The cell's name, such as ``C12``."""
        return f"{letters(self.column)}{self.row}"


@dataclass(slots=True)
class Sheet:
    """The filled cells of a sheet by row and column, and what is merged or hidden."""

    name: str
    hidden: bool
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)


def letters(column: int) -> str:
    """Return the letters of a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_number(name: str) -> int:
    """Return the number of a column from its letters."""
    number = 0
    for char in name.upper():
        number = number * 26 + ord(char) - ord("A") + 1
    return number


def read_sheet(
    package: Package, part: SheetPart, shared: Shared, notes: Notes, limits: Limits
) -> Sheet:
    """Return the filled cells of a sheet; raise ``Refused`` past the limits."""
    return _SheetReader(package, part, shared, notes, limits).read()


class _SheetReader:
    def __init__(
        self, package: Package, part: SheetPart, shared: Shared, notes: Notes, limits: Limits
    ) -> None:
        self.package = package
        self.part = part
        self.shared = shared
        self.notes = notes
        self.limits = limits
        self.sheet = Sheet(part.name, part.hidden)
        self._row = 0
        self._column = 0
        self._cells = 0

    def read(self) -> Sheet:
        for element in self._finished():
            name = local(element.tag)
            if name == "c":
                self._cell(element)
            elif name == "col":
                self._column_shape(element)
            elif name == "mergeCell":
                self.sheet.merged.append(attribute(element, "ref"))
        return self.sheet

    def _finished(self) -> Iterator[Element]:
        """Yield cells and shapes as they are complete; forget everything else at once."""
        open_elements: list[Element] = []
        inside_cell = False
        for event, element in self.package.elements(self.part.part):
            name = local(element.tag)
            if event == "start":
                open_elements.append(element)
                inside_cell = inside_cell or name == "c"
                if name == "row":
                    self._begin_row(element)
                continue
            open_elements.pop()
            if name in {"c", "col", "mergeCell"}:
                yield element
                inside_cell = False
            if open_elements and not inside_cell:
                open_elements[-1].clear()

    # --- shapes --------------------------------------------------------------------------

    def _begin_row(self, element: Element) -> None:
        self._row = _whole(attribute(element, "r"), self._row + 1)
        self._column = 0
        if not 1 <= self._row <= MOST_ROWS:
            raise self.notes.refuse(package_sentences.DAMAGED)
        hidden = attribute(element, "hidden") in {"1", "true"}
        if hidden or attribute(element, "ht") in {"0", "0.0"}:
            self.sheet.hidden_rows.append(self._row)

    def _column_shape(self, element: Element) -> None:
        hidden = attribute(element, "hidden") in {"1", "true"}
        if hidden or attribute(element, "width") in {"0", "0.0"}:
            first = _whole(attribute(element, "min"), 1)
            self.sheet.hidden_columns.append((first, _whole(attribute(element, "max"), first)))

    # --- cells ---------------------------------------------------------------------------

    def _cell(self, element: Element) -> None:
        self._move_to(attribute(element, "r"))
        parts = {local(child.tag): child for child in element}
        kind, value = self._content(element, parts)
        if kind == "text" and isinstance(value, str):
            value = _without_apostrophe(value)
        if value == "":
            return
        row = self.sheet.rows.setdefault(self._row, {})
        if self._column in row:
            raise self.notes.refuse(package_sentences.DAMAGED)
        row[self._column] = Cell(self._row, self._column, kind, value)
        self._cells += 1
        if len(self.sheet.rows) > self.limits.rows + 1:  # the heads are a row of their own
            raise self._too_many(package_sentences.TOO_MANY_ROWS, self.limits.rows)
        if self._cells > self.limits.cells or self._column > self.limits.columns:
            raise self._too_many(package_sentences.TOO_MANY_CELLS, self.limits.cells)

    def _move_to(self, reference: str) -> None:
        self._column += 1
        if not reference:
            return
        found = _REFERENCE.fullmatch(reference)
        if not found or int(found[2]) != self._row:
            raise self.notes.refuse(package_sentences.DAMAGED)
        self._column = column_number(found[1])
        if self._column > MOST_COLUMNS:
            raise self.notes.refuse(package_sentences.DAMAGED)

    def _content(self, element: Element, parts: dict[str, Element]) -> tuple[CellKind, Value]:
        if "f" in parts:
            return "formula", "="
        written = (parts["v"].text or "") if "v" in parts else ""
        match attribute(element, "t"):
            case "s":
                return "text", self._shared_text(written)
            case "inlineStr":
                return "text", text_in(parts["is"]).strip() if "is" in parts else ""
            case "str":
                return "text", unescape(written).strip()
            case "e":
                return "error", written.strip()
            case "b":
                return "yes_no", written.strip() == "1"
            case "d":
                return _iso_day(written.strip())
        return self._number(written.strip(), attribute(element, "s"))

    def _shared_text(self, written: str) -> str:
        index = _whole(written.strip(), -1)
        if not 0 <= index < len(self.shared.texts):
            raise self.notes.refuse(package_sentences.DAMAGED)
        return self.shared.texts[index].strip()

    def _number(self, written: str, style: str) -> tuple[CellKind, Value]:
        if not written:
            return "text", ""
        if not _NUMBER.fullmatch(written):
            raise self.notes.refuse(package_sentences.DAMAGED)
        # A spreadsheet stores binary numbers and writes 0.923 as 0.92300000000000004; the
        # shortest decimal of the same binary number is what the person typed.
        binary = float(written)
        if abs(binary) >= 1e15:
            return "too_large", written
        exact = Decimal(repr(binary))
        index = _whole(style, 0)
        formats = self.shared.formats
        kind = formats[index] if index < len(formats) else "plain"
        if kind == "percent":
            return "percent", exact
        if kind == "date":
            return self._date(exact)
        return "number", int(exact) if exact == exact.to_integral_value() else exact

    def _date(self, days: Decimal) -> tuple[CellKind, Value]:
        from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

        if not 0 <= days <= MOST_DAYS - 1462:
            return "too_large", str(days)
        calendar = CALENDAR_MAC_1904 if self.shared.from_1904 else CALENDAR_WINDOWS_1900
        moment = from_excel(float(days), calendar)
        if isinstance(moment, datetime):
            return "date", moment.date()
        if isinstance(moment, time | timedelta):
            return "date", str(moment)
        return "date", moment

    def _too_many(self, sentence: Sentence, most: int) -> Refused:
        return self.notes.refuse(sentence, Place(self.notes.file, sheet=self.sheet.name), most=most)


def _iso_day(written: str) -> tuple[CellKind, Value]:
    """Return the day of a cell that keeps its date as text (strict OOXML)."""
    try:
        return "date", datetime.fromisoformat(written).date()
    except ValueError:
        return "text", written


def _without_apostrophe(written: str) -> str:
    """Return a text without the apostrophe that our exports put before ``= + - @``."""
    rest = written[1:]
    return rest if written.startswith("'") and inert(rest) != rest else written


def _whole(written: str, default: int) -> int:
    if written.isascii() and written.isdigit() and len(written) < 10:
        return int(written)
    return default
