"""Reads the sheet "about" of a workbook of facts: one name and one value per row."""

from collections.abc import Mapping

from chuangcheng.domain.errors import Place
from chuangcheng.domain.text import narrow
from chuangcheng.features.frameworks.formats import facts_cells, workbook_sentences
from chuangcheng.features.frameworks.formats.facts_layout import ABOUT, by_head, known_heads
from chuangcheng.features.frameworks.formats.facts_records import Places
from chuangcheng.features.frameworks.formats.notes import Notes, shown_value
from chuangcheng.features.frameworks.formats.sheet_cells import Cell, Sheet

HEADS = (("name", "value"), ("項", "值"), ("项", "值"), ("項目", "內容"), ("项目", "内容"))


def read_about(sheet: Sheet, notes: Notes, places: Places) -> dict[str, object]:
    """Return what the sheet says; unknown names, names given twice and bad values are noted."""
    known = by_head(ABOUT)
    found: dict[str, object] = {}
    for number, row in sorted(sheet.rows.items()):
        if number == 1 and _is_head(row):
            continue
        name, value = row.get(1), row.get(2)
        column = known.get(narrow(str(name.value)).casefold()) if name else None
        if column is None or column.field in found:
            _note_unknown(sheet, number, name, notes)
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
    notes.note(workbook_sentences.UNKNOWN_ABOUT, place, found=found, known=known_heads(ABOUT))


def _read(sheet: Sheet, kind: str, cell: Cell, notes: Notes) -> object:
    try:
        return facts_cells.READERS[kind](cell)
    except facts_cells.BadCell as fault:
        place = Place(notes.file, sheet=sheet.name, cell=cell.address)
        notes.note(fault.sentence, place, **fault.params)
        return None
