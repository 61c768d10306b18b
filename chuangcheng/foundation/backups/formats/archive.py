"""The file of a backup: a plain tar whose last member lists every other with its SHA-256.

Members, in this order: ``backup.json`` (what it is, made when and by which version, which
migrations, which keys are needed), ``data/TABLE.jsonl.gz`` for every table, ``heads/…`` (heads
of the record), ``files/…`` (stored files), ``keys.json`` (optional, enclosed under a passphrase),
``manifest.json``. A file that was cut off has no manifest and so is refused.
"""

import contextlib
import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, Final, cast

from chuangcheng.foundation.shell.formats.output_files import sync_folder

FORMAT: Final = "chuangcheng.backup.v1"
HEADER: Final = "backup.json"
MANIFEST: Final = "manifest.json"
KEYS: Final = "keys.json"
HEADS: Final = "heads/audit-heads.log"
MOST_METADATA: Final = 64 * 1024 * 1024
"""Bytes of a header, manifest or box; a larger one is no backup of ours."""
_NAME: Final = re.compile(
    r"data/[a-z0-9_]+\.jsonl\.gz|heads/audit-heads\.log|keys\.json|backup\.json"
    r"|files/[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*){0,5}"
)
_CHUNK: Final = 1024 * 1024


class Damaged(Exception):
    """The file is no backup, or not a whole one; ``args[0]`` names the member that shows it."""


class Unreadable(Exception):
    """What a member is made from ends too early or cannot be read."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a backup is of: made when (ISO 8601), by which version, from which database.

    ``migrations`` are ``app.name``; ``keys`` maps a variable to the fingerprints of its keys.
    """

    made_at: str
    version: str
    database: str
    migrations: tuple[str, ...]
    keys: Mapping[str, tuple[str, ...]]
    format: str = FORMAT


@dataclass(frozen=True, slots=True)
class Member:
    """One member of the archive; ``rows`` and ``content`` (a checksum of values) for a table."""

    name: str
    size: int
    sha256: str
    rows: int | None = None
    content: str = ""


@dataclass(slots=True)
class Writer:
    """Writes the members of an archive; :meth:`finish` adds the manifest."""

    target: IO[bytes]
    members: list[Member] = field(default_factory=list)
    _tar: tarfile.TarFile = field(init=False)

    def __post_init__(self) -> None:
        self._tar = tarfile.open(fileobj=self.target, mode="w", format=tarfile.PAX_FORMAT)  # noqa: SIM115 - closed by finish

    def add(
        self, name: str, stream: IO[bytes], size: int, *, rows: int | None = None, content: str = ""
    ) -> Member:
        """Add ``size`` bytes of ``stream``; raises ValueError for a name we would not read."""
        if _NAME.fullmatch(name) is None:
            raise ValueError(f"{name} is no name of a member")
        hashing = _Hashing(stream)
        self._append(name, cast(IO[bytes], hashing), size)
        member = Member(name, size, hashing.hash.hexdigest(), rows, content)
        self.members.append(member)
        return member

    def add_if_whole(self, name: str, stream: IO[bytes], size: int, sha256: str) -> bool:
        """Add what must have this SHA-256; where it has not, or raises Unreadable, leave it out."""
        start, written = self._tar.offset, self._tar.getmembers()
        count = len(written)
        with contextlib.suppress(Unreadable):
            if self.add(name, stream, size).sha256 == sha256:
                return True
            self.members.pop()
        self.target.seek(start)
        self.target.truncate()
        self._tar.offset = start
        del written[count:]
        return False

    def add_bytes(self, name: str, content: bytes) -> Member:
        """Add a small member."""
        return self.add(name, io.BytesIO(content), len(content))

    def add_header(self, header: Header) -> None:
        """Add the header; it comes first."""
        self.add_bytes(HEADER, json.dumps(asdict(header), indent=1).encode())

    def finish(self) -> None:
        """Add the manifest and close the archive, but not its target."""
        document = {"format": FORMAT, "members": [asdict(member) for member in self.members]}
        content = json.dumps(document, indent=1).encode()
        self._append(MANIFEST, io.BytesIO(content), len(content))
        self._tar.close()

    def _append(self, name: str, stream: IO[bytes], size: int) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        self._tar.addfile(info, stream)


@dataclass(slots=True)
class _Hashing:
    """A stream that hashes what is read from it."""

    stream: IO[bytes]
    hash: Any = field(default_factory=hashlib.sha256)

    def read(self, size: int = -1) -> bytes:
        piece = self.stream.read(size)
        self.hash.update(piece)
        return piece


@dataclass(frozen=True, slots=True)
class Archive:
    """A backup that was checked: every member is there, whole, and nothing else is."""

    path: Path
    header: Header
    members: tuple[Member, ...]

    def read(self, wanted: Callable[[str], bool]) -> Iterator[tuple[Member, IO[bytes]]]:
        """Yield the members whose names are wanted, in order, each with a stream of its bytes."""
        known = {member.name: member for member in self.members}
        with self.path.open("rb") as file, tarfile.open(fileobj=file, mode="r:") as tar:
            for info in tar:
                if info.name in known and wanted(info.name):
                    yield known[info.name], _stream(tar, info)

    def bytes_of(self, name: str) -> bytes | None:
        """Return the content of a small member; None where there is none."""
        for _, stream in self.read(lambda one: one == name):
            return stream.read(MOST_METADATA)
        return None


def open_archive(path: Path) -> Archive:
    """Read the whole file and check it; raises Damaged or OSError. Nothing is written anywhere."""
    found: list[tuple[str, int, str]] = []
    small: dict[str, bytes] = {}
    try:
        with path.open("rb") as file, tarfile.open(fileobj=file, mode="r:") as tar:
            for info in tar:
                if not info.isreg():
                    raise Damaged(info.name)
                keep = info.name in {HEADER, MANIFEST}
                if keep and info.size > MOST_METADATA:
                    raise Damaged(info.name)
                size, checksum, content = _digest(_stream(tar, info), keep=keep)
                found.append((info.name, size, checksum))
                if keep:
                    small[info.name] = content
    except (tarfile.TarError, EOFError) as error:
        raise Damaged(path.name) from error
    members = _listed(small.get(MANIFEST), found)
    return Archive(path, _header(small.get(HEADER)), members)


def _listed(manifest: bytes | None, found: list[tuple[str, int, str]]) -> tuple[Member, ...]:
    """Compare the manifest with what is there; raises Damaged with the first that differs."""
    if manifest is None or found[-1][0] != MANIFEST:
        raise Damaged(MANIFEST)
    try:
        document = json.loads(manifest)
        members = tuple(Member(**entry) for entry in document["members"])
    except (KeyError, TypeError, ValueError):
        raise Damaged(MANIFEST) from None
    if document.get("format") != FORMAT:
        raise Damaged(MANIFEST)
    there = found[:-1]
    for member, (name, size, checksum) in zip(members, there, strict=False):
        same = (member.name, member.size, member.sha256) == (name, size, checksum)
        if not same or _NAME.fullmatch(name) is None:
            raise Damaged(name)
    if len(members) != len(there) or len({name for name, *_ in there}) != len(there):
        raise Damaged(MANIFEST)
    return members


def _header(content: bytes | None) -> Header:
    try:
        document = json.loads(content or b"")
        header = Header(
            made_at=str(document["made_at"]),
            version=str(document["version"]),
            database=str(document["database"]),
            migrations=tuple(map(str, document["migrations"])),
            keys={str(name): tuple(map(str, ids)) for name, ids in document["keys"].items()},
            format=str(document["format"]),
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        raise Damaged(HEADER) from None
    if header.format != FORMAT:
        raise Damaged(HEADER)
    return header


def _stream(tar: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    stream = tar.extractfile(info)
    if stream is None:
        raise Damaged(info.name)
    return stream


def _digest(stream: IO[bytes], *, keep: bool) -> tuple[int, str, bytes]:
    digest, size, kept = hashlib.sha256(), 0, []
    while piece := stream.read(_CHUNK):
        digest.update(piece)
        size += len(piece)
        if keep:
            kept.append(piece)
    return size, digest.hexdigest(), b"".join(kept)


def checksum_of(path: Path) -> str:
    """Return the SHA-256 of a file, as ``sha256sum`` prints it."""
    with path.open("rb") as file:
        return _digest(file, keep=False)[1]


def fingerprint(key: str) -> str:
    """Return what names a key without telling it: the first twelve digits of its SHA-256."""
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def put_in_place(aside: Path, path: Path) -> None:
    """Give a finished file its name, on the disk for good; raises FileExistsError if taken."""
    with aside.open("rb") as file:
        os.fsync(file.fileno())
    try:
        path.hardlink_to(aside)
        aside.unlink()
    except FileExistsError:
        raise
    except OSError:
        # No hard links there, as on the memory sticks of most offices.
        path.touch(exist_ok=False)
        aside.replace(path)
    sync_folder(path.parent)
