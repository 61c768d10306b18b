"""Where the bytes lie: a folder, or a bucket of an S3 server; both as Django's storages.

A name is made of the content's SHA-256 (``ab/cd/abcd…``), so what has a name never changes: saving
it again is nothing to do. Settings choose the storage under the alias ``files``.
"""

import contextlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Protocol, Self, cast

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, storages
from storages.backends.s3 import S3Storage

from chuangcheng.foundation.shell.formats.output_files import sync_folder

ALIAS: Final = "files"
BLOCK: Final = 256 * 1024
HASH: Final = re.compile(r"[0-9a-f]{64}")
_PART_SIZE: Final = 8 * 1024 * 1024


class Store(Protocol):
    """What this room asks of a storage."""

    def save(self, name: str, content: "File[bytes]") -> str:
        """Keep ``content`` under ``name``; whole or not at all."""

    def exists(self, name: str) -> bool:
        """Tell whether something is kept under ``name``."""

    def delete(self, name: str) -> None:
        """Forget what is kept under ``name``; nothing where nothing is."""

    def size(self, name: str) -> int:
        """Return how many bytes are kept under ``name``."""

    def open(self, name: str, mode: str = "rb") -> "File[bytes]":
        """Open what is kept; raises FileNotFoundError."""

    def stream(self, name: str, start: int, length: int) -> "Blocks":
        """Return ``length`` bytes from ``start`` on in blocks; raises FileNotFoundError at once."""

    def kept(self) -> Iterator[tuple[str, datetime]]:
        """Yield the SHA-256 of everything that is kept, and since when."""


def store() -> Store:
    """Return the storage that the settings name."""
    return cast(Store, storages[ALIAS])


def name_of(sha256: str) -> str:
    """Return the name under which the content with this SHA-256 is kept."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


class FolderStorage(FileSystemStorage):
    """A folder only the program's user can read; a file appears in it whole or not at all."""

    def __init__(self, location: str | Path) -> None:
        super().__init__(
            location=location, file_permissions_mode=0o600, directory_permissions_mode=0o700
        )

    def get_available_name(self, name: str, max_length: int | None = None) -> str:  # noqa: ARG002 - Django's
        """Return ``name``: what is there already has the same content."""
        return name

    def _save(self, name: str, content: "File[Any]") -> str:
        path = Path(self.path(name))
        if path.exists():
            return name
        for folder in (path.parent.parent.parent, path.parent.parent, path.parent):
            folder.mkdir(mode=0o700, exist_ok=True, parents=True)
        aside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        try:
            _fill(aside, content)
            aside.replace(path)
            sync_folder(path.parent)
        finally:
            aside.unlink(missing_ok=True)
        return name

    def stream(self, name: str, start: int, length: int) -> "Blocks":
        """Return ``length`` bytes from ``start`` on in blocks; raises FileNotFoundError at once."""
        file = Path(self.path(name)).open("rb")  # noqa: SIM115 - closed by Blocks
        file.seek(start)
        return Blocks(file, length)

    def kept(self) -> Iterator[tuple[str, datetime]]:
        """Yield the SHA-256 of everything that is kept, and since when."""
        for path in sorted(Path(self.location).glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")):
            if HASH.fullmatch(path.name):
                with contextlib.suppress(FileNotFoundError):
                    yield path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _fill(aside: Path, content: "File[Any]") -> None:
    """Write ``content`` to ``aside``, safe on the disk; without a copy where it lies beside."""
    source = getattr(content, "temporary_path", None)
    if source is not None:
        # Fails on file systems without hard links, or where the two lie on different ones.
        with contextlib.suppress(OSError):
            aside.hardlink_to(source)
            return
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        content.seek(0)
        shutil.copyfileobj(content, file, BLOCK)
        file.flush()
        os.fsync(file.fileno())


class Blocks:
    """Bytes read from ``source`` in blocks; ``close`` it where not all of them are wanted."""

    def __init__(self, source: Any, length: int) -> None:  # noqa: ANN401 - a file or a body of botocore
        self._source, self._rest = source, length

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        block: bytes = self._source.read(min(BLOCK, self._rest)) if self._rest > 0 else b""
        if not block:
            self.close()
            raise StopIteration
        self._rest -= len(block)
        return block

    def close(self) -> None:
        """Let go of the file or the connection."""
        self._source.close()


class BucketStorage(S3Storage):  # type: ignore[misc]  # django-storages carries no types
    """A bucket of an S3 server, which keeps an object whole or not at all by itself."""

    def __init__(self, *, tls: bool, **options: Any) -> None:  # noqa: ANN401 - those of django-storages
        from boto3.s3.transfer import TransferConfig
        from botocore.config import Config

        super().__init__(
            **options,
            use_ssl=tls,
            file_overwrite=True,
            default_acl=None,
            # Servers other than Amazon's need not know the checksums that newer clients send.
            client_config=Config(
                s3={"addressing_style": "path"},
                signature_version="s3v4",
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
                connect_timeout=10,
                read_timeout=60,
                retries={"max_attempts": 3, "mode": "standard"},
            ),
            transfer_config=TransferConfig(
                multipart_threshold=_PART_SIZE, multipart_chunksize=_PART_SIZE, max_concurrency=2
            ),
        )

    def _save(self, name: str, content: "File[Any]") -> str:
        if self.exists(name):
            return name
        saved: str = super()._save(name, _Unclosed(content))
        return saved

    def stream(self, name: str, start: int, length: int) -> "Blocks":
        """Return ``length`` bytes from ``start`` on in blocks; raises FileNotFoundError at once."""
        from botocore.exceptions import ClientError

        if length == 0:
            return Blocks(BytesIO(), 0)
        try:
            span = f"bytes={start}-{start + length - 1}"
            answer = self.bucket.Object(self._normalize_name(name)).get(Range=span)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                raise FileNotFoundError(name) from error
            raise
        return Blocks(answer["Body"], length)

    def kept(self) -> Iterator[tuple[str, datetime]]:
        """Yield the SHA-256 of everything that is kept, and since when."""
        for found in self.bucket.objects.all():
            name = found.key.rpartition("/")[2]
            if HASH.fullmatch(name):
                yield name, found.last_modified


class _Unclosed(File):  # type: ignore[type-arg]  # generic only in the stubs
    """A file that stays open: the S3 client closes what it has sent."""

    def __init__(self, content: "File[Any]") -> None:
        super().__init__(content.file, content.name)

    def close(self) -> None:
        """Leave the file open."""
