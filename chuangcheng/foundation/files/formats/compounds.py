"""Office files before 2007: small file systems (MS-CFB), told apart by their streams."""

from collections.abc import Iterator
from typing import BinaryIO, Final

_STREAMS: Final = {
    "EncryptedPackage": "locked",
    "WordDocument": "doc",
    "Workbook": "xls",
    "Book": "xls",
}
_HEAD: Final = 512
_ENTRY: Final = 128
_MOST_SECTORS: Final = 4096
_LAST: Final = 0xFFFFFFFA
"""Numbers from here on are marks, not sectors."""


def type_of_compound(file: BinaryIO) -> str:
    """Return doc or xls by the streams, locked for a newer file under a password, else office."""
    names = set(_names(file))
    return next((code for stream, code in _STREAMS.items() if stream in names), "office")


def _names(file: BinaryIO) -> Iterator[str]:
    """Yield the names of the directory's entries, as far as the file is whole."""
    file.seek(0)
    head = file.read(_HEAD)
    if len(head) < _HEAD:
        return
    shift = int.from_bytes(head[30:32], "little")
    if shift not in {9, 12}:
        return
    size = 1 << shift
    sector = int.from_bytes(head[48:52], "little")
    for _ in range(_MOST_SECTORS):
        if sector >= _LAST:
            return
        block = _sector(file, sector, size)
        for start in range(0, len(block) - _ENTRY + 1, _ENTRY):
            length = int.from_bytes(block[start + 64 : start + 66], "little")
            if 2 <= length <= 64:
                yield block[start : start + length - 2].decode("utf-16-le", "replace")
        sector = _next(file, head, sector, size)


def _sector(file: BinaryIO, number: int, size: int) -> bytes:
    file.seek((number + 1) * size)
    return file.read(size)


def _next(file: BinaryIO, head: bytes, sector: int, size: int) -> int:
    """Return the sector that follows in its chain; the first 109 tables stand in the head."""
    per_table = size // 4
    table = sector // per_table
    if table >= 109:
        return _LAST
    where = int.from_bytes(head[76 + 4 * table : 80 + 4 * table], "little")
    if where >= _LAST:
        return _LAST
    block = _sector(file, where, size)
    place = 4 * (sector % per_table)
    found = block[place : place + 4]
    return int.from_bytes(found, "little") if len(found) == 4 else _LAST
