"""The two storages: whole or not at all, parts of a content, what is there."""

import io
import os
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.base import ContentFile, File

from chuangcheng.foundation.files.storage import FolderStorage, Store, name_of

LARGE = bytes(range(256)) * 80 * 1024
"""20 MB: to a bucket it goes in several parts."""


def kept(kept_in: Store, content: bytes) -> str:
    name = name_of(sha256(content).hexdigest())
    assert kept_in.save(name, ContentFile(content)) == name
    return name


def test_what_is_kept_is_read_again_whole_and_in_parts(kept_in: Store) -> None:
    name = kept(kept_in, LARGE)
    with kept_in.open(name) as file:
        assert sha256(file.read()).hexdigest() == name.rpartition("/")[2]
    assert kept_in.size(name) == len(LARGE)
    for start, length in ((0, 10), (9_000_000, 300_001), (len(LARGE) - 5, 5), (3, 0)):
        assert b"".join(kept_in.stream(name, start, length)) == LARGE[start : start + length]


def test_what_is_there_is_listed_with_its_time(kept_in: Store) -> None:
    name = kept(kept_in, b"one")
    ((found, since),) = kept_in.kept()
    assert name_of(found) == name
    assert abs(datetime.now(UTC) - since) < timedelta(minutes=1)


def test_saving_again_is_nothing_to_do(kept_in: Store) -> None:
    assert kept(kept_in, b"one") == kept(kept_in, b"one")
    assert len(list(kept_in.kept())) == 1


def test_what_is_missing_is_said_at_once(kept_in: Store) -> None:
    name = name_of("0" * 64)
    assert not kept_in.exists(name)
    with pytest.raises(FileNotFoundError):
        kept_in.stream(name, 0, 1)
    with pytest.raises(FileNotFoundError):
        kept_in.open(name)
    kept_in.delete(name)


def test_what_was_deleted_is_gone(kept_in: Store) -> None:
    name = kept(kept_in, b"one")
    kept_in.delete(name)
    assert not kept_in.exists(name)


# -- the folder alone -----------------------------------------------------------------------------


class Breaking(File):  # type: ignore[type-arg]  # generic only in the stubs
    """Breaks off half-way."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(b"half"), "half")

    def read(self, _size: int = -1) -> bytes:
        raise OSError(5, "the disk is gone")


def test_a_folder_holds_nothing_of_what_broke_off(tmp_path: Path) -> None:
    name = name_of("a" * 64)
    with pytest.raises(OSError, match="the disk is gone"):
        FolderStorage(tmp_path).save(name, Breaking())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_folder_takes_what_lies_beside_without_a_copy(tmp_path: Path) -> None:
    source = tmp_path / "incoming"
    source.write_bytes(b"content")
    with source.open("rb") as opened:
        file = File(opened, "x")
        file.temporary_path = source  # type: ignore[attr-defined]  # as Incoming sets it
        FolderStorage(tmp_path / "files").save("aa/bb/cc", file)
    assert (tmp_path / "files/aa/bb/cc").stat().st_ino == source.stat().st_ino


def test_a_folder_copies_where_files_cannot_be_linked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    source = tmp_path / "incoming"
    source.write_bytes(b"content")
    with source.open("rb") as opened:
        file = File(opened, "x")
        file.temporary_path = source  # type: ignore[attr-defined]  # as Incoming sets it
        FolderStorage(tmp_path / "files").save("aa/bb/cc", file)
    assert (tmp_path / "files/aa/bb/cc").read_bytes() == b"content"


def test_content_is_safe_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def noted_fsync(descriptor: int) -> None:
        done.append("fsync")
        fsync(descriptor)

    def noted_replace(self: Path, target: Path) -> Path:
        done.append("name")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    FolderStorage(tmp_path).save("aa/bb/cc", ContentFile(b"content"))
    assert done == ["fsync", "name", "fsync"], "content, name, folder"
