"""Reads a table of text (CSV) into the same cells that a workbook gives."""

import csv
import io
from collections.abc import Iterator
from pathlib import PurePath

from chuangcheng.domain.errors import Fault, Place
from chuangcheng.domain.text import inert
from chuangcheng.foundation.orgs.formats import sentences
from chuangcheng.foundation.shell.formats import encodings, file_sentences, package_sentences
from chuangcheng.foundation.shell.formats.limits import Limits
from chuangcheng.foundation.shell.formats.notes import Notes
from chuangcheng.foundation.shell.formats.sheet_cells import Cell, Sheet

_DELIMITERS = ",\t;"
_CODECS = {"GB18030": "gb18030", "Big5": "cp950", "UTF-16": "utf-16", "UTF-32": "utf-32"}


def read_csv(content: bytes, notes: Notes, limits: Limits) -> tuple[Sheet, list[Fault]]:
    """Return the table in ``content`` as a sheet named after the file, and notices.

    UTF-8 with or without a mark, UTF-16, GB18030 and Big5 are understood; which one it was is
    said where it had to be guessed. Raises ``Refused``.
    """
    text, notices = _decoded(content, notes)
    sheet = Sheet(PurePath(notes.file).stem, hidden=False)
    cells = 0
    try:
        for number, row in enumerate(_rows(text), start=1):
            if len(row) > limits.columns * 10:  # before anything is made of them
                raise notes.refuse(package_sentences.TOO_MANY_CELLS, most=limits.cells)
            filled = {column: _shown(value) for column, value in enumerate(row, start=1)}
            found = {
                column: Cell(number, column, "text", value)
                for column, value in filled.items()
                if value
            }
            cells += len(found)
            if found:
                sheet.rows[number] = found
            _check_size(len(sheet.rows), cells, notes, limits)
    except csv.Error:
        raise notes.refuse(sentences.TOO_LONG_A_LINE) from None
    return sheet, notices


def _check_size(rows: int, cells: int, notes: Notes, limits: Limits) -> None:
    if rows > limits.rows + 1:  # the heads are a row of their own
        raise notes.refuse(package_sentences.TOO_MANY_ROWS, most=limits.rows)
    if cells > limits.cells:
        raise notes.refuse(package_sentences.TOO_MANY_CELLS, most=limits.cells)


def _decoded(content: bytes, notes: Notes) -> tuple[str, list[Fault]]:
    try:
        return encodings.decode(content), []
    except encodings.NotUtf8 as error:
        codec = _CODECS.get(error.encoding)
        if codec is None:
            raise notes.refuse(file_sentences.ENCODING_UNKNOWN) from None
        guessed = error.encoding
    try:
        text = content.decode(_with_order(codec, content))
    except UnicodeDecodeError:
        raise notes.refuse(file_sentences.ENCODING_UNKNOWN) from None
    notice = Fault(sentences.CONVERTED, Place(file=notes.file), {"encoding": guessed})
    return text.removeprefix("\ufeff"), [notice]


def _with_order(codec: str, content: bytes) -> str:
    """Return the codec with the order of its bytes, where the file has no mark that tells it."""
    if codec != "utf-16" or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return codec
    return "utf-16-le" if content[1::2].count(0) >= content[::2].count(0) else "utf-16-be"


def _rows(text: str) -> Iterator[list[str]]:
    head = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=lambda sign: (head.count(sign), -_DELIMITERS.index(sign)))
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _shown(written: str) -> str:
    """Return a cell without spaces around it and without the apostrophe of our exports."""
    kept = written.strip()
    rest = kept[1:]
    return rest if kept.startswith("'") and inert(rest) != rest else kept
