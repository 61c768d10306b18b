"""Rows of text as CSV and as a workbook, written while they come; cells are inert."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from chuangcheng.domain.text import inert

MOST_ROWS: Final = 1_048_575
"""Rows that a sheet of a workbook can hold, its heads left out."""
_BYTE_ORDER_MARK: Final = "\ufeff"
_AT_ONCE: Final = 500
_PLAIN: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDTHS: Final = {0: 19, 1: 24, 3: 26, 6: 30, 7: 60, 8: 30}
"""Characters that columns of longer texts are wide."""
_LONGEST_CELL: Final = 32_767


def csv_chunks(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield rows as CSV, some hundred at a time; the mark in front tells Excel the encoding."""
    buffer = io.StringIO()
    buffer.write(_BYTE_ORDER_MARK)
    writer = csv.writer(buffer)
    for number, row in enumerate(rows, start=1):
        writer.writerow([inert(cell) for cell in row])
        if number % _AT_ONCE == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def write_workbook(path: Path, title: str, rows: Iterable[Sequence[str]]) -> None:
    """Write rows to a workbook, the first as heads; no more of it in memory than one row.

    Raises OSError where the disk says no.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    book = xlsxwriter.Workbook(str(path), _PLAIN)
    head = book.add_format({"bold": True, "bottom": 1})
    sheet = book.add_worksheet(title[:31])
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows):
        if number == 0:
            for column in range(len(row)):
                sheet.set_column(column, column, _WIDTHS.get(column, 16))
        for column, cell in enumerate(row):
            if cell:
                text = inert(cell)[:_LONGEST_CELL]
                sheet.write_string(number, column, text, head if number == 0 else None)
    try:
        book.close()
    except FileCreateError as error:  # xlsxwriter wraps what the disk said
        raise OSError(getattr(error.args[0], "errno", None), str(error)) from error
