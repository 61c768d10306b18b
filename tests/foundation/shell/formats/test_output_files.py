import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from chuangcheng.domain.errors import Refused
from chuangcheng.foundation.shell.formats.output_files import (
    check_output,
    write_together,
    write_whole,
)


def refusal(path: Path, ending: str = ".xlsx", inputs: tuple[Path, ...] = ()) -> str:
    with pytest.raises(Refused) as caught:
        check_output(path, ending, inputs)
    return caught.value.faults[0].code


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def saying(content: bytes) -> Callable[[Path], None]:
    def write(aside: Path) -> None:
        aside.write_bytes(content)

    return write


def test_a_result_needs_its_ending(tmp_path: Path) -> None:
    assert refusal(tmp_path / "out.txt") == "output.ending"
    assert refusal(tmp_path / "out") == "output.ending"
    check_output(tmp_path / "OUT.XLSX", ".xlsx")


def test_a_result_never_replaces_an_input(tmp_path: Path) -> None:
    facts = tmp_path / "facts.xlsx"
    facts.write_bytes(b"mine")
    link = tmp_path / "link.xlsx"
    link.symlink_to(facts)
    hard = tmp_path / "hard.xlsx"
    hard.hardlink_to(facts)
    for path in (facts, link, hard, tmp_path / "." / "facts.xlsx"):
        assert refusal(path, inputs=(tmp_path / "edition.yaml", facts)) == "output.is_input"
    assert facts.read_bytes() == b"mine"


def test_a_result_goes_to_an_existing_folder_only(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere" / "out.xlsx") == "output.no_folder"
    (tmp_path / "folder.xlsx").mkdir()
    assert refusal(tmp_path / "folder.xlsx") == "file.folder"


def test_a_result_never_replaces_a_pipe_or_device(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    assert refusal(pipe) == "file.not_ordinary"
    device = tmp_path / "null.xlsx"
    device.symlink_to("/dev/null")
    assert refusal(device) == "file.not_ordinary"
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_impossible_names_are_refused(tmp_path: Path) -> None:
    circle = tmp_path / "circle.xlsx"
    circle.symlink_to(circle)
    for path in (tmp_path / "a\0.xlsx", tmp_path / ("x" * 300 + ".xlsx"), circle):
        assert refusal(path) == "file.bad_name"


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write_whole(path, saying("一".encode()))
    assert path.read_text("utf-8") == "一"
    assert listed(tmp_path) == ["out.csv"]


def test_a_new_file_has_ordinary_permissions_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    old = os.umask(0o027)
    try:
        write_whole(path, saying(b"1"))
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    path.chmod(0o604)
    write_whole(path, saying(b"2"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o604


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real.csv"
    real.write_bytes(b"old")
    link = tmp_path / "link.csv"
    link.symlink_to(real)
    write_whole(link, saying(b"new"))
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "output.no_space"),
        (errno.EACCES, "output.forbidden"),
        (errno.EROFS, "output.forbidden"),
        (errno.EIO, "output.unwritable"),
    ],
)
def test_what_fails_leaves_the_old_file_and_nothing_else(
    number: int, code: str, tmp_path: Path
) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")

    def fail(aside: Path) -> None:
        aside.write_bytes(b"half")
        raise OSError(number, os.strerror(number))

    with pytest.raises(Refused) as caught:
        write_whole(path, fail)
    assert caught.value.faults[0].code == code
    assert path.read_bytes() == b"old"
    assert listed(tmp_path) == ["out.csv"]


@pytest.mark.parametrize("last", ["/proc/x.csv", "nowhere/x.csv"])
def test_of_several_files_all_are_written_or_none(last: str, tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    second.write_bytes(b"old")
    files = [(first, saying(b"1")), (second, saying(b"2"))]
    with pytest.raises(Refused):
        write_together([*files, (tmp_path / last, saying(b"3"))])
    assert listed(tmp_path) == ["b.csv"]
    assert second.read_bytes() == b"old"
    write_together(files)
    assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")
    assert listed(tmp_path) == ["a.csv", "b.csv"]


def test_even_a_mistake_of_ours_leaves_nothing_half_done(tmp_path: Path) -> None:
    def fail(aside: Path) -> None:
        aside.write_bytes(b"half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_whole(tmp_path / "out.csv", fail)
    assert listed(tmp_path) == []
