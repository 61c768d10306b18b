"""What a file is by its content, whatever its name says."""

from typing import BinaryIO, Final

from chuangcheng.domain.errors import Words
from chuangcheng.foundation.files.formats import types
from chuangcheng.foundation.files.formats.compounds import type_of_compound
from chuangcheng.foundation.files.formats.names import Name
from chuangcheng.foundation.files.formats.packages import check_package, type_of_package
from chuangcheng.foundation.files.formats.pictures import check_picture
from chuangcheng.foundation.files.formats.sentences import (
    DAMAGED,
    EMPTY,
    HEIC,
    LOCKED,
    NO_ENDING,
    NOT_OF_THIS_KIND,
    OTHER_CONTENT,
    TOO_LARGE,
    TWO_IN_ONE,
    UNKNOWN_ENDING,
    WEB_CONTENT,
    refused,
)
from chuangcheng.foundation.files.formats.streams import check_boxes, is_text, looks_like_web
from chuangcheng.foundation.files.formats.types import BY_ENDING, TYPES, FileType

HEAD: Final = 4096
_PACKAGE: Final = b"PK\x03\x04"
_EMPTY_PACKAGE: Final = b"PK\x05\x06"
_COMPOUND: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_SIGNATURES: Final = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"%PDF-1.", "pdf"),
    (b"%PDF-2.", "pdf"),
    (b"ID3", "mp3"),
    *((bytes((0xFF, sync)), "mp3") for sync in (0xFA, 0xFB, 0xF2, 0xF3, 0xE2, 0xE3)),
)
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"mif1", b"msf1", b"heim"})
_MP4_BRANDS: Final = (b"isom", b"iso", b"mp4", b"avc", b"M4V", b"dash", b"MSNV", b"3gp", b"f4v")


def inspect(file: BinaryIO, size: int, name: Name, allowed: frozenset[str]) -> FileType:
    """Return the type of a file that is what its name says and nothing else.

    ``file`` can be read from any place; ``size`` is its length in bytes; ``allowed`` holds the
    codes of the types taken here. Raises Refused, saying why, for every other file.
    """
    if size == 0:
        raise refused(EMPTY, name.text)
    said = _said_by(name, allowed)
    file.seek(0)
    head = file.read(HEAD)
    code = _sniffed(file, head, said, name)
    found = TYPES.get(code)
    if found is None or found.code != said.code:
        raise _disagree(head, code, said, name)
    if size > found.limit:
        raise refused(TOO_LARGE, name.text, limit=shown_size(found.limit))
    _check_inside(file, size, found, name)
    return found


def shown_size(size: int) -> str:
    """Return a number of bytes as a person says it: 200 MB, 1.5 GB."""
    for unit, step in (("GB", 1024**3), ("MB", 1024**2), ("KB", 1024)):
        if size >= step:
            return f"{size / step:.1f}".removesuffix(".0") + f" {unit}"
    return f"{size} B"


def _said_by(name: Name, allowed: frozenset[str]) -> FileType:
    """Return the type that the ending promises; raise Refused where it is not taken here."""
    endings = types.endings(allowed)
    if not name.ending:
        raise refused(NO_ENDING, name.text, endings=endings)
    if name.ending in {"heic", "heif"}:
        raise refused(HEIC, name.text)
    said = BY_ENDING.get(name.ending)
    if said is None:
        raise refused(UNKNOWN_ENDING, name.text, ending=f".{name.ending}", endings=endings)
    if said.code not in allowed:
        raise refused(NOT_OF_THIS_KIND, name.text, found=Words(said.title), endings=endings)
    return said


def _sniffed(file: BinaryIO, head: bytes, said: FileType, name: Name) -> str:
    """Return the code of the type by content; empty for none we know."""
    for signature, code in _SIGNATURES:
        if head.startswith(signature):
            return code
    if head.startswith((_PACKAGE, _EMPTY_PACKAGE)):
        return type_of_package(file, name.text)
    if head.startswith(_COMPOUND):
        return type_of_compound(file)
    if head[:4] == b"RIFF":
        return {b"WEBP": "webp", b"WAVE": "wav"}.get(head[8:12], "")
    if head[4:8] == b"ftyp":
        return _brand(head, name)
    if said.family == "text" and is_text(file):
        return said.code
    return ""


def _brand(head: bytes, name: Name) -> str:
    brand = head[8:12]
    if brand in _HEIC_BRANDS:
        raise refused(HEIC, name.text)
    if brand == b"qt  ":
        return "mov"
    if brand in {b"M4A ", b"M4B "}:
        return "m4a"
    return "mp4" if brand.startswith(_MP4_BRANDS) else ""


def _disagree(head: bytes, code: str, said: FileType, name: Name) -> Exception:
    if not code and looks_like_web(head):
        return refused(WEB_CONTENT, name.text)
    if code == "locked":
        return refused(LOCKED, name.text)
    if code == "office":
        found = types.OFFICE_FILE
    else:
        found = TYPES[code].title if code in TYPES else types.UNKNOWN
    return refused(OTHER_CONTENT, name.text, said=Words(said.title), found=Words(found))


def _check_inside(file: BinaryIO, size: int, found: FileType, name: Name) -> None:
    """Look at what the signature does not tell: ends, tails, and what is folded up inside."""
    if found.family == "picture":
        check_picture(file, size, found.code, name.text)
    elif found.code in {"docx", "xlsx", "pptx", "zip"}:
        check_package(file, name.text)
    elif found.code in {"mp4", "mov", "m4a"}:
        check_boxes(file, size, name.text)
    elif found.code == "pdf":
        _check_pdf(file, size, found, name)
    elif found.code in {"txt", "csv"}:
        file.seek(0)
        if looks_like_web(file.read(HEAD)):
            raise refused(WEB_CONTENT, name.text)


def _check_pdf(file: BinaryIO, size: int, found: FileType, name: Name) -> None:
    """A PDF ends with its mark, and no archive hides behind it."""
    file.seek(max(0, size - 2048))
    tail = file.read()
    mark = tail.rfind(b"%%EOF")
    if mark < 0:
        raise refused(DAMAGED, name.text)
    if tail[mark + 5 :].strip(b"\0\r\n\t ") or _EMPTY_PACKAGE in tail:
        raise refused(TWO_IN_ONE, name.text, said=Words(found.title))
