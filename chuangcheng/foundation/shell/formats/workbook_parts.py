"""Reads what the sheets of a workbook share: their names, texts and number formats."""

import posixpath
import re
from dataclasses import dataclass
from typing import Literal

from chuangcheng.foundation.shell.formats import package_sentences
from chuangcheng.foundation.shell.formats.limits import Limits
from chuangcheng.foundation.shell.formats.notes import Notes
from chuangcheng.foundation.shell.formats.workbook_package import (
    Element,
    Package,
    attribute,
    local,
)

FormatKind = Literal["plain", "percent", "date"]

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet as the workbook announces it."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """What cells refer to by number: texts, and the kind of format of each style.

    ``from_1904`` says that days count from 1904 (old Macintosh workbooks) instead of 1900.
    """

    texts: tuple[str, ...]
    formats: tuple[FormatKind, ...]
    from_1904: bool


def read_sheet_parts(package: Package, notes: Notes) -> tuple[tuple[SheetPart, ...], bool]:
    """Return the sheets in their order, and whether days count from 1904."""
    targets = {
        attribute(element, "Id"): _resolved(attribute(element, "Target"))
        for event, element in package.elements("xl/_rels/workbook.xml.rels")
        if event == "end" and local(element.tag) == "Relationship"
    }
    sheets: list[SheetPart] = []
    from_1904 = False
    for event, element in package.elements("xl/workbook.xml"):
        name = local(element.tag)
        if event == "end" and name == "sheet":
            part = targets.get(attribute(element, "id"), "")
            if not package.has(part):
                raise notes.refuse(package_sentences.DAMAGED)
            # Chart sheets and dialogs hold no cells.
            if "/worksheets/" in part.lower():
                hidden = attribute(element, "state") in {"hidden", "veryHidden"}
                sheets.append(SheetPart(unescape(attribute(element, "name")), part, hidden))
        elif event == "end" and name == "workbookPr":
            from_1904 = attribute(element, "date1904") in {"1", "true"}
    return tuple(sheets), from_1904


def _resolved(target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join("xl", target))


def read_texts(package: Package, notes: Notes, limits: Limits) -> tuple[str, ...]:
    """Return the shared texts in their order, without phonetic guides and formatting."""
    if not package.has("xl/sharedStrings.xml"):
        return ()
    texts: list[str] = []
    root: Element = None
    for event, element in package.elements("xl/sharedStrings.xml"):
        if root is None:
            root = element
        if event == "end" and local(element.tag) == "si":
            texts.append(text_in(element))
            root.clear()
            if len(texts) > limits.cells:
                raise notes.refuse(package_sentences.TOO_MANY_CELLS, most=limits.cells)
    return tuple(texts)


def text_in(element: Element) -> str:
    """Return the text of a shared or inline string; phonetic guides (rPh) are left out."""
    pieces = []
    for child in element:
        if local(child.tag) == "t":
            pieces.append(child.text or "")
        elif local(child.tag) == "r":
            pieces.extend(part.text or "" for part in child if local(part.tag) == "t")
    return unescape("".join(pieces))


def unescape(text: str) -> str:
    """Return ``_x000D_`` and its like as the characters they stand for.

    Halves of characters (surrogates) stand for nothing and stay as they are written.
    """
    return _ESCAPED.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code <= 0xDFFF else chr(code)


def read_formats(package: Package) -> tuple[FormatKind, ...]:
    """Return for each style whether it shows a plain value, a percentage or a date."""
    if not package.has("xl/styles.xml"):
        return ()
    own: dict[int, str] = {}
    formats: list[FormatKind] = []
    in_cell_styles = False
    for event, element in package.elements("xl/styles.xml"):
        name = local(element.tag)
        if name == "cellXfs":
            in_cell_styles = event == "start"
        elif event == "start":
            continue
        elif name == "numFmt":
            own[_number(attribute(element, "numFmtId"))] = attribute(element, "formatCode")
        elif name == "xf" and in_cell_styles:
            formats.append(_kind(_number(attribute(element, "numFmtId")), own))
    return tuple(formats)


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else 0


def _kind(number: int, own: dict[int, str]) -> FormatKind:
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    code = own.get(number) or BUILTIN_FORMATS.get(number, "General")
    bare = _QUOTED.sub("", code).lower()
    if "%" in bare:
        return "percent"
    # 27 to 36 and 50 to 58 are the dates of Chinese, Japanese and Korean programs.
    if 27 <= number <= 36 or 50 <= number <= 58:
        return "date"
    return "date" if bare != "general" and any(sign in bare for sign in "ymdhs") else "plain"
