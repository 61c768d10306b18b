"""Reads a workbook of facts into the written format ``chuangcheng.facts.v1``."""

from string import ascii_uppercase

from chuangcheng.domain.errors import Fault, Place
from chuangcheng.features.frameworks.formats import workbook_sentences
from chuangcheng.features.frameworks.formats.facts_about import read_about
from chuangcheng.features.frameworks.formats.facts_layout import (
    ABOUT,
    EXTRA_SHEETS,
    FACTS,
    OBSERVATIONS,
    YEARS,
    SheetLayout,
    by_head,
    sheet_role,
)
from chuangcheng.features.frameworks.formats.facts_records import FactsBuilder, Places, Values
from chuangcheng.features.frameworks.formats.known_codes import KnownCodes
from chuangcheng.features.frameworks.formats.said_words import listed, sheet_name
from chuangcheng.features.frameworks.formats.sheet_tables import Table, read_table, row_of_heads
from chuangcheng.foundation.shell.formats import package_sentences
from chuangcheng.foundation.shell.formats.limits import Limits
from chuangcheng.foundation.shell.formats.notes import Notes
from chuangcheng.foundation.shell.formats.sheet_cells import Sheet, read_sheet
from chuangcheng.foundation.shell.formats.sheet_shape import note_shape
from chuangcheng.foundation.shell.formats.workbook_package import open_package
from chuangcheng.foundation.shell.formats.workbook_parts import (
    Shared,
    read_formats,
    read_sheet_parts,
    read_texts,
)

_OF_ROWS = (
    *("cell.", "file.control_character", "document.text_too_long", "sheet.duplicate_"),
    *("sheet.missing_code", "sheet.formula", "sheet.error_value", "sheet.unknown_about"),
)
"""Beginnings of the codes of faults that leave every other row as it is."""

_ALL_HEADS = frozenset(name for sheet in (FACTS, OBSERVATIONS, YEARS) for name in by_head(sheet))


def read_facts_workbook(
    content: bytes, notes: Notes, limits: Limits, codes: KnownCodes
) -> tuple[Values, Places]:
    """Return the facts in the workbook ``content`` and the cell of each.

    ``codes`` are those of the edition: standards and articles share a column. What is wrong
    with single rows is noted and the row taken as unknown, so that the other rows can be held
    against the edition in the same run. Raises ``Refused`` where the sheets themselves or
    their heads cannot be relied on.
    """
    sheets = _assigned(_filled_sheets(content, notes, limits), notes)
    builder = FactsBuilder(notes, codes)
    for layout in (FACTS, OBSERVATIONS, YEARS):
        if layout.role in sheets:
            _take(builder, layout, read_table(sheets[layout.role], layout, notes))
    if ABOUT.role in sheets:
        builder.about(read_about(sheets[ABOUT.role], notes, builder.places))
    if not all(_is_of_a_row(fault) for fault in notes.faults()):
        notes.refuse_if_any()
    return builder.finish(), builder.places


def _is_of_a_row(fault: Fault) -> bool:
    below_heads = fault.place.cell.lstrip(ascii_uppercase) not in ("", "1")
    return below_heads and fault.code.startswith(_OF_ROWS)


def _take(builder: FactsBuilder, layout: SheetLayout, table: Table) -> None:
    if layout is FACTS:
        builder.facts(table)
    elif layout is OBSERVATIONS:
        builder.observations(table)
    else:
        builder.years(table)


def _filled_sheets(content: bytes, notes: Notes, limits: Limits) -> list[Sheet]:
    """Return the visible sheets that hold something; note the shape of each."""
    package = open_package(content, notes, limits)
    parts, from_1904 = read_sheet_parts(package, notes)
    shared = Shared(read_texts(package, notes, limits), read_formats(package), from_1904)
    filled = []
    for part in parts:
        sheet = read_sheet(package, part, shared, notes, limits)
        if not sheet.rows:
            continue
        if sheet.hidden:
            place = Place(notes.file, sheet=sheet.name)
            notes.note(package_sentences.HIDDEN_SHEET, place)
            continue
        note_shape(sheet, notes, row_of_heads(sheet, _ALL_HEADS))
        filled.append(sheet)
    return filled


def _assigned(filled: list[Sheet], notes: Notes) -> dict[str, Sheet]:
    """Return the sheets by their role; note sheets that nobody would read."""
    sheets: dict[str, Sheet] = {}
    named = [sheet for sheet in filled if sheet.name.strip().casefold() in FACTS.names]
    main = next(iter(named or [sheet for sheet in filled if sheet_role(sheet.name) is None]), None)
    for sheet in filled:
        layout = FACTS if sheet is main else sheet_role(sheet.name)
        place = Place(notes.file, sheet=sheet.name)
        if layout is None:
            known = listed(sheet_name(extra) for extra in EXTRA_SHEETS)
            notes.note(workbook_sentences.UNREAD_SHEET, place, known=known)
        elif layout.role in sheets:
            notes.note(workbook_sentences.TWICE, place, other=sheets[layout.role].name)
        else:
            sheets[layout.role] = sheet
    if not sheets.keys() & {FACTS.role, OBSERVATIONS.role, YEARS.role}:
        notes.note(workbook_sentences.NO_SHEET)
    return sheets
