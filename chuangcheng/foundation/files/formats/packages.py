"""ZIP archives and the Office files made of them: told apart and measured before opening."""

import zipfile
from itertools import pairwise
from typing import BinaryIO, Final

from chuangcheng.foundation.files.formats.sentences import BOMB, DAMAGED, MACROS, refused
from chuangcheng.foundation.shell.formats.archive_lists import MOST_BYTES, ListTooLong, measured

MOST_ENTRIES: Final = 10_000
MOST_UNFOLDED: Final = 1024 * 1024 * 1024
"""Bytes that all entries together may have once unfolded, by what the list of contents says."""
MOST_RATIO: Final = 200
"""Times that an archive may grow when unfolded."""
SMALL: Final = 10 * 1024 * 1024
"""An archive that unfolds to less than this is never a bomb."""
_MAIN_PARTS: Final = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
}
_CONTENT_TYPES: Final = "[Content_Types].xml"


def type_of_package(file: BinaryIO, name: str) -> str:
    """Return docx, xlsx, pptx, zip, or office for an Office package of another kind."""
    names = {entry.filename for entry in _entries(file, name)}
    if _CONTENT_TYPES not in names:
        return "zip"
    return next((code for part, code in _MAIN_PARTS.items() if part in names), "office")


def check_package(file: BinaryIO, name: str) -> None:
    """Raise Refused for an archive that is damaged, holds macros or something before itself.

    Also for one that would unfold to far more than its size.
    """
    entries = _entries(file, name)
    packed = max(1, file.seek(0, 2))
    unfolded = sum(entry.file_size for entry in entries)
    if unfolded > MOST_UNFOLDED or (unfolded > SMALL and unfolded > MOST_RATIO * packed):
        raise refused(BOMB, name)
    # Two entries over the same bytes fold much into little without a telling ratio.
    spans = sorted((entry.header_offset, entry.compress_size) for entry in entries)
    for (start, length), (following, _) in pairwise(spans):
        if start + length > following:
            raise refused(BOMB, name)
    if spans and spans[0][0] != 0:
        raise refused(DAMAGED, name)
    if any(entry.filename.lower().endswith("vbaproject.bin") for entry in entries):
        raise refused(MACROS, name)


def _entries(file: BinaryIO, name: str) -> list[zipfile.ZipInfo]:
    """Return the list of contents; nothing is unfolded."""
    _check_count(file, name)
    try:
        file.seek(0)
        with zipfile.ZipFile(measured(file, MOST_ENTRIES)) as package:
            entries = package.infolist()
    except ListTooLong as error:
        raise refused(BOMB, name) from error
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise refused(DAMAGED, name) from error
    if len(entries) > MOST_ENTRIES:
        raise refused(BOMB, name)
    return entries


def _check_count(file: BinaryIO, name: str) -> None:
    """Raise Refused where the end record says there are too many entries to list them."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 66_000))
    tail = file.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 22:
        raise refused(DAMAGED, name)
    count = int.from_bytes(tail[end + 10 : end + 12], "little")
    listed = int.from_bytes(tail[end + 12 : end + 16], "little")
    if count > MOST_ENTRIES or listed > MOST_BYTES:
        raise refused(BOMB, name)
