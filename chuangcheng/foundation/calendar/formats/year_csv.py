"""Takes the lines of a year out of a CSV file, as spreadsheet programs write it."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from chuangcheng.domain.errors import Place
from chuangcheng.domain.text import narrow
from chuangcheng.foundation.calendar.formats import year_sentences
from chuangcheng.foundation.calendar.formats.year_rows import COLUMNS, Row, Year
from chuangcheng.foundation.shell.formats.limits import Limits
from chuangcheng.foundation.shell.formats.notes import Notes


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the cells of one line stand: line and column, both counted from 1."""

    file: str
    line: int
    columns: Mapping[str, int | None]

    def __call__(self, name: str) -> Place:
        return Place(self.file, (name,), self.line, self.columns.get(name))


def read_csv_rows(text: str, notes: Notes, limits: Limits) -> Year:
    """Return the file's lines; lines that begin with ``#`` say where the year comes from."""
    lines = text.split("\n")
    remarks = [line.lstrip("#").strip() for line in lines if line.startswith("#")]
    found = [
        (number, line)
        for number, line in enumerate(lines, start=1)
        if line.strip(" ,") and not line.startswith("#")
    ]
    if not found:
        raise notes.refuse(year_sentences.NO_DAYS)
    names = [COLUMNS.get(narrow(cell).lower(), "") for cell in _cells(found[0][1])]
    place = Place(notes.file, (), found[0][0], 1)
    if not {"date", "kind"} <= set(names):
        raise notes.refuse(year_sentences.NO_HEAD, place)
    if len(found) > limits.values:
        raise notes.refuse(year_sentences.NO_DAYS, place)
    rows = tuple(_row(number, line, names, notes) for number, line in found[1:])
    if not rows:
        raise notes.refuse(year_sentences.NO_DAYS, place)
    return Year(None, remarks[0][:200] if remarks else "", rows, place)


def _cells(line: str) -> list[str]:
    return next(csv.reader([line]), [])


def _row(number: int, line: str, names: Sequence[str], notes: Notes) -> Row:
    cells = _cells(line)
    if len(cells) > len(names):
        notes.note(year_sentences.TOO_MANY_CELLS, Place(notes.file, (), number, 1))
    values = dict(zip(names, (cell.strip() for cell in cells), strict=False))
    # With quotation marks the cells no longer tell where they stood.
    starts = [0, *accumulate(len(cell) + 1 for cell in cells)] if '"' not in line else []
    columns = {name: start + 1 for name, start in zip(names, starts, strict=False)}
    places = _Places(notes.file, number, columns)
    return Row(
        values.get("date"), values.get("until"), values.get("kind"), values.get("name"), places
    )
