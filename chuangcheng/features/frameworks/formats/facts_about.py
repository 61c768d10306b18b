"""Reads the sheet "about" of a workbook of facts: one name and one value per row."""

from collections.abc import Mapping

from chuangcheng.domain.errors import Place
from chuangcheng.domain.text import narrow
from chuangcheng.features.frameworks.formats import facts_cells, workbook_sentences
from chuangcheng.features.frameworks.formats.facts_layout import ABOUT, GUIDE, by_head
from chuangcheng.features.frameworks.formats.facts_records import Places
from chuangcheng.features.frameworks.formats.said_words import heads
from chuangcheng.foundation.shell.formats.notes import Notes, shown_value
from chuangcheng.foundation.shell.formats.sheet_cells import Cell, Sheet

HEADS = (("name", "value"), ("項", "值"), ("项", "值"), ("項目", "內容"), ("项目", "内容"))


def read_about(sheet: Sheet, notes: Notes, places: Places) -> dict[str, object]:
    """Return what the sheet says; unknown names, names given twice and bad values are noted."""
    known = by_head(ABOUT)
    found: dict[str, object] = {}
    first_rows: dict[str, int] = {}
    for number, row in sorted(sheet.rows.items()):
        if number == 1 and _is_head(row):
            continue
        name, value = row.get(1), row.get(2)
        if name and narrow(str(name.value)) in GUIDE:
            break
        column = known.get(narrow(str(name.value)).casefold()) if name else None
        if name is None or column is None:
            _note_unknown(sheet, number, name, notes)
        elif first_rows.setdefault(column.field, number) != number:
            _note_duplicate(sheet, first_rows[column.field], name, notes)
        elif value is not None and value.kind not in {"formula", "error"}:
            places.cell((column.field,), sheet.name, value.address)
            found[column.field] = _read(sheet, column.type, value, notes)
    return found


def _is_head(row: Mapping[int, Cell]) -> bool:
    words = tuple(narrow(str(cell.value)).casefold() for _, cell in sorted(row.items()))
    return words in HEADS


def _note_unknown(sheet: Sheet, row: int, name: Cell | None, notes: Notes) -> None:
    place = Place(notes.file, sheet=sheet.name, cell=f"A{row}")
    found = shown_value(name.value) if name else "—"
    known = heads(ABOUT.columns)
    notes.note(workbook_sentences.UNKNOWN_ABOUT, place, found=found, known=known)


def _note_duplicate(sheet: Sheet, first: int, name: Cell, notes: Notes) -> None:
    place = Place(notes.file, sheet=sheet.name, cell=name.address)
    shown = shown_value(name.value)
    notes.note(workbook_sentences.DUPLICATE_ABOUT, place, name=shown, first=first, row=name.row)


def _read(sheet: Sheet, kind: str, cell: Cell, notes: Notes) -> object:
    try:
        return facts_cells.READERS[kind](cell)
    except facts_cells.BadCell as fault:
        place = Place(notes.file, sheet=sheet.name, cell=cell.address)
        notes.note(fault.sentence, place, **fault.params)
        return None
