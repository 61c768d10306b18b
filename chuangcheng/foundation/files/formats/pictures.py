"""Pictures: their size read from the head, their end found, a trial decoding within limits."""

import re
import warnings
from threading import BoundedSemaphore
from typing import BinaryIO, Final

from chuangcheng.domain.errors import Words
from chuangcheng.foundation.files.formats.sentences import (
    DAMAGED,
    TOO_MANY_PIXELS,
    TWO_IN_ONE,
    refused,
)
from chuangcheng.foundation.files.formats.types import TYPES

MOST_PIXELS: Final = {
    "jpeg": 120_000_000,  # decoded at an eighth where that does
    "png": 40_000_000,
    "webp": 40_000_000,
    "gif": 16_000_000,
}
"""By type: what a decoded picture takes of memory is 3 or 4 bytes times this."""
LONGEST_SIDE: Final = 30_000
_ONE_AT_A_TIME: Final = BoundedSemaphore(1)
"""Trial decodings of one process follow each other, so that memory holds one picture."""

_MARKER: Final = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])")
_ARCHIVE_END: Final = b"PK\x05\x06"
_FOREIGN: Final = re.compile(
    rb"<script|<html|<svg|<\?php|<!doctype|PK\x03\x04|Rar!\x1a|7z\xbc\xaf", re.IGNORECASE
)


def check_picture(file: BinaryIO, size: int, code: str, name: str) -> None:
    """Raise Refused for a picture with too many pixels, cut off, or with something behind it."""
    file.seek(0)
    content = file.read(size)
    end = _ENDS[code](content)
    _check_pixels(file, code, name)
    if end < 0 or not _decodes(file, code):
        raise refused(DAMAGED, name)
    if not _is_harmless(content[end:], code) or _hides_page(content, code):
        raise refused(TWO_IN_ONE, name, said=Words(TYPES[code].title))


def _check_pixels(file: BinaryIO, code: str, name: str) -> None:
    """Read width and height from the head; nothing is decoded for it."""
    from PIL import Image

    file.seek(0)
    Image.init()
    read_head, _ = Image.OPEN[code.upper()]
    try:
        with warnings.catch_warnings(), read_head(file, "") as picture:
            warnings.simplefilter("ignore")
            width, height = picture.size
    except Exception as error:
        raise refused(DAMAGED, name) from error
    if width * height > MOST_PIXELS[code] or max(width, height) > LONGEST_SIDE:
        limit = str(MOST_PIXELS[code] // 1_000_000)
        raise refused(TOO_MANY_PIXELS, name, width=str(width), height=str(height), limit=limit)


def _decodes(file: BinaryIO, code: str) -> bool:
    """Tell whether the first image decodes to its last line."""
    from PIL import Image

    file.seek(0)
    try:
        with (
            _ONE_AT_A_TIME,
            warnings.catch_warnings(),
            Image.open(file, formats=(code,)) as picture,
        ):
            warnings.simplefilter("ignore")
            # A JPEG is then unpacked at an eighth of its size, reading all of it.
            picture.draft("RGB", (picture.width // 8 or 1, picture.height // 8 or 1))
            picture.load()
    except Exception:  # noqa: BLE001 - a hostile file may raise anything there is
        return False
    return True


def _is_harmless(tail: bytes, code: str) -> bool:
    """Tell whether what follows the picture is what cameras put there, or nothing.

    Phones append a second JPEG (depth, brightness), a short video, or a list of such parts. An
    archive or a page in the tail is neither.
    """
    if not tail.strip(b"\0\r\n"):
        return True
    if code != "jpeg" or _ARCHIVE_END in tail or _FOREIGN.search(tail):
        return False
    return (
        b"\xff\xd8\xff" in tail[:65536]
        or b"ftyp" in tail[:4096]
        or tail.rstrip(b"\0").endswith(b"SEFT")
    )


def _hides_page(content: bytes, code: str) -> bool:
    """Tell whether a GIF is at once a script: its first bytes then open a comment or a variable."""
    return code == "gif" and content[6:8] in {b"/*", b"=1", b"='", b'="', b"=/", b"//"}


def _end_of_jpeg(content: bytes) -> int:
    """Return where the first image ends; -1 where its end mark is missing."""
    place = 2
    while found := _MARKER.search(content, place):
        marker = found[1][0]
        place = found.end()
        if marker == 0xD9:
            return place
        if marker not in {0x01, 0xD8}:
            length = int.from_bytes(content[place : place + 2], "big")
            place += max(length, 2)
    return -1


def _end_of_png(content: bytes) -> int:
    place = 8
    while place + 12 <= len(content):
        length = int.from_bytes(content[place : place + 4], "big")
        kind = content[place + 4 : place + 8]
        place += 12 + length
        if kind == b"IEND":
            return place if place <= len(content) else -1
    return -1


def _end_of_webp(content: bytes) -> int:
    length = int.from_bytes(content[4:8], "little") + 8
    return length if length <= len(content) else -1


def _end_of_gif(content: bytes) -> int:
    """Walk the blocks of a GIF to its trailer."""
    if len(content) < 13:
        return -1
    place = 13 + _palette(content[10])
    while place < len(content):
        mark = content[place]
        if mark == 0x3B:
            return place + 1
        if mark == 0x2C and place + 10 <= len(content):
            place += 11 + _palette(content[place + 9])
        elif mark == 0x21:
            place += 2
        else:
            return -1
        while place < len(content) and content[place]:
            place += content[place] + 1
        place += 1
    return -1


def _palette(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


_ENDS: Final = {
    "jpeg": _end_of_jpeg,
    "png": _end_of_png,
    "webp": _end_of_webp,
    "gif": _end_of_gif,
}
