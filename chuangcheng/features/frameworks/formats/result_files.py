"""Writes the tables of a score as a workbook or as csv.

Texts that a spreadsheet program could take for formulas are written inert; numbers are
written as numbers, negative ones too.
"""

import csv
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from chuangcheng.domain.text import inert
from chuangcheng.features.frameworks.formats.display_width import width
from chuangcheng.features.frameworks.formats.result_tables import Rate, ResultTable, Value
from chuangcheng.foundation.shell.formats.output_files import Fill, write_together

# xlsxwriter: nothing in a text may become a formula, a link or a number by itself.
_PLAIN_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_LONGEST_NAME = 31
_NARROWEST, _WIDEST = 8, 60


def write_results(
    tables: Sequence[ResultTable], *, workbook: Path | None = None, trace: Path | None = None
) -> None:
    """Write all tables to a workbook and the trace as csv, both or, where one fails, neither.

    Raises ``Refused`` where the disk says no.
    """
    files: list[tuple[Path, Fill]] = []
    if workbook is not None:
        files.append((workbook, lambda aside: _fill(aside, tables)))
    if trace is not None:
        table = next(table for table in tables if table.name == "trace")
        files.append((trace, lambda aside: _fill_csv(aside, table)))
    write_together(files)


def write_workbook(path: Path, tables: Sequence[ResultTable]) -> None:
    """Write each table on a sheet of its own; raise ``Refused`` where the disk says no."""
    write_together([(path, lambda aside: _fill(aside, tables))])


def _fill(aside: Path, tables: Sequence[ResultTable]) -> None:
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    book = xlsxwriter.Workbook(str(aside), _PLAIN_TEXT)
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"valign": "top", "text_wrap": True}),
        "points": book.add_format({"valign": "top", "num_format": "General"}),
        "share": book.add_format({"valign": "top", "num_format": "0.0%"}),
    }
    for table in tables:
        sheet = book.add_worksheet(_sheet_name(table))
        sheet.freeze_panes(1, 0)
        for number, head in enumerate(table.heads):
            sheet.write_string(0, number, inert(head.text), formats["head"])
            sheet.set_column(number, number, _room(table, number))
        for row, values in enumerate(table.rows, start=1):
            for number, (head, value) in enumerate(zip(table.heads, values, strict=True)):
                kind = "share" if isinstance(value, Rate) else head.kind
                _write(sheet, row, number, value, formats[kind])
    try:
        book.close()
    except FileCreateError as error:  # xlsxwriter wraps what the disk said
        raise OSError(getattr(error.args[0], "errno", None), str(error)) from error


def _sheet_name(table: ResultTable) -> str:
    """Return the table's title as far as a sheet may be called so."""
    name = table.title.translate(_FORBIDDEN_IN_NAMES)[:_LONGEST_NAME].strip("' ")
    return name or table.name


def _room(table: ResultTable, number: int) -> int:
    texts = [table.heads[number].text, *(shown(row[number]) for row in table.rows)]
    return max(_NARROWEST, min(_WIDEST, max(width(text) for text in texts) + 2))


def _write(sheet: Any, row: int, column: int, value: Value, style: Any) -> None:  # noqa: ANN401 - xlsxwriter carries no types
    if isinstance(value, Rate):
        value = value.share
    if isinstance(value, Decimal):
        sheet.write_number(row, column, float(value), style)
    elif value:
        sheet.write_string(row, column, inert(value), style)


def write_csv(path: Path, table: ResultTable) -> None:
    """Write one table as csv in UTF-8 with a byte order mark, which Excel needs."""
    write_together([(path, lambda aside: _fill_csv(aside, table))])


def _fill_csv(aside: Path, table: ResultTable) -> None:
    with aside.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([inert(head.text) for head in table.heads])
        for row in table.rows:
            writer.writerow(
                [inert(value) if isinstance(value, str) else shown(value) for value in row]
            )


def shown(value: Value) -> str:
    """Return a value as text: numbers without exponent and needless zeros."""
    if isinstance(value, Rate):
        value = value.share
    if isinstance(value, Decimal):
        written = f"{value:f}"
        return written.rstrip("0").rstrip(".") if "." in written else written
    return value or ""
