"""Bytes on their way in: written and hashed as they come, held to the limits, gone if refused."""

import contextlib
import errno
import hashlib
import os
import secrets
import shutil
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Final, Protocol, Self, cast

from django.conf import settings
from django.core.files.base import File

from chuangcheng.foundation.files.formats.sentences import DISK_FULL, TOO_LARGE, refused
from chuangcheng.foundation.files.formats.sniffing import shown_size

SPARE: Final = 1024 * 1024 * 1024
"""Bytes of disk that uploads leave free for the database; on small disks a twentieth."""
_LOOK_EVERY: Final = 32 * 1024 * 1024
_BLOCK: Final = 64 * 1024
_SAFE_EVERY: Final = 32 * 1024 * 1024
"""Bytes after which the disk is asked to begin writing, so that the end is not one long wait."""


class Stream(Protocol):
    """Anything bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """Return up to ``size`` bytes; none at the end."""


class Incoming:
    """A file that is arriving, in a folder of its own beside the store.

    ``write`` it block by block, then ``finish`` it; leaving the ``with`` block removes what was
    not kept. ``name`` is only for sentences. Raises Refused as soon as the limit is passed or the
    disk is nearly full.
    """

    def __init__(self, name: str, limit: int, expected: int = 0) -> None:
        self.name, self.limit = name, limit
        self.size = 0
        self.sha256 = ""
        self._hash = hashlib.sha256()
        self._checked = self._synced = 0
        folder = Path(settings.FILES_FOLDER) / "incoming"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if expected > limit:
            raise self._too_large()
        self._check_disk(folder, expected)
        self.path = folder / secrets.token_hex(16)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        # Unbuffered: blocks are large, and what is read back must be what was written.
        self.file = cast(BinaryIO, os.fdopen(descriptor, "w+b", buffering=0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def write(self, block: bytes | memoryview) -> None:
        """Take the next bytes."""
        self.size += len(block)
        if self.size > self.limit:
            raise self._too_large()
        if self.size - self._checked >= _LOOK_EVERY:
            self._checked = self.size
            self._check_disk(self.path.parent, 0)
        self._hash.update(block)
        try:
            _write_all(self.file, block)
        except OSError as error:
            raise _said(error, self.name) from error
        if self.size - self._synced >= _SAFE_EVERY:
            _begin_writing(self.file.fileno(), self._synced, self.size - self._synced)
            self._synced = self.size

    def finish(self) -> None:
        """Make what came safe on the disk; then ``sha256`` is known."""
        try:
            os.fsync(self.file.fileno())
        except OSError as error:
            raise _said(error, self.name) from error
        self.sha256 = self._hash.hexdigest()

    def as_file(self) -> "File[Any]":
        """Return it for a storage; one beside it takes it without a copy."""
        self.file.seek(0)
        found: File[Any] = File(self.file, name=self.sha256)
        found.temporary_path = self.path  # type: ignore[attr-defined]  # read by FolderStorage
        return found

    def close(self) -> None:
        """Remove it from the folder; where it was kept, the store has it by now."""
        with contextlib.suppress(OSError):
            self.file.close()
        self.path.unlink(missing_ok=True)

    def _too_large(self) -> Exception:
        return refused(TOO_LARGE, self.name, limit=shown_size(self.limit))

    def _check_disk(self, folder: Path, expected: int) -> None:
        disk = shutil.disk_usage(folder)
        if disk.free - expected < min(SPARE, disk.total // 20):
            raise refused(DISK_FULL, self.name)


def receive(stream: Stream, name: str, limit: int) -> Incoming:
    """Take a whole stream; raises Refused past the limit or where the disk is full."""
    incoming = Incoming(name, limit)
    try:
        while block := stream.read(_BLOCK):
            incoming.write(block)
        incoming.finish()
    except BaseException:
        incoming.close()
        raise
    return incoming


def _write_all(file: BinaryIO, block: bytes | memoryview) -> None:
    rest = memoryview(block)
    while rest:
        rest = rest[file.write(rest) :]


def _begin_writing(descriptor: int, start: int, length: int) -> None:
    """Let the disk begin with these bytes, without waiting for it, where the system can."""
    advise = getattr(os, "posix_fadvise", None)
    if advise is not None:
        with contextlib.suppress(OSError):
            advise(descriptor, start, length, os.POSIX_FADV_DONTNEED)


def _said(error: OSError, name: str) -> Exception:
    full = error.errno in {errno.ENOSPC, errno.EDQUOT}
    return refused(DISK_FULL, name) if full else error
