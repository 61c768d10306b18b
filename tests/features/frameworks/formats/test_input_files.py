import os
from pathlib import Path

import pytest

from chuangcheng.domain.errors import Refused, describe
from chuangcheng.features.frameworks.formats.documents import open_document
from chuangcheng.foundation.shell.formats.encodings import NotUtf8, decode
from chuangcheng.foundation.shell.formats.limits import Limits
from tests.features.frameworks.formats.conftest import Faults, Read, Save

TRADITIONAL = "subject: 雲溪縣(演示)\nnote: 文明城市創建的考察材料和問卷都在這裡\n"
SIMPLIFIED = "subject: 云溪县(演示)\nnote: 文明城市创建的考察材料和问卷都在这里\n"


@pytest.mark.parametrize(
    ("text", "codec", "named"),
    [
        (SIMPLIFIED, "gb18030", "GB18030"),
        (SIMPLIFIED, "gbk", "GB18030"),
        (TRADITIONAL, "gbk", "GB18030"),
        (TRADITIONAL, "big5", "Big5"),
        (TRADITIONAL, "utf-16", "UTF-16"),
        (SIMPLIFIED, "utf-16-le", "UTF-16"),
        (SIMPLIFIED, "utf-16-be", "UTF-16"),
        (TRADITIONAL, "utf-32", "UTF-32"),
    ],
)
@pytest.mark.parametrize("name", ["facts.yaml", "facts.json"])
def test_another_encoding_is_named_and_never_converted(
    text: str, codec: str, named: str, name: str, save: Save, faults: Faults
) -> None:
    [fault] = faults(save(name, (text * 3).encode(codec)))
    assert fault.code == "file.encoding"
    assert fault.params["encoding"] == named
    assert "UTF-8" in fault.sentence.remedy


def test_bytes_of_no_encoding_are_refused(save: Save, faults: Faults) -> None:
    [fault] = faults(save("facts.yaml", b"\x80\x81\x82" * 20))
    assert fault.code == "file.encoding_unknown"


def test_a_guess_between_two_is_said_as_one() -> None:
    with pytest.raises(NotUtf8) as caught:
        decode("字: 雲".encode("big5"))
    assert caught.value.encoding in {"Big5", "Big5 / GB18030"}


def test_utf_8_with_a_byte_order_mark_is_read(save: Save, read: Read) -> None:
    path = save("facts.yaml", TRADITIONAL.encode("utf-8-sig"))
    assert read(path).data["subject"] == "雲溪縣(演示)"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_count_alike(end: str, save: Save, faults: Faults) -> None:
    [fault] = faults(save("facts.yaml", f"a: 1{end}b: 2{end}a: 3{end}".encode()))
    assert fault.place.line == 3


@pytest.mark.parametrize("content", [b"", b"   \n\n", "\ufeff".encode()])
@pytest.mark.parametrize("name", ["facts.yaml", "facts.json"])
def test_an_empty_file_says_so(content: bytes, name: str, save: Save, faults: Faults) -> None:
    [fault] = faults(save(name, content))
    assert fault.code == "file.empty"


def test_a_null_byte_is_shown_with_its_line(save: Save, faults: Faults) -> None:
    [fault] = faults(save("facts.yaml", b"a: 1\nb: x\x00y\n"))
    assert (fault.code, fault.place.line, fault.place.column) == ("file.control_character", 2, 5)


def test_a_program_named_yaml_is_refused_with_a_page_of_faults_at_most(
    save: Save, faults: Faults
) -> None:
    assert len(faults(save("facts.yaml", bytes(range(1, 32)) * 400))) <= 21


def test_a_missing_file_is_named(tmp_path: Path, faults: Faults) -> None:
    [fault] = faults(tmp_path / "nowhere" / "facts.yaml")
    assert fault.code == "file.missing"
    assert describe(fault).startswith(f"{tmp_path}/nowhere/facts.yaml: ")


def test_a_folder_is_no_file(tmp_path: Path, faults: Faults) -> None:
    (tmp_path / "facts.yaml").mkdir()
    assert faults(tmp_path / "facts.yaml")[0].code == "file.folder"
    assert faults(tmp_path)[0].code == "file.folder"


def test_a_file_is_no_folder(save: Save, faults: Faults) -> None:
    path = save("facts.yaml", "a: 1\n")
    assert faults(path / "more.yaml")[0].code == "file.missing"


def test_a_link_to_a_file_is_followed(save: Save, read: Read, tmp_path: Path) -> None:
    path = save("facts.yaml", "a: 1\n")
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    assert read(link).data == {"a": 1}


def test_links_that_lead_nowhere_are_named(tmp_path: Path, faults: Faults) -> None:
    dangling, circle = tmp_path / "dangling.yaml", tmp_path / "circle.yaml"
    dangling.symlink_to(tmp_path / "gone.yaml")
    circle.symlink_to(circle)
    assert faults(dangling)[0].code == "file.missing"
    assert faults(circle)[0].code == "file.links_in_circle"


def test_a_pipe_is_refused_without_waiting_for_its_other_end(
    tmp_path: Path, faults: Faults
) -> None:
    pipe = tmp_path / "facts.yaml"
    os.mkfifo(pipe)
    assert faults(pipe)[0].code == "file.not_ordinary"


def test_a_device_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        open_document("/dev/zero", kind="facts")
    assert caught.value.faults[0].code == "file.not_ordinary"


@pytest.mark.parametrize("name", ["a\0b.yaml", "a\ud800.yaml", "x" * 300 + ".yaml"])
def test_an_impossible_name_is_refused_and_shown_safely(
    name: str, tmp_path: Path, faults: Faults
) -> None:
    [fault] = faults(tmp_path / name)
    assert fault.code == "file.bad_name"
    assert fault.place.file.isprintable()


def test_a_name_cannot_paint_the_terminal(save: Save, faults: Faults) -> None:
    [fault] = faults(save("\x1b[31mred.yaml", "a: [\n"))
    assert "\x1b" not in describe(fault)


def test_a_file_without_permission_is_named(
    save: Save, faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save("facts.yaml", "a: 1\n")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    # A superuser may read everything, so the system's answer is played.
    monkeypatch.setattr(os, "open", refuse)
    assert faults(path)[0].code == "file.forbidden"


def test_a_broken_disk_is_named_with_the_systems_reason(
    save: Save, faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save("facts.yaml", "a: 1\n")

    def fail(*_: object) -> int:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "open", fail)
    [fault] = faults(path)
    assert (fault.code, fault.params["reason"]) == ("file.unreadable", "Input/output error")


@pytest.mark.parametrize("name", ["facts.yaml", "facts.json", "facts.xlsx"])
def test_a_file_above_the_limit_is_not_read_further(name: str, save: Save, faults: Faults) -> None:
    path = save(name, b"a" * 5_000)
    [fault] = faults(path, limits=Limits(size=4_000))
    assert fault.code == "file.too_large"


def test_the_default_limit_is_said_in_megabytes(tmp_path: Path, faults: Faults) -> None:
    path = tmp_path / "facts.yaml"
    with path.open("wb") as file:
        file.truncate(20 * 1024 * 1024 + 1)
    [fault] = faults(path)
    assert (fault.code, fault.params["most"]) == ("file.too_large", "20")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("facts.txt", "file.unknown_ending"),
        ("facts", "file.unknown_ending"),
        ("facts.csv", "file.unknown_ending"),
        ("facts.ods", "file.unknown_ending"),
        ("facts.xls", "file.old_workbook"),
        ("facts.xlsm", "file.macro_workbook"),
        ("facts.xlsb", "file.macro_workbook"),
        ("facts.XLSM", "file.macro_workbook"),
    ],
)
def test_other_endings_are_refused_with_those_that_are_known(
    name: str, code: str, save: Save, faults: Faults
) -> None:
    assert faults(save(name, "a: 1\n"))[0].code == code


def test_endings_in_capitals_are_read(save: Save, read: Read) -> None:
    assert read(save("FACTS.YAML", "a: 1\n")).data == {"a": 1}


def test_an_edition_is_not_read_from_a_workbook(save: Save) -> None:
    with pytest.raises(Refused) as caught:
        open_document(save("edition.xlsx", "x"), kind="edition")
    assert caught.value.faults[0].code == "file.workbook_for_edition"


@pytest.mark.parametrize("mark", [b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_workbook_with_another_ending_is_recognised(
    mark: bytes, save: Save, faults: Faults
) -> None:
    assert faults(save("facts.yaml", mark))[0].code == "file.workbook_in_disguise"
