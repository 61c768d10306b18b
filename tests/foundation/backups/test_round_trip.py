"""A backup holds everything and brings it back into an empty installation, table by table."""

import gzip
import io
import json
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import override_settings

from chuangcheng.domain.errors import Refused, describe
from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.audit import services as audit
from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.audit.queries.verification import verify
from chuangcheng.foundation.backups.formats import archive
from chuangcheng.foundation.backups.models import BackupRun
from chuangcheng.foundation.backups.queries.tables import contents, tables
from chuangcheng.foundation.backups.services import loading, make_backup, restore_backup
from chuangcheng.foundation.files.models import Blob
from chuangcheng.foundation.files.storage import name_of, store

PHOTO = b"the bytes of a photo" * 5000
USERS = "data/accounts_user.jsonl.gz"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def in_use(own_folder: Path) -> Path:
    """An installation with an account, a record that is sealed and a file in the store."""
    import hashlib

    sha256 = hashlib.sha256(PHOTO).hexdigest()
    store().save(name_of(sha256), ContentFile(PHOTO))
    Blob.objects.create(sha256=sha256, size=len(PHOTO))
    User.objects.create(username="office", name="城")
    for count in range(3):
        with transaction.atomic():
            audit.record(
                "orgs.unit.change", audit.Target("orgs.unit", "1"), changes={"n": [0, count]}
            )
    audit.seal()
    return own_folder


@pytest.fixture
def emptied(own_folder: Path, tmp_path: Path) -> Callable[[], Path]:
    """Empties the installation as if it were another, new one: tables, store, heads."""

    def empty() -> Path:
        with transaction.atomic():
            loading.empty(tables())
        own_folder.rename(tmp_path / f"before-{len(list(tmp_path.iterdir()))}")
        own_folder.mkdir()
        return own_folder

    return empty


def sentence(refusal: pytest.ExceptionInfo[Refused]) -> str:
    return describe(refusal.value.faults[0])


def test_everything_comes_back_the_same(
    in_use: Path, tmp_path: Path, emptied: Callable[[], Path]
) -> None:
    before = contents()
    made = make_backup(tmp_path / "b")
    assert (made.files, made.missing) == (1, ())
    assert BackupRun.objects.get().checksum == archive.checksum_of(tmp_path / "b")
    emptied()
    restored = restore_backup(tmp_path / "b")
    assert (restored.rows, restored.files) == (made.rows, 1)
    after = contents()
    # The record then tells of backup and restoration themselves.
    own = {"audit_event", "audit_seal", "backups_backuprun"}
    assert {name for name in before if before[name] != after[name]} <= own
    with store().open(name_of(Blob.objects.get().sha256)) as kept:
        assert kept.read() == PHOTO
    assert verify().is_sound
    audit.seal()
    check = verify()
    assert (check.is_sound, check.warnings) == (True, [])
    assert Event.objects.filter(action="backups.run.restore").count() == 1
    assert (
        User.objects.create(username="next", name="next").pk
        > User.objects.get(username="office").pk
    )


def test_the_file_is_only_for_whom_made_it(in_use: Path, tmp_path: Path) -> None:
    made = make_backup(tmp_path / "b")
    assert made.path.stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".b")] == []


def test_keys_are_named_and_not_told(in_use: Path, tmp_path: Path) -> None:
    made = make_backup(tmp_path / "b")
    content = (tmp_path / "b").read_bytes()
    assert archive.fingerprint(settings.SECRET_KEY) in made.keys["SECRET_KEY"]
    assert settings.SECRET_KEY.encode() not in content
    assert all(key.encode() not in content for key in settings.ENCRYPTION_KEYS)


def test_a_backup_never_takes_the_place_of_a_file(in_use: Path, tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"mine")
    with pytest.raises(Refused) as refusal:
        make_backup(tmp_path / "b")
    assert "is there already" in sentence(refusal)
    assert (tmp_path / "b").read_bytes() == b"mine"


def test_a_folder_that_is_not_there_is_named(in_use: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        make_backup(tmp_path / "nowhere" / "b")
    assert "cannot be written: No such file" in sentence(refusal)


def test_a_file_that_the_store_lost_is_named(in_use: Path, tmp_path: Path) -> None:
    name = name_of(Blob.objects.get().sha256)
    store().delete(name)
    with pytest.raises(Refused) as refusal:
        make_backup(tmp_path / "b")
    assert name in sentence(refusal)
    assert not (tmp_path / "b").exists()
    assert make_backup(tmp_path / "b", without_missing=True).missing == (name,)


@pytest.mark.parametrize("spoilt", [PHOTO[:-1] + b"X", PHOTO[:-1], b""])
def test_a_file_that_is_damaged_in_the_store_is_named_when_the_backup_is_made(
    in_use: Path, tmp_path: Path, emptied: Callable[[], Path], spoilt: bytes
) -> None:
    name = name_of(Blob.objects.get().sha256)
    (in_use / "files" / name).write_bytes(spoilt)
    with pytest.raises(Refused) as refusal:
        make_backup(tmp_path / "b")
    assert f"damaged: {name}" in sentence(refusal)
    assert not (tmp_path / "b").exists()
    made = make_backup(tmp_path / "b", without_missing=True)
    assert (made.missing, made.files) == ((name,), 0)
    emptied()
    assert restore_backup(tmp_path / "b").files == 0


def test_a_backup_can_be_put_where_there_are_no_hard_links(
    in_use: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    made = make_backup(tmp_path / "b")
    assert archive.open_archive(made.path).header.database == connection.vendor
    (tmp_path / "c").write_bytes(b"mine")
    (tmp_path / "d").write_bytes(b"new")
    with pytest.raises(FileExistsError):
        archive.put_in_place(tmp_path / "d", tmp_path / "c")
    assert (tmp_path / "c").read_bytes() == b"mine"


def test_what_is_not_empty_is_not_written_over(in_use: Path, tmp_path: Path) -> None:
    make_backup(tmp_path / "b")
    before = contents()
    with pytest.raises(Refused) as refusal:
        restore_backup(tmp_path / "b")
    assert "not empty: it holds accounts_user" in sentence(refusal)
    assert contents() == before


def test_heads_of_another_record_are_not_written_over(
    in_use: Path, tmp_path: Path, emptied: Callable[[], Path]
) -> None:
    make_backup(tmp_path / "b")
    heads = emptied() / "audit-heads.log"
    heads.write_text("1 2 3\n")
    with pytest.raises(Refused) as refusal:
        restore_backup(tmp_path / "b")
    assert "heads of another record" in sentence(refusal)
    assert heads.read_text() == "1 2 3\n"


@pytest.fixture
def other_keys() -> Iterator[None]:
    """An installation with keys of its own."""
    from cryptography.fernet import Fernet

    with override_settings(
        SECRET_KEY="x1y2z3" * 10, ENCRYPTION_KEYS=(Fernet.generate_key().decode(),)
    ):
        yield


def test_without_its_keys_nothing_is_restored(
    in_use: Path, tmp_path: Path, emptied: Callable[[], Path], request: pytest.FixtureRequest
) -> None:
    make_backup(tmp_path / "b")
    emptied()
    request.getfixturevalue("other_keys")
    with pytest.raises(Refused) as refusal:
        restore_backup(tmp_path / "b")
    assert "lacks keys" in sentence(refusal)
    assert not User.objects.exists()
    assert restore_backup(tmp_path / "b", without_keys=True).keys == ()


def test_a_passphrase_brings_the_keys_back(
    in_use: Path, tmp_path: Path, emptied: Callable[[], Path], request: pytest.FixtureRequest
) -> None:
    secret, sealing = settings.SECRET_KEY, settings.ENCRYPTION_KEYS
    made = make_backup(tmp_path / "b", passphrase="twelve words or so")
    assert made.has_keys
    home = emptied()
    request.getfixturevalue("other_keys")
    with pytest.raises(Refused) as refusal:
        restore_backup(tmp_path / "b", passphrase="twelve words or no")
    assert "does not open" in sentence(refusal)
    restored = restore_backup(tmp_path / "b", passphrase="twelve words or so")
    assert set(restored.keys) == {"SECRET_KEY", "ENCRYPTION_KEYS"}
    assert (home / "secret_key").read_text() == secret
    assert tuple((home / "encryption_keys").read_text().split()) == tuple(sealing)
    assert (home / "secret_key").stat().st_mode & 0o077 == 0


def test_a_short_passphrase_is_refused(in_use: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        make_backup(tmp_path / "b", passphrase="short")
    assert "at least 12" in sentence(refusal)


def test_a_backup_of_other_tables_says_which_version_made_it(
    in_use: Path, tmp_path: Path, emptied: Callable[[], Path]
) -> None:
    make_backup(tmp_path / "b")
    emptied()
    changed = rewritten(tmp_path / "b", tmp_path / "c", archive.HEADER, older)
    with pytest.raises(Refused) as refusal:
        restore_backup(changed)
    assert "Install version 0.0.9" in sentence(refusal)


def older(content: bytes) -> bytes:
    header = json.loads(content)
    header["version"] = "0.0.9"
    header["migrations"] = header["migrations"][1:]
    return json.dumps(header).encode()


def one_row_less(content: bytes) -> bytes:
    lines = gzip.decompress(content).splitlines(keepends=True)
    return gzip.compress(b"".join(lines[:-1]))


def test_a_row_that_lacks_is_found_before_anything_is_kept(
    in_use: Path, tmp_path: Path, emptied: Callable[[], Path]
) -> None:
    make_backup(tmp_path / "b")
    emptied()
    changed = rewritten(tmp_path / "b", tmp_path / "c", "data/audit_event.jsonl.gz", one_row_less)
    with pytest.raises(Refused) as refusal:
        restore_backup(changed)
    assert "audit_event" in sentence(refusal)
    assert not User.objects.exists()
    assert not Path(settings.AUDIT_HEADS_FILE).exists()


def without_a_name(content: bytes) -> bytes:
    head, *lines = gzip.decompress(content).splitlines()
    names = json.loads(head)
    rows = [json.loads(line) for line in lines]
    for row in rows:
        row[names.index("username")] = None
    return gzip.compress(b"\n".join([head, *(json.dumps(row).encode() for row in rows)]))


def test_a_row_that_the_database_refuses_is_told_by_table(
    in_use: Path, tmp_path: Path, emptied: Callable[[], Path]
) -> None:
    make_backup(tmp_path / "b")
    emptied()
    changed = rewritten(
        tmp_path / "b", tmp_path / "c", "data/accounts_user.jsonl.gz", without_a_name
    )
    with pytest.raises(Refused) as refusal:
        restore_backup(changed)
    assert "refuses a row of the table accounts_user" in sentence(refusal)
    assert not User.objects.exists()


def rewritten(source: Path, target: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """Write the backup again with one part changed and a manifest that vouches for it."""
    with tarfile.open(source) as tar, target.open("wb") as file:
        writer = archive.Writer(file)
        for member in archive.open_archive(source).members:
            stream = tar.extractfile(member.name)
            assert stream is not None
            content = stream.read()
            if member.name == name:
                content = change(content)
            writer.add(
                member.name,
                io.BytesIO(content),
                len(content),
                rows=member.rows,
                content=member.content,
            )
        writer.finish()
    return target


def test_people_go_on_working_while_a_backup_is_made(in_use: Path) -> None:
    from chuangcheng.foundation.backups.services.making import snapshot

    if connection.vendor != "sqlite":
        with snapshot(), connection.cursor() as cursor:
            cursor.execute("SHOW transaction_read_only")
            assert cursor.fetchone()[0] == "on"
        return
    with snapshot():
        assert connection.transaction_mode == "DEFERRED"  # type: ignore[attr-defined]  # SQLite's own
    assert connection.transaction_mode == "IMMEDIATE"  # type: ignore[attr-defined]  # SQLite's own
