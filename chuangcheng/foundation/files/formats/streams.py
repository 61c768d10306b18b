"""Videos, recordings and texts: what can be told without decoding them."""

import re
from typing import BinaryIO, Final

from chuangcheng.foundation.files.formats.sentences import DAMAGED, refused

_BLOCK: Final = 256 * 1024
_MOST_BOXES: Final = 100_000
_BOX_HEAD: Final = 8
_LARGE_BOX_HEAD: Final = 16
_WEB: Final = re.compile(
    rb"<(?:!doctype|html|head|body|script|iframe|svg|style|title|meta|link|object|embed|form|img|a\s"
    rb"|table|div|br|p|!--|\?xml|\?php|%)",
    re.IGNORECASE,
)
_LEADING: Final = b"\xef\xbb\xbf\xff\xfe\xfe\xff\0\t\n\x0b\x0c\r "
_WIDE: Final = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def looks_like_web(head: bytes) -> bool:
    """Tell whether a browser could take a file that begins like this for a page or a drawing.

    Browsers look for a tag behind blanks; a script tag anywhere in the head counts as well.
    """
    plain = head.replace(b"\0", b"").lstrip(_LEADING)
    if _WEB.match(plain):
        return True
    lowered = plain[:1024].lower()
    return b"<script" in lowered or b"<html" in lowered or b"<svg" in lowered


def is_text(file: BinaryIO) -> bool:
    """Tell whether a whole file is text in UTF-8, UTF-16 with its mark, or GB 18030."""
    file.seek(0)
    mark = file.read(2)
    names = (_WIDE[mark],) if mark in _WIDE else ("utf-8", "gb18030")
    return any(_decodes(file, name) for name in names)


def _decodes(file: BinaryIO, encoding: str) -> bool:
    from codecs import getincrementaldecoder

    decoder = getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while block := file.read(_BLOCK):
            if _has_control(decoder.decode(block)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


_CONTROL: Final = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")


def _has_control(text: str) -> bool:
    return _CONTROL.search(text) is not None


def check_boxes(file: BinaryIO, size: int, name: str) -> None:
    """Raise Refused unless the boxes of an MP4 or QuickTime file fill it and one is the index."""
    place, seen_index = 0, False
    for _ in range(_MOST_BOXES):
        if place == size:
            break
        file.seek(place)
        head = file.read(_LARGE_BOX_HEAD)
        length = _box_length(head, size - place)
        if length < _BOX_HEAD or place + length > size:
            raise refused(DAMAGED, name)
        seen_index = seen_index or head[4:8] == b"moov"
        place += length
    if place != size or not seen_index:
        raise refused(DAMAGED, name)


def _box_length(head: bytes, rest: int) -> int:
    """Return the length a box says it has: 0 in the file means to its end, 1 a longer number."""
    length = int.from_bytes(head[:4], "big")
    if length == 1:
        return int.from_bytes(head[8:16], "big")
    return rest if length == 0 and len(head) >= _BOX_HEAD else length
