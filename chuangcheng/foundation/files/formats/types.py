"""The types of files we take: their endings, media types, and how much of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from chuangcheng.domain.errors import N_

Family = Literal["picture", "video", "sound", "document", "text", "archive"]

MIB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileType:
    """A type of files: its code, what people call it (a msgid), its endings, the first one usual.

    ``limit`` is the most bytes one file of it may have, whatever else allows more.
    """

    code: str
    title: str
    family: Family
    media_type: str
    endings: tuple[str, ...]
    limit: int


_DOCUMENT: Final = 200 * MIB
_ROOMY: Final = 4 * 1024 * MIB
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."

_TYPES: Final = (
    FileType("jpeg", N_("a JPEG picture"), "picture", "image/jpeg", ("jpg", "jpeg"), 50 * MIB),
    FileType("png", N_("a PNG picture"), "picture", "image/png", ("png",), 50 * MIB),
    FileType("webp", N_("a WebP picture"), "picture", "image/webp", ("webp",), 50 * MIB),
    FileType("gif", N_("a GIF picture"), "picture", "image/gif", ("gif",), 20 * MIB),
    FileType("pdf", N_("a PDF document"), "document", "application/pdf", ("pdf",), _DOCUMENT),
    FileType(
        "docx",
        N_("a Word document"),
        "document",
        f"{_OFFICE}wordprocessingml.document",
        ("docx",),
        _DOCUMENT,
    ),
    FileType(
        "xlsx",
        N_("an Excel workbook"),
        "document",
        f"{_OFFICE}spreadsheetml.sheet",
        ("xlsx",),
        _DOCUMENT,
    ),
    FileType(
        "pptx",
        N_("a PowerPoint presentation"),
        "document",
        f"{_OFFICE}presentationml.presentation",
        ("pptx",),
        _DOCUMENT,
    ),
    FileType(
        "doc",
        N_("a Word 97–2003 document"),
        "document",
        "application/msword",
        ("doc", "wps"),
        _DOCUMENT,
    ),
    FileType(
        "xls",
        N_("an Excel 97–2003 workbook"),
        "document",
        "application/vnd.ms-excel",
        ("xls", "et"),
        _DOCUMENT,
    ),
    FileType("mp4", N_("an MP4 video"), "video", "video/mp4", ("mp4", "m4v"), _ROOMY),
    FileType("mov", N_("a QuickTime video"), "video", "video/quicktime", ("mov",), _ROOMY),
    FileType("mp3", N_("an MP3 recording"), "sound", "audio/mpeg", ("mp3",), _DOCUMENT),
    FileType("wav", N_("a WAV recording"), "sound", "audio/wav", ("wav",), _ROOMY),
    FileType("m4a", N_("an M4A recording"), "sound", "audio/mp4", ("m4a",), _DOCUMENT),
    FileType("zip", N_("a ZIP archive"), "archive", "application/zip", ("zip",), _ROOMY),
    FileType("txt", N_("a plain text"), "text", "text/plain", ("txt",), 20 * MIB),
    FileType("csv", N_("a CSV table"), "text", "text/csv", ("csv",), 20 * MIB),
)
TYPES: Final = {kind.code: kind for kind in _TYPES}
BY_ENDING: Final = {ending: kind for kind in _TYPES for ending in kind.endings}
PICTURES: Final = frozenset(kind.code for kind in _TYPES if kind.family == "picture")
ALL: Final = frozenset(TYPES)

WEB: Final = N_("a web page, SVG or script")
UNKNOWN: Final = N_("something unknown")
HEIC: Final = N_("a HEIC picture")
OFFICE_FILE: Final = N_("an Office document of another kind")


def endings(codes: Iterable[str]) -> str:
    """Return the usual endings of types for a person to read, e.g. ``jpg, png``."""
    wanted = set(codes)
    return ", ".join(kind.endings[0] for kind in _TYPES if kind.code in wanted)
