"""Writing a backup while people go on working."""

import contextlib
import gzip
import json
import os
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

import chuangcheng
from chuangcheng.domain.errors import Fault, Refused, Sentence
from chuangcheng.foundation.audit import services as audit
from chuangcheng.foundation.audit.actors import current_actor
from chuangcheng.foundation.backups.faults import (
    EXISTS,
    FILE_DAMAGED,
    FILE_MISSING,
    SHORT_PASSPHRASE,
    UNWRITABLE,
)
from chuangcheng.foundation.backups.formats import archive, keybox
from chuangcheng.foundation.backups.models import BackupRun
from chuangcheng.foundation.backups.queries import keys
from chuangcheng.foundation.backups.queries.tables import Content, Table, rows, tables
from chuangcheng.foundation.backups.services.stores import answering_store
from chuangcheng.foundation.files.models import Blob
from chuangcheng.foundation.files.storage import name_of, store


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was finished; ``checksum`` is the SHA-256 of the file.

    ``missing`` names the stored files that were not there, or not whole, and so were left out.
    """

    path: Path
    size: int
    checksum: str
    rows: int
    files: int
    keys: dict[str, tuple[str, ...]]
    has_keys: bool
    missing: tuple[str, ...] = ()


def make_backup(path: Path, *, passphrase: str = "", without_missing: bool = False) -> Made:
    """Write everything into the new file ``path``: one moment of the database, files, heads.

    With a ``passphrase`` the keys are enclosed under it, else only named. Writers are not held up:
    the database is read in one snapshot. The backup is noted in the record. Raises Refused; then
    no file is left behind.
    """
    audit.seal()
    made = write_backup(path, passphrase=passphrase, without_missing=without_missing)
    note_backup(made)
    return made


def write_backup(path: Path, *, passphrase: str = "", without_missing: bool = False) -> Made:
    """Write the file and nothing else: for tables that may be those of the version before."""
    if passphrase and len(passphrase) < keybox.LEAST_PASSPHRASE:
        raise Refused((Fault(SHORT_PASSPHRASE, params={"least": str(keybox.LEAST_PASSPHRASE)}),))
    if path.exists():
        raise Refused((Fault(EXISTS, params={"file": str(path)}),))
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        opened = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "wb") as target, answering_store():
            counts = _write(archive.Writer(target), passphrase, without_missing=without_missing)
        size, checksum = aside.stat().st_size, archive.checksum_of(aside)
        archive.put_in_place(aside, path)
    except FileExistsError:
        raise Refused((Fault(EXISTS, params={"file": str(path)}),)) from None
    except OSError as error:
        words = {"file": str(path), "reason": error.strerror or str(error)}
        raise Refused((Fault(UNWRITABLE, params=words),)) from error
    finally:
        aside.unlink(missing_ok=True)
    named = keys.named(keys.in_use())
    return Made(path, size, checksum, *counts[:2], named, bool(passphrase), counts[2])


def _write(
    writer: archive.Writer, passphrase: str, *, without_missing: bool
) -> tuple[int, int, tuple[str, ...]]:
    # Heads come first: sealing goes on meanwhile, and heads newer than the rows would look like a
    # record whose end was cut off.
    heads = Path(settings.AUDIT_HEADS_FILE)
    written = heads.read_bytes() if heads.exists() else b""
    with snapshot():
        writer.add_header(_header())
        there = tables()
        count = sum(_write_table(writer, table) for table in there)
        held = _contents_of_store({table.name for table in there})
    writer.add_bytes(archive.HEADS, written)
    missing = _write_files(writer, held, without_missing=without_missing)
    if passphrase:
        writer.add_bytes(archive.KEYS, keybox.close_box(keys.in_use(), passphrase))
    writer.finish()
    return count, len(held) - len(missing), missing


def _header() -> archive.Header:
    applied = MigrationRecorder(connection).applied_migrations()
    return archive.Header(
        made_at=timezone.now().isoformat(),
        version=chuangcheng.__version__,
        database=connection.vendor,
        migrations=tuple(sorted(f"{app}.{name}" for app, name in applied)),
        keys=keys.named(keys.in_use()),
    )


@contextlib.contextmanager
def snapshot() -> Iterator[None]:
    """See one moment of the database, without holding up writers."""
    mode = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        # Every transaction of ours takes the write lock at once; this one only reads.
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]  # SQLite's own
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql" and not connection.savepoint_ids:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = mode  # type: ignore[attr-defined]  # SQLite's own


def _write_table(writer: archive.Writer, table: Table) -> int:
    content, count = Content(table.names), 0
    with tempfile.TemporaryFile() as aside:
        with gzip.GzipFile(fileobj=aside, mode="wb", mtime=0, compresslevel=5) as packed:
            packed.write(_line(table.names))
            for row in rows(table):
                packed.write(_line(row))
                content.take(row)
                count += 1
        size = aside.tell()
        aside.seek(0)
        name = f"data/{table.name}.jsonl.gz"
        writer.add(name, aside, size, rows=count, content=content.name())
    return count


def _line(row: object) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _contents_of_store(names: set[str]) -> list[tuple[str, int]]:
    """Return SHA-256 and size of what is stored; nothing in a database older than the store."""
    if Blob._meta.db_table not in names:
        return []
    return list(Blob.objects.order_by("sha256").values_list("sha256", "size"))


def _write_files(
    writer: archive.Writer, held: list[tuple[str, int]], *, without_missing: bool
) -> tuple[str, ...]:
    """Write the stored files; return the names of those left out.

    Each is compared with its name: one damaged in the store would be refused when it is too late.
    """
    wrong: dict[str, Sentence] = {}
    for sha256, size in held:
        name = name_of(sha256)
        try:
            blocks = store().stream(name, 0, size)
        except FileNotFoundError:
            wrong[name] = FILE_MISSING
            continue
        with contextlib.closing(blocks):
            content = cast(IO[bytes], _Blocks(blocks))
            if not writer.add_if_whole(f"files/{name}", content, size, sha256):
                wrong[name] = FILE_DAMAGED
    if wrong and not without_missing:
        raise Refused(tuple(Fault(why, params={"file": name}) for name, why in wrong.items()))
    return tuple(wrong)


@dataclass(slots=True)
class _Blocks:
    """Blocks as a stream to read from; raises Unreadable where there are too few."""

    blocks: Iterator[bytes]
    _rest: bytes = b""

    def read(self, size: int) -> bytes:
        try:
            while len(self._rest) < size:
                self._rest += next(self.blocks)
        except (OSError, StopIteration) as error:
            raise archive.Unreadable from error
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece


@transaction.atomic
def note_backup(made: Made) -> None:
    """Write down that a backup was made, where ``doctor`` and the page look for it."""
    run = BackupRun.objects.create(
        file_name=made.path.name,
        size=made.size,
        checksum=made.checksum,
        rows=made.rows,
        files=made.files,
        has_keys=made.has_keys,
        made_by=current_actor().name,
    )
    audit.record(
        "backups.run.make",
        audit.Target("backups.backuprun", str(run.pk), made.path.name),
        changes={"sha256": [None, made.checksum], "keys": [None, made.has_keys]},
    )
