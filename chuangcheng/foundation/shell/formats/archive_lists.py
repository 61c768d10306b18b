"""Measures the list of contents of a ZIP archive before ``zipfile`` makes objects of it."""

from typing import BinaryIO, Final, cast

_ENTRY: Final = b"PK\x01\x02"
MOST_BYTES: Final = 16 * 1024 * 1024
"""Bytes that a list may have: names of ten thousand entries, and room."""


class ListTooLong(Exception):
    """The archive lists more than is read."""


class _Measured:
    """What ``zipfile`` reads from.

    It reads the list at once, as long as one of two end records says; what the other one says, or
    the list itself holds, may differ, so neither is believed.
    """

    def __init__(self, file: BinaryIO, most_entries: int) -> None:
        self._file, self._most = file, most_entries
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; raises ListTooLong for more than a list may have."""
        if size > MOST_BYTES:
            raise ListTooLong
        block = self._file.read(size)
        if block.count(_ENTRY) > self._most:
            raise ListTooLong
        return block


def measured(file: BinaryIO, most_entries: int) -> BinaryIO:
    """Return ``file`` for ``zipfile.ZipFile``, which raises ListTooLong where it lists too much.

    Only for the list: what an archive holds is not read through it.
    """
    return cast(BinaryIO, _Measured(file, most_entries))
