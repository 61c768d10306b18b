"""Notes what makes a sheet unfit to be read: merged, hidden, calculated or faulty cells."""

import re
from collections.abc import Iterator

from chuangcheng.domain.errors import Place, Sentence
from chuangcheng.foundation.shell.formats import package_sentences
from chuangcheng.foundation.shell.formats.notes import Notes, shown_value
from chuangcheng.foundation.shell.formats.sheet_cells import Cell, Sheet, column_number, letters

_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})")


def note_shape(sheet: Sheet, notes: Notes, row_of_heads: int = 1) -> None:
    """Note every fault in the shape of a sheet that holds data.

    Merged cells above ``row_of_heads`` are passed over: their rows are to be deleted, which
    who looks for the heads says.
    """
    _note_merged(sheet, notes, row_of_heads)
    _note_hidden(sheet, notes)
    for cell in _cells(sheet):
        if cell.kind == "formula":
            _note(notes, sheet, package_sentences.FORMULA, cell.address)
        elif cell.kind == "error":
            found = shown_value(cell.value)
            _note(notes, sheet, package_sentences.ERROR_VALUE, cell.address, found=found)


def _cells(sheet: Sheet) -> Iterator[Cell]:
    for row in sheet.rows.values():
        yield from row.values()


def _note_merged(sheet: Sheet, notes: Notes, row_of_heads: int) -> None:
    last_row = max(sheet.rows)
    last_column = max(max(row) for row in sheet.rows.values())
    for reference in sheet.merged:
        found = _RANGE.fullmatch(reference)
        inside = found and int(found[2]) <= last_row and column_number(found[1]) <= last_column
        if found and inside and int(found[4]) >= row_of_heads:
            cell = f"{found[1].upper()}{found[2]}"
            _note(notes, sheet, package_sentences.MERGED, cell, cells=shown_value(reference))


def _note_hidden(sheet: Sheet, notes: Notes) -> None:
    for number in sheet.hidden_rows:
        row = sheet.rows.get(number)
        if row:
            address = row[min(row)].address
            _note(notes, sheet, package_sentences.HIDDEN_ROW, address)
    filled = {column for row in sheet.rows.values() for column in row}
    for first, last in sheet.hidden_columns:
        for column in sorted(column for column in filled if first <= column <= last):
            letter = letters(column)
            _note(notes, sheet, package_sentences.HIDDEN_COLUMN, f"{letter}1", letter=letter)


def _note(notes: Notes, sheet: Sheet, sentence: Sentence, cell: str, **words: object) -> None:
    notes.note(sentence, Place(notes.file, sheet=sheet.name, cell=cell), **words)
