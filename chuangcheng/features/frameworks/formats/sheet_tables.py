"""Reads a sheet as a table: heads in row 1, one record per row below."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from chuangcheng.domain.errors import Place, Sentence
from chuangcheng.domain.text import narrow
from chuangcheng.features.frameworks.formats import facts_cells, workbook_sentences
from chuangcheng.features.frameworks.formats.facts_layout import (
    Column,
    SheetLayout,
    by_head,
)
from chuangcheng.features.frameworks.formats.said_words import head, heads
from chuangcheng.foundation.shell.formats.notes import Notes, shown_value
from chuangcheng.foundation.shell.formats.sheet_cells import Cell, Sheet, letters

_NOTED_BY_SHAPE = ("formula", "error")
_ROWS_FOR_HEADS = 10
_FIRST_HEADS = 3


@dataclass(frozen=True, slots=True)
class Record:
    """A row: its number, the values by field, and the fields whose cells are faulty.

    ``code_is_number`` tells that the code is stored as a number, not as text.
    """

    row: int
    values: Mapping[str, object]
    faulty: frozenset[str] = frozenset()
    code_is_number: bool = False


@dataclass(slots=True)
class Table:
    """A sheet by heads: which column each field has, and the records."""

    sheet: str
    columns: dict[str, int] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)

    def address(self, row: int, name: str) -> str:
        """Return the cell of a field in a row; of the code where the field has no column."""
        column = self.columns.get(name) or self.columns.get("code", 1)
        return f"{letters(column)}{row}"


def read_table(sheet: Sheet, layout: SheetLayout, notes: Notes) -> Table:
    """Return the records of ``sheet``; every fault of heads and cells is noted."""
    return _TableReader(sheet, layout, notes).read()


def row_of_heads(sheet: Sheet, known: Collection[str]) -> int:
    """Return the row in which heads stand: 1, unless they stand only further below."""
    if any(_folded(cell) in known for cell in sheet.rows.get(1, {}).values()):
        return 1
    for number in range(2, _ROWS_FOR_HEADS + 1):
        if sum(_folded(cell) in known for cell in sheet.rows.get(number, {}).values()) > 1:
            return number
    return 1


def _folded(cell: Cell) -> str:
    return narrow(str(cell.value)).casefold()


class _TableReader:
    def __init__(self, sheet: Sheet, layout: SheetLayout, notes: Notes) -> None:
        self.sheet = sheet
        self.layout = layout
        self.notes = notes
        self.table = Table(sheet.name)
        self.fields: dict[int, Column] = {}
        self.headless: set[int] = set()
        self.faulty: set[str] = set()

    def read(self) -> Table:
        self._heads(self.sheet.rows.get(1, {}))
        for number in sorted(self.sheet.rows):
            if number > 1:
                self._record(number, self.sheet.rows[number])
        return self.table

    def _record(self, number: int, row: Mapping[int, Cell]) -> None:
        self.faulty.clear()
        values = dict(self._values(row))
        if values:
            code = row.get(self.table.columns.get("code", 0))
            is_number = code is not None and code.kind == "number"
            record = Record(number, values, frozenset(self.faulty), is_number)
            self.table.records.append(record)

    def _heads(self, row: Mapping[int, Cell]) -> None:
        known = by_head(self.layout)
        if not any(_folded(cell) in known for cell in row.values()):
            self._note_no_heads(known)
            self.headless.update(column for cells in self.sheet.rows.values() for column in cells)
            return
        for number, cell in row.items():
            column = known.get(_folded(cell))
            if cell.kind in _NOTED_BY_SHAPE:
                self.headless.add(number)
            elif column is None:
                self._unknown(cell, row, known)
            else:
                self._take(column, cell)
        for name in self.layout.required:
            if name not in self.table.columns:
                column = self.layout.column(name)
                if column:
                    self._note(workbook_sentences.MISSING_COLUMN, "A1", head=head(column))

    def _note_no_heads(self, known: Mapping[str, Column]) -> None:
        # The year stands only in workbooks of frameworks that combine years.
        usual = [
            column
            for column in self.layout.columns
            if column.type != "ignored" and column.field != "year"
        ]
        shown = heads(usual[:_FIRST_HEADS])
        row = row_of_heads(self.sheet, known)
        if row > 1:
            self._note(workbook_sentences.HEADS_BELOW, "A1", known=shown, row=str(row))
        else:
            self._note(workbook_sentences.NO_HEADS, "A1", known=shown)

    def _unknown(self, cell: Cell, row: Mapping[int, Cell], known: Mapping[str, Column]) -> None:
        self.headless.add(cell.column)
        taken = {known[_folded(one)] for one in row.values() if _folded(one) in known}
        readable = [one for one in self.layout.columns if one.type != "ignored"]
        free = heads(column for column in readable if column not in taken)
        found = shown_value(cell.value)
        self._note(workbook_sentences.UNKNOWN_HEAD, cell.address, found=found, known=free)

    def _take(self, column: Column, cell: Cell) -> None:
        first = self.table.columns.get(column.field)
        if first is not None:
            self.headless.add(cell.column)
            self._note(
                workbook_sentences.DUPLICATE_HEAD,
                cell.address,
                found=shown_value(cell.value),
                first=f"{letters(first)}1",
            )
            return
        self.table.columns[column.field] = cell.column
        self.fields[cell.column] = column

    def _values(self, row: Mapping[int, Cell]) -> Iterator[tuple[str, object]]:
        for number, cell in row.items():
            column = self.fields.get(number)
            if number in self.headless:
                continue
            if cell.kind in _NOTED_BY_SHAPE:
                self.faulty.add(column.field if column else "")
            elif column is None:
                self.headless.add(number)  # said once for the column, not for every row
                self._note(workbook_sentences.NO_HEAD, cell.address)
            elif column.type != "ignored":
                yield from self._value(column, cell)

    def _value(self, column: Column, cell: Cell) -> Iterator[tuple[str, object]]:
        try:
            yield column.field, facts_cells.READERS[column.type](cell)
        except facts_cells.BadCell as fault:
            self.faulty.add(column.field)
            self._note(fault.sentence, cell.address, **fault.params)

    def _note(self, sentence: Sentence, cell: str, **words: str) -> None:
        place = Place(self.notes.file, sheet=self.sheet.name, cell=cell)
        self.notes.note(sentence, place, **words)
