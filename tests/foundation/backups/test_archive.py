"""The file of a backup: whole or refused."""

import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from chuangcheng.foundation.backups.formats import archive
from chuangcheng.foundation.backups.formats.archive import Archive, Damaged, Header, Writer

HEADER = Header(
    made_at="2026-11-24T10:00:00+00:00",
    version="0.1.0",
    database="sqlite",
    migrations=("orgs.0001_first",),
    keys={"SECRET_KEY": ("abc",)},
)


def write(path: Path) -> Path:
    """Write a small backup."""
    with path.open("wb") as target:
        writer = Writer(target)
        writer.add_header(HEADER)
        writer.add("data/orgs_unit.jsonl.gz", io.BytesIO(b"rows"), 4, rows=2, content="00")
        writer.add_bytes(archive.HEADS, b"1 2 3\n")
        writer.add_bytes("files/ab/cd/abcd", b"a photo" * 1000)
        writer.finish()
    return path


def refused_for(path: Path) -> str:
    """Return the part that shows the damage."""
    with pytest.raises(Damaged) as damage:
        archive.open_archive(path)
    return str(damage.value.args[0])


def test_a_whole_file_tells_what_it_holds(tmp_path: Path) -> None:
    found = archive.open_archive(write(tmp_path / "b"))
    assert found.header == HEADER
    assert [member.name for member in found.members] == [
        "backup.json",
        "data/orgs_unit.jsonl.gz",
        "heads/audit-heads.log",
        "files/ab/cd/abcd",
    ]
    assert [(one.rows, one.content) for one in found.members][1] == (2, "00")
    assert found.bytes_of(archive.HEADS) == b"1 2 3\n"
    assert found.bytes_of(archive.KEYS) is None
    contents = {member.name: stream.read() for member, stream in found.read(str.isascii)}
    assert contents["files/ab/cd/abcd"] == b"a photo" * 1000


def test_a_flipped_byte_in_any_part_is_found(tmp_path: Path) -> None:
    path = write(tmp_path / "b")
    content = path.read_bytes()
    with tarfile.open(path) as tar:
        parts = {info.name: (info.offset_data, info.size) for info in tar}
    for name, (start, size) in parts.items():
        changed = bytearray(content)
        changed[start + size // 2] ^= 1
        path.write_bytes(changed)
        assert refused_for(path) in {name, archive.MANIFEST, archive.HEADER}, name


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_short_is_refused(tmp_path: Path, share: float) -> None:
    path = write(tmp_path / "b")
    with tarfile.open(path) as tar:
        end = next(info.offset_data for info in tar if info.name == archive.MANIFEST)
    path.write_bytes(path.read_bytes()[: int(end * share)])
    assert refused_for(path)


def without_last(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    del members[-2]


def doubled(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members.insert(2, members[1])


def swapped(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members[1], members[2] = members[2], members[1]


def smuggled(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    info = tarfile.TarInfo("files/zz/zz/smuggled")
    info.size = 1
    members.insert(-1, (info, b"x"))


def after_the_list(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    info = tarfile.TarInfo("files/zz/zz/late")
    info.size = 1
    members.append((info, b"x"))


@pytest.mark.parametrize("change", [without_last, doubled, swapped, smuggled, after_the_list])
def test_parts_removed_doubled_or_added_are_found(
    tmp_path: Path, change: Callable[[list[tuple[tarfile.TarInfo, bytes]]], None]
) -> None:
    path = write(tmp_path / "b")
    with tarfile.open(path) as tar:
        members = [(info, stream_of(tar, info)) for info in tar]
    change(members)
    with tarfile.open(path, "w") as tar:
        for info, content in members:
            tar.addfile(info, io.BytesIO(content))
    assert refused_for(path)


def stream_of(tar: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    stream = tar.extractfile(info)
    assert stream is not None
    return stream.read()


def test_a_link_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b"
    with tarfile.open(path, "w") as tar:
        link = tarfile.TarInfo("backup.json")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    assert refused_for(path) == "backup.json"


@pytest.mark.parametrize(
    "name", ["files/../../etc/passwd", "/etc/passwd", "files/", "data/a/b.jsonl.gz", "other"]
)
def test_no_part_leads_out_of_the_archive(tmp_path: Path, name: str) -> None:
    with (tmp_path / "b").open("wb") as target, pytest.raises(ValueError, match="no name"):
        Writer(target).add_bytes(name, b"x")
    forged = forge(tmp_path / "forged", name)
    assert refused_for(forged) == name


def forge(path: Path, name: str) -> Path:
    """Write an archive whose manifest vouches for a member of any name."""
    parts = {archive.HEADER: json.dumps({"format": archive.FORMAT}).encode(), name: b"x"}
    members = []
    with tarfile.open(path, "w") as tar:
        for part, content in parts.items():
            info = tarfile.TarInfo(part)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
            digest = archive._digest(io.BytesIO(content), keep=False)[1]
            members.append({"name": part, "size": len(content), "sha256": digest})
        manifest = json.dumps({"format": archive.FORMAT, "members": members}).encode()
        info = tarfile.TarInfo(archive.MANIFEST)
        info.size = len(manifest)
        tar.addfile(info, io.BytesIO(manifest))
    return path


@pytest.mark.parametrize("content", [b"", b"no tar at all" * 100, b"\0" * 10240])
def test_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "b"
    path.write_bytes(content)
    assert refused_for(path)


def test_a_finished_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    aside, path = tmp_path / "aside", tmp_path / "b"
    aside.write_bytes(b"new")
    path.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        archive.put_in_place(aside, path)
    assert path.read_bytes() == b"old"


def test_the_checksum_is_that_of_sha256sum(tmp_path: Path) -> None:
    path = tmp_path / "b"
    path.write_bytes(b"abc")
    assert archive.checksum_of(path).startswith("ba7816bf")
    assert isinstance(archive.open_archive(write(tmp_path / "c")), Archive)
