"""Bringing a backup back into an empty installation."""

import gzip
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from django.conf import settings
from django.core.files import File
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

import chuangcheng
from chuangcheng.domain.errors import Fault, Refused, Sentence
from chuangcheng.foundation.audit import services as audit
from chuangcheng.foundation.backups.faults import (
    BAD_ROW,
    DAMAGED,
    HEADS_THERE,
    KEYS_FROM_ENVIRONMENT,
    KEYS_LACKING,
    NO_KEYS,
    NOT_EMPTY,
    OTHER_VERSION,
    UNMIGRATED,
    UNREADABLE,
    WRONG_PASSPHRASE,
)
from chuangcheng.foundation.backups.formats import archive, keybox
from chuangcheng.foundation.backups.queries import keys
from chuangcheng.foundation.backups.queries.tables import contents, filled, tables
from chuangcheng.foundation.backups.services import loading
from chuangcheng.foundation.backups.services.stores import answering_store
from chuangcheng.foundation.files.storage import name_of, store

FILLED_BY_PROGRAM: Final = frozenset({"jobs_schedulestate", "jobs_worker"})
"""Tables that a fresh installation may have filled by itself."""
_DATA: Final = "data/"
_FILES: Final = "files/"


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back; ``keys`` names the variables whose generated keys were put back."""

    header: archive.Header
    rows: int
    files: int
    keys: tuple[str, ...]


def check_backup(path: Path) -> archive.Archive:
    """Read a backup and compare every part with its checksum; raises Refused."""
    try:
        return archive.open_archive(path)
    except archive.Damaged as damage:
        words = {"file": str(path), "part": str(damage.args[0])}
        raise Refused((Fault(DAMAGED, params=words),)) from None
    except OSError as error:
        raise _refused(UNREADABLE, file=str(path), reason=error.strerror or str(error)) from error


def restore_backup(path: Path, *, passphrase: str = "", without_keys: bool = False) -> Restored:
    """Bring everything of ``path`` back, after checking all of it; raises Refused.

    The database is filled in one transaction and compared, table by table, with the checksums of
    the backup before that is committed; on a refusal the installation is as empty as before.
    """
    backup = check_backup(path)
    _check_empty()
    _check_migrations(backup.header)
    put_back = _check_keys(backup, passphrase, without_keys=without_keys)
    heads = backup.bytes_of(archive.HEADS) or b""
    with answering_store():
        files = _restore_files(backup)
    _write_heads(heads)
    try:
        count = _restore_rows(backup)
    except BaseException:
        Path(settings.AUDIT_HEADS_FILE).unlink(missing_ok=True)
        raise
    for name, value in put_back.items():
        _write_key(keys.file_of(name), value)
    _note(path, backup.header)
    return Restored(backup.header, count, files, tuple(put_back))


def _check_empty() -> None:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        raise _refused(UNMIGRATED, count=str(len(missing)))
    held = [name for name in filled() if name not in FILLED_BY_PROGRAM]
    if held:
        raise _refused(NOT_EMPTY, what=", ".join(held[:5]))
    heads = Path(settings.AUDIT_HEADS_FILE)
    if heads.exists() and heads.stat().st_size:
        raise _refused(HEADS_THERE, file=str(heads))


def _check_migrations(header: archive.Header) -> None:
    ours = {f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()}
    differing = sorted(ours.symmetric_difference(header.migrations))
    if differing:
        raise _refused(OTHER_VERSION, version=header.version, names=", ".join(differing[:5]))


def _check_keys(backup: archive.Archive, passphrase: str, *, without_keys: bool) -> dict[str, str]:
    """Return the keys to put back, by variable; raises Refused where some would be lacking."""
    if passphrase:
        return _enclosed(backup, passphrase)
    ours = keys.named(keys.in_use())
    lacking = [
        f"{name} {one}"
        for name, needed in backup.header.keys.items()
        for one in needed
        if one not in ours.get(name, ())
    ]
    if lacking and not without_keys:
        raise _refused(KEYS_LACKING, names=", ".join(lacking))
    return {}


def _enclosed(backup: archive.Archive, passphrase: str) -> dict[str, str]:
    box = backup.bytes_of(archive.KEYS)
    if box is None:
        raise _refused(NO_KEYS)
    try:
        enclosed = keybox.open_box(box, passphrase)
    except keybox.WrongPassphrase:
        raise _refused(WRONG_PASSPHRASE) from None
    ours = keys.in_use()
    differing = {
        name: value for name, value in enclosed.items() if name in ours and ours[name] != value
    }
    given = [name for name in differing if keys.from_environment(name)]
    if given:
        raise _refused(KEYS_FROM_ENVIRONMENT, name=given[0])
    return differing


def _restore_files(backup: archive.Archive) -> int:
    """Put the files back; each lies where its content says, so an unfinished try does no harm."""
    count = 0
    for member, stream in backup.read(lambda name: name.startswith(_FILES)):
        name = member.name.removeprefix(_FILES)
        if name != name_of(member.sha256):
            raise _refused(DAMAGED, file=str(backup.path), part=member.name)
        if not store().exists(name):
            store().save(name, File(stream, name=name))
        count += 1
    return count


def _restore_rows(backup: archive.Archive) -> int:
    wanted = tables()
    by_name = {f"{_DATA}{table.name}.jsonl.gz": table for table in wanted}
    count = 0
    with transaction.atomic():
        loading.empty(wanted)
        for member, stream in backup.read(lambda name: name.startswith(_DATA)):
            table = by_name.get(member.name)
            if table is None:
                raise _refused(DAMAGED, file=str(backup.path), part=member.name)
            names, lines = _lines(stream)
            rows, content = loading.load(table, lines, names, backup.header.version)
            if (rows, content) != (member.rows, member.content):
                raise _refused(DAMAGED, file=str(backup.path), part=member.name)
            count += rows
        _check_links(backup.header.version)
        loading.count_on(wanted)
        _compare(backup)
    return count


def _lines(stream: IO[bytes]) -> tuple[list[str], Iterator[bytes]]:
    lines = iter(gzip.GzipFile(fileobj=stream, mode="rb"))
    return list(json.loads(next(lines))), lines


def _check_links(version: str) -> None:
    try:
        connection.check_constraints()
    except DatabaseError as error:
        words = {"table": "-", "reason": str(error).split("\n")[0][:200], "version": version}
        raise Refused((Fault(BAD_ROW, params=words),)) from error


def _compare(backup: archive.Archive) -> None:
    """Read the tables again and compare them with what the backup says of them."""
    found = contents()
    for member in backup.members:
        name = member.name.removeprefix(_DATA).removesuffix(".jsonl.gz")
        if member.name.startswith(_DATA) and found.get(name) != member.content:
            raise _refused(DAMAGED, file=str(backup.path), part=member.name)


def _write_heads(content: bytes) -> None:
    path = Path(settings.AUDIT_HEADS_FILE)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write_private(path, content)


def _write_key(path: Path, value: str) -> None:
    _write_private(path, value.encode())


def _write_private(path: Path, content: bytes) -> None:
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)


@transaction.atomic
def _note(path: Path, header: archive.Header) -> None:
    audit.record(
        "backups.run.restore",
        audit.Target("backups.backuprun", path.name, path.name),
        changes={"made_at": [None, header.made_at], "by_version": [None, chuangcheng.__version__]},
    )


def _refused(sentence: Sentence, **params: str) -> Refused:
    named: Mapping[str, str] = params
    return Refused((Fault(sentence, params=named),))
