"""Writes units, people and zones as a workbook or text tables that can be read in again."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from chuangcheng.domain.text import inert
from chuangcheng.foundation.orgs.formats.layout import KINDS, LAYOUTS, Column, Kind
from chuangcheng.foundation.orgs.formats.state import PersonNow, State, UnitNow, ZoneNow
from chuangcheng.foundation.orgs.formats.words import said, said_yes_no

Line = Mapping[str, str]
SEPARATOR = "；"
_HIDDEN_FROM_EXPORT = frozenset({"name"})
"""Both scripts have columns of their own in an export; the one that makes them is not needed."""


def exported_columns(kind: Kind) -> tuple[Column, ...]:
    """Return the columns of an export; units and zones have a name for each script."""
    columns = LAYOUTS[kind].columns
    if kind == "person":
        return columns
    return tuple(column for column in columns if column.field not in _HIDDEN_FROM_EXPORT)


def lines_of(kind: Kind, state: State, language: str, *, contacts: bool = True) -> Iterator[Line]:
    """Yield the rows of one sheet as texts; without ``contacts`` people's are left out."""
    names = {unit.code: _name(unit, language) for unit in state.units}
    classes = {one.code: one.name.get(language) for one in state.classes}
    if kind == "unit":
        yield from (_unit(unit, names, classes, language) for unit in state.units)
    elif kind == "person":
        yield from (_person(person, names, language, contacts) for person in state.people)
    else:
        yield from (_zone(zone, language) for zone in state.zones)


def _name(unit: UnitNow, language: str) -> str:
    return unit.name.get(language)


def _unit(
    unit: UnitNow, names: Mapping[str, str], classes: Mapping[str, str], language: str
) -> Line:
    return {
        "code": unit.code,
        "name_hant": unit.name.zh_hant,
        "name_hans": unit.name.zh_hans,
        "name_en": unit.name.en,
        "unit_class": classes.get(unit.class_code, unit.class_code),
        "parent": unit.parent_code,
        "parent_name": names.get(unit.parent_code, ""),
        "statistical_code": unit.statistical_code,
        "phone": unit.phone,
        "address": unit.address,
        "valid_from": unit.valid_from,
        "status": said(unit.status, language),
    }


def _person(person: PersonNow, names: Mapping[str, str], language: str, contacts: bool) -> Line:
    return {
        "code": person.code,
        "name": person.name,
        "unit": person.unit_code,
        "unit_name": names.get(person.unit_code, ""),
        "post": said(person.post, language),
        "title": person.title,
        "phone": person.phone if contacts else "",
        "email": person.email if contacts else "",
        "in_office": said_yes_no(person.in_office, language),
    }


def _zone(zone: ZoneNow, language: str) -> Line:
    return {
        "code": zone.code,
        "name_hant": zone.name.zh_hant,
        "name_hans": zone.name.zh_hans,
        "name_en": zone.name.en,
        "bounds": zone.bounds,
        "lead": zone.lead,
        "co": SEPARATOR.join(sorted(zone.co)),
        "in_use": said_yes_no(zone.in_use, language),
    }


def write_csv(kind: Kind, state: State, language: str, *, contacts: bool = True) -> bytes:
    """Return one sheet as a text table in UTF-8 with the mark that spreadsheet programs need."""
    columns = exported_columns(kind)
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow([column.head(language) for column in columns])
    for line in lines_of(kind, state, language, contacts=contacts):
        writer.writerow([inert(line[column.field]) for column in columns])
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def write_workbook(
    target: BinaryIO,
    state: State,
    language: str,
    *,
    kinds: Iterable[Kind] = KINDS,
    contacts: bool = True,
) -> None:
    """Write a workbook with a sheet for each of ``kinds`` to an open file."""
    import xlsxwriter

    book = xlsxwriter.Workbook(
        target,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    looks = Looks(book)
    for kind in kinds:
        sheet = book.add_worksheet(LAYOUTS[kind].name(language))
        columns = exported_columns(kind)
        write_heads(sheet, columns, language, looks)
        for row, line in enumerate(lines_of(kind, state, language, contacts=contacts), start=1):
            for number, column in enumerate(columns):
                if line[column.field]:
                    sheet.write_string(row, number, inert(line[column.field]), looks.text)
    book.close()


class Looks:
    """The formats of cells in our workbooks; every cell of text is text, so that 001 stays."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - xlsxwriter carries no types
        self.head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF7"})
        self.required = book.add_format(
            {"bold": True, "bottom": 1, "bg_color": "#E8EEF7", "font_color": "#B42318"}
        )
        self.text = book.add_format({"num_format": "@", "valign": "top"})
        self.example = book.add_format(
            {"num_format": "@", "italic": True, "font_color": "#667085", "bg_color": "#F2F4F7"}
        )
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})


def write_heads(
    sheet: Any,  # noqa: ANN401 - xlsxwriter carries no types
    columns: tuple[Column, ...],
    language: str,
    looks: Looks,
) -> None:
    """Write the row of heads; columns that something new needs are in red."""
    sheet.freeze_panes(1, 2)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width, looks.text)
        look = looks.required if column.required else looks.head
        sheet.write_string(0, number, column.head(language), look)
