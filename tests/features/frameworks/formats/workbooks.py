"""Makes workbooks for tests: ordinary ones with openpyxl, hostile ones part by part."""

import io
import zipfile
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Row = Sequence[object]


def workbook(*rows: Row) -> tuple[Workbook, Worksheet]:
    """Return a workbook whose first sheet holds ``rows``."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    return book, sheet


def saved(book: Workbook) -> bytes:
    """Return the bytes of a workbook."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def packed(*rows: Row) -> bytes:
    """Return the bytes of a workbook whose first sheet holds ``rows``."""
    return saved(workbook(*rows)[0])


CONTENT_TYPES = (
    '<?xml version="1.0"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="worksheets/sheet1.xml" Type="t"/></Relationships>'
)
SHEET_START = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
SHEET_END = "</sheetData></worksheet>"

PARTS: Mapping[str, str] = {
    "[Content_Types].xml": CONTENT_TYPES,
    "xl/workbook.xml": WORKBOOK,
    "xl/_rels/workbook.xml.rels": RELATIONS,
}


def by_hand(
    sheet_data: str, *, after: str = "", more: Mapping[str, str | bytes] | None = None
) -> bytes:
    """Return a minimal workbook with the given rows as XML; ``more`` adds or replaces parts."""
    sheet = f"{SHEET_START}{sheet_data}</sheetData>{after}</worksheet>"
    parts = {**PARTS, "xl/worksheets/sheet1.xml": sheet, **(more or {})}
    return zipped(parts)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file with the given parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def text_cell(reference: str, text: str) -> str:
    """Return a cell with a text inside it."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


HEADS = f'<row r="1">{text_cell("A1", "code")}{text_cell("B1", "mark")}</row>'
