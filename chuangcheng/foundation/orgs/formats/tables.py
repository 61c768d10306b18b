"""Reads a sheet as a table: finds the heads wherever they stand, then one record per row."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from chuangcheng.domain.errors import Fault, Place, Sentence
from chuangcheng.domain.text import narrow, to_simplified
from chuangcheng.foundation.orgs.formats import cell_reading, sentences
from chuangcheng.foundation.orgs.formats.layout import (
    KINDS,
    Column,
    Kind,
    by_head,
    folded_head,
    sheet_kind,
)
from chuangcheng.foundation.orgs.formats.records import FileReading, Record
from chuangcheng.foundation.orgs.formats.words import EXAMPLES
from chuangcheng.foundation.shell.formats import package_sentences
from chuangcheng.foundation.shell.formats.notes import shown_value
from chuangcheng.foundation.shell.formats.sheet_cells import Cell, Sheet, column_number, letters

_ROWS_FOR_HEADS = 15
_MOST_HIDDEN = 1000
_STORED_AS_WRITTEN = frozenset({"text", "phone", "email", "digits"})
_ROWS_BELOW = 200  # a merged range may end below the last filled row
_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})")


class Heads(NamedTuple):
    """Where the heads stand, and what kind of rows they announce."""

    kind: Kind
    row: int
    known: int


def read_table(sheet: Sheet, reading: FileReading) -> bool:
    """Add the records of ``sheet`` to ``reading``; False if no heads are known there."""
    heads = find_heads(sheet)
    if heads is None:
        return False
    _TableReader(sheet, heads, reading).read()
    return True


def find_heads(sheet: Sheet) -> Heads | None:
    """Return the row of the first rows that holds most known heads; the sheet's name decides ties.

    One known head alone is no table, unless it is the only filled cell of its row.
    """
    named = sheet_kind(sheet.name)
    best: tuple[tuple[int, bool, int], Heads] | None = None
    for number in sorted(sheet.rows)[:_ROWS_FOR_HEADS]:
        row = sheet.rows[number]
        folded = {folded_head(str(cell.value)) for cell in row.values() if cell.kind == "text"}
        for kind in KINDS:
            known = len({by_head(kind)[head].field for head in folded if head in by_head(kind)})
            if known < 2 and not (known == 1 == len(row)):
                continue
            rank = (known, kind == named, -number)
            if best is None or rank > best[0]:
                best = (rank, Heads(kind, number, known))
    return best[1] if best else None


class _TableReader:
    def __init__(self, sheet: Sheet, heads: Heads, reading: FileReading) -> None:
        self.sheet = sheet
        self.kind = heads.kind
        self.row_of_heads = heads.row
        self.reading = reading
        self.columns: dict[int, Column] = {}
        self.letters: dict[str, str] = {}
        self.passed_over: set[int] = set()
        self.examples = 0

    def read(self) -> None:
        self.reading.kinds.add(self.kind)
        self._heads()
        merged = dict(self._merged())
        hidden = set(self.sheet.hidden_rows)
        for number in sorted(self.sheet.rows):
            if number > self.row_of_heads:
                self._record(number, self.sheet.rows[number], merged, hidden)
        for number in sorted(set(merged) - set(self.sheet.rows)):
            self._record(number, {}, merged, hidden)
        if self.examples:
            self._notice(sentences.EXAMPLES_SKIPPED, "", count=str(self.examples))

    # --- heads ---------------------------------------------------------------------------

    def _heads(self) -> None:
        known = by_head(self.kind)
        hidden = self._hidden_columns()
        for number, cell in sorted(self.sheet.rows[self.row_of_heads].items()):
            head = shown_value(cell.value)
            column = known.get(folded_head(str(cell.value)))
            if number in hidden:
                self._pass_over(number, sentences.HIDDEN_COLUMN, head=head)
            elif column is None:
                self._pass_over(number, sentences.IGNORED_COLUMN, head=head)
            elif column.field in self.letters:
                first = self.letters[column.field]
                self._pass_over(number, sentences.SECOND_COLUMN, head=head, first=first)
            else:
                self.columns[number] = column
                self.letters[column.field] = letters(number)

    def _hidden_columns(self) -> set[int]:
        last = max(self.sheet.rows[self.row_of_heads])
        return {
            number
            for first, end in self.sheet.hidden_columns[:_MOST_HIDDEN]
            for number in range(first, min(end, last) + 1)
        }

    def _pass_over(self, number: int, sentence: Sentence, **params: str) -> None:
        self.passed_over.add(number)
        self._notice(sentence, f"{letters(number)}{self.row_of_heads}", **params)

    def _notice(self, sentence: Sentence, cell: str, **params: str) -> None:
        place = Place(sheet=self.sheet.name, cell=cell)
        self.reading.notices.append(Fault(sentence, place, params))

    # --- rows ----------------------------------------------------------------------------

    def _merged(self) -> Iterator[tuple[int, str]]:
        """Yield each row below the heads that a merged range touches in a known column, once."""
        last = max(self.sheet.rows) + _ROWS_BELOW
        done = self.row_of_heads
        for top, bottom, reference in sorted(self._ranges()):
            for number in range(max(top, done + 1), min(bottom, last) + 1):
                yield number, reference
            done = max(done, min(bottom, last))

    def _ranges(self) -> Iterator[tuple[int, int, str]]:
        for reference in self.sheet.merged:
            found = _RANGE.fullmatch(reference)
            if found:
                first, end = column_number(found[1]), column_number(found[3])
                if any(first <= number <= end for number in self.columns):
                    yield int(found[2]), int(found[4]), reference

    def _record(
        self, number: int, row: Mapping[int, Cell], merged: Mapping[int, str], hidden: set[int]
    ) -> None:
        record = Record(self.kind, self.sheet.name, number, {}, self.letters)
        for column_at, cell in row.items():
            self._cell(record, column_at, cell)
        if self._is_example(record):
            self.examples += 1
            return
        if number in merged:
            cells = merged[number]
            record.refuse(sentences.MERGED, self._field_of(cells), cells=shown_value(cells))
        if not record.values and not record.faults:
            return
        if number in hidden:
            record.refuse(sentences.HIDDEN_ROW)
        self.reading.records.append(record)

    def _field_of(self, cells: str) -> str:
        found = _RANGE.fullmatch(cells)
        first = column_number(found[1]) if found else 1
        return next((self.columns[at].field for at in sorted(self.columns) if at >= first), "")

    def _is_example(self, record: Record) -> bool:
        name = to_simplified(narrow(record.text("name"))).casefold()
        return name.startswith(EXAMPLES)

    def _cell(self, record: Record, number: int, cell: Cell) -> None:
        column = self.columns.get(number)
        if column is None:
            if number not in self.passed_over:
                self._pass_over(number, sentences.HEADLESS_COLUMN)
        elif cell.kind == "formula":
            record.refuse(package_sentences.FORMULA, column.field)
        elif cell.kind == "error":
            found = shown_value(cell.value)
            record.refuse(package_sentences.ERROR_VALUE, column.field, found=found)
        else:
            self._value(record, column, cell)

    def _value(self, record: Record, column: Column, cell: Cell) -> None:
        text = str(cell.value).strip() if cell.kind == "text" else ""
        try:
            value = cell_reading.read_value(column, cell)
        except cell_reading.BadCell as fault:
            record.refuse(fault.sentence, column.field, **fault.params)
            value = None
        if value is not None and (value != "" or text):
            record.values[column.field] = value
        if text and value != text and column.type in _STORED_AS_WRITTEN:
            record.written[column.field] = text
