"""From the bytes of a file to records of units, people and zones."""

from chuangcheng.domain.errors import Fault, Place
from chuangcheng.foundation.orgs.formats import sentences
from chuangcheng.foundation.orgs.formats.csv_sheets import read_csv
from chuangcheng.foundation.orgs.formats.layout import UNITS, is_ours
from chuangcheng.foundation.orgs.formats.records import FileReading
from chuangcheng.foundation.orgs.formats.tables import read_table
from chuangcheng.foundation.shell.formats import file_sentences
from chuangcheng.foundation.shell.formats.limits import DEFAULT, Limits
from chuangcheng.foundation.shell.formats.notes import Notes, shown_file
from chuangcheng.foundation.shell.formats.sheet_cells import Sheet, read_sheet
from chuangcheng.foundation.shell.formats.workbook_package import OLE_MARK, open_package
from chuangcheng.foundation.shell.formats.workbook_parts import (
    Shared,
    read_formats,
    read_sheet_parts,
    read_texts,
)

_ZIP_MARK = b"PK"
_OTHER_MARKS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"MZ",
    b"Rar!",
    b"{\\rtf",
)


def read_import(content: bytes, file: str, limits: Limits = DEFAULT) -> FileReading:
    """Return the records in a workbook or text table; raise ``Refused`` if it cannot be used.

    What the file is, is told by its content; its name only serves sentences. What is wrong with
    single rows is noted at the record, what is passed over as a notice.
    """
    notes = Notes(shown_file(file))
    if not content.strip():
        raise notes.refuse(file_sentences.EMPTY)
    if len(content) > limits.size:
        raise notes.refuse(file_sentences.TOO_LARGE, most=limits.megabytes)
    reading = FileReading()
    for sheet in _sheets(content, notes, limits, reading):
        _take(sheet, reading)
    if not reading.kinds:
        raise notes.refuse(sentences.NOTHING_KNOWN, example=UNITS.column("name").head("zh-Hant"))
    if not reading.records:
        raise notes.refuse(sentences.NO_ROWS)
    return reading


def _sheets(content: bytes, notes: Notes, limits: Limits, reading: FileReading) -> list[Sheet]:
    if content.startswith((_ZIP_MARK, OLE_MARK)):
        return _of_workbook(content, notes, limits)
    if content.startswith(_OTHER_MARKS) or content.lstrip()[:1] == b"<":
        raise notes.refuse(sentences.NOT_A_SHEET)
    sheet, notices = read_csv(content, notes, limits)
    reading.notices.extend(notices)
    return [sheet]


def _of_workbook(content: bytes, notes: Notes, limits: Limits) -> list[Sheet]:
    package = open_package(content, notes, limits)
    parts, from_1904 = read_sheet_parts(package, notes)
    shared = Shared(read_texts(package, notes, limits), read_formats(package), from_1904)
    return [
        read_sheet(package, part, shared, notes, limits) for part in parts if not is_ours(part.name)
    ]


def _take(sheet: Sheet, reading: FileReading) -> None:
    if not sheet.rows:
        return
    place = Place(sheet=sheet.name)
    if sheet.hidden:
        reading.notices.append(Fault(sentences.HIDDEN_SHEET, place))
        return
    if not read_table(sheet, reading):
        reading.notices.append(Fault(sentences.IGNORED_SHEET, place))
