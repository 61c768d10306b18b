"""The heads of the chain in a file outside the database, one line for each seal.

A line holds number, last place in the chain, time and hash of a seal, with one space between them:

    17 2044 2026-11-24T10:13:19.000123Z 9f86d081884c7d65…

Lines are only ever appended, and are on the disk before anybody goes on. A line that a crash cut
short is followed by the whole of it.
"""

import fcntl
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from chuangcheng.foundation.shell.formats.output_files import sync_folder

_LINE: Final = re.compile(
    r"(\d{1,18}) (\d{1,18}) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) ([0-9a-f]{64})"
)
_CUT_SHORT: Final = re.compile(
    r"\d{1,18}(?: (?:\d{1,18}(?: (?:[\dTZ:.-]{0,27}(?: [0-9a-f]{0,64})?)?)?)?)?"
)
"""What a crash may leave of the last line."""
_LONGEST: Final = 256
"""More bytes than any line has."""


class Head(NamedTuple):
    """What the file says of a seal."""

    number: int
    last: int
    sealed_at: str
    hash: str

    def line(self) -> str:
        """Return the line, without its break."""
        return f"{self.number} {self.last} {self.sealed_at} {self.hash}"


class Damage(NamedTuple):
    """A line that is no head; lines count from 1."""

    line: int


def parse(line: str) -> Head | None:
    """Return the head a line holds, None where it holds none."""
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    return Head(int(found[1]), int(found[2]), found[3], found[4])


def read(path: Path) -> Iterator[Head | Damage]:
    """Yield what stands in the file, in its order; nothing where there is no file.

    A damaged line is passed over where the line after it begins with it: a crash cut it short,
    and the next seal wrote it anew.
    """
    if not path.exists():
        return
    with path.open(encoding="utf-8", errors="replace", newline="\n") as file:
        cut: tuple[int, str] | None = None
        for number, raw in enumerate(file, start=1):
            line = raw.rstrip("\n")
            if cut is not None and not line.startswith(cut[1]):
                yield Damage(cut[0])
            head = parse(line)
            cut = (number, line) if head is None else None
            if head is not None:
                yield head
        if cut is not None and not _CUT_SHORT.fullmatch(cut[1]):
            yield Damage(cut[0])


def last(path: Path) -> Head | None:
    """Return the last whole head of the file, None where there is none."""
    if not path.exists():
        return None
    with path.open("rb") as file:
        return _last_of(file)


def _last_of(file: BinaryIO) -> Head | None:
    """Look backwards, in growing steps, so that a long file takes no longer than a short one."""
    size = file.seek(0, os.SEEK_END)
    step = 16 * _LONGEST
    while True:
        start = max(0, size - step)
        file.seek(start)
        lines = file.read(size - start).decode("utf-8", "replace").split("\n")
        for line in reversed(lines[1:] if start else lines):
            head = parse(line)
            if head is not None:
                return head
        if start == 0:
            return None
        step *= 4


def extend(path: Path, missing: Callable[[Head | None], Iterable[Head]]) -> int:
    """Append what ``missing`` returns for the last head; return how many lines that were.

    One process at a time; on return the lines are on the disk. Raises OSError where the disk
    says no.
    """
    fresh = not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        heads = list(missing(_last_of(file)))
        if heads:
            text = "".join(f"{head.line()}\n" for head in heads)
            file.write((b"" if _ends_with_break(file) else b"\n") + text.encode())
            file.flush()
            os.fsync(file.fileno())
    if fresh:
        path.chmod(0o600)
        sync_folder(path.parent)
    return len(heads)


def _ends_with_break(file: BinaryIO) -> bool:
    size = file.seek(0, os.SEEK_END)
    if size == 0:
        return True
    file.seek(size - 1)
    return file.read(1) == b"\n"
