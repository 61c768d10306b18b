"""Every fault gets a sentence with file, place and remedy in the reader's language, exit code 1,
and nothing is written. Each hostile file is made here.
"""

import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.entrypoints.cli.conftest import Outcome, Run, example

EDITION, _ = example("partial-facts")
HEAD = "format: chuangcheng.facts.v1\nfacts:\n"


def sheet(book: Workbook) -> Worksheet:
    active = book.active
    assert isinstance(active, Worksheet)
    return active


def workbook(change: Callable[[Workbook], object]) -> bytes:
    book = Workbook()
    sheet(book).append(["code", "mark", "grade"])
    sheet(book).append(["department", 7, None])
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO(workbook(lambda _: None))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def merged(book: Workbook) -> None:
    sheet(book).merge_cells("A2:A3")


def hidden(book: Workbook) -> None:
    sheet(book).row_dimensions[2].hidden = True


def formula(book: Workbook) -> None:
    sheet(book)["B2"] = "=3+4"


def words(book: Workbook) -> None:
    sheet(book)["B2"] = "七分"


def head(book: Workbook) -> None:
    sheet(book)["C1"] = "胡說"


def unknown_row(book: Workbook) -> None:
    sheet(book).append(["nowhere", 1])


def hundred_thousand() -> bytes:
    book = Workbook(write_only=True)
    rows = book.create_sheet()
    rows.append(["code", "mark"])
    for number in range(100_000):
        rows.append([f"c{number}", 1])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


ALIASES = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
TRADITIONAL = f"{HEAD}  department: {{mark: 7, note: 文明城市創建的考察材料和問卷都在這裡}}\n" * 2

# name of the file, its content, what the sentence says in English, what in 繁體
CASES: list[tuple[str, str | bytes, str, str]] = [
    ("f.yaml", "", "the file is empty", "文件是空的"),
    ("f.yaml", TRADITIONAL.encode("big5"), "seems to be Big5", "看來是 Big5"),
    ("f.yaml", TRADITIONAL.encode("gb18030"), "seems to be GB18030", "看來是 GB18030"),
    ("f.json", TRADITIONAL.encode("utf-16"), "seems to be UTF-16", "看來是 UTF-16"),
    ("f.yaml", f"{HEAD}  a: 1\n  a: 2\n", "a second time", "重複出現"),
    ("f.json", '{"a": 1, "a": 2}', "a second time", "重複出現"),
    ("f.yaml", ALIASES, "references inside the file", "不支持文件內部的引用"),
    ("f.yaml", "a: " + "[" * 90, "more than 64 levels", "嵌套超過 64 層"),
    ("f.json", "[" * 90_000, "more than 64 levels", "嵌套超過 64 層"),
    ("f.json", '{"a": NaN}', "calculate with", "不是可以計算的數字"),
    ("f.yaml", f"{HEAD}  department: {{mark: 1e999999}}\n", "too long or too large", "過長或過大"),
    ("f.json", f'{{"a": {"9" * 9_000}}}', "too long or too large", "過長或過大"),
    ("f.yaml", f"{HEAD}  department: {{mark: '1e999999'}}\n", "number", "數"),
    ("f.yaml", "a: x\x07y\n", "control character (U+0007)", "控制字符（U+0007）"),
    ("f.yaml", "a:\n\tb: 1\n", "a tab stands", "製表符"),
    ("f.yaml", "a：1\nb: 2\n", "full-width sign", "全角符號"),
    ("f.yaml", "a: [1\nb: 2\n", "is not closed", "沒有閉合"),
    ("f.json", '{"a": 1', "bracket is not closed", "括號沒有閉合"),
    ("f.yaml", f"{HEAD}  nowhere: {{mark: 1}}\n", "nowhere", "nowhere"),
    ("f.yaml", f"{HEAD}  department: {{mark: many}}\n", "many", "many"),
    ("f.yaml", f"{HEAD}  department: {{mark: -1}}\n", "-1", "-1"),
    ("f.xls", b"x", "the old kind", "舊格式"),
    ("f.xlsm", b"x", "macros", "宏"),
    ("f.xlsx", b"x", "not a workbook", "不是工作簿"),
    ("f.txt", "a: 1\n", "cannot be read here", "不能讀取"),
    ("f.xlsx", workbook(merged), "are merged", "已合併"),
    ("f.xlsx", workbook(hidden), "hidden or filtered", "隱藏或被篩選"),
    ("f.xlsx", workbook(formula), "a formula stands here", "是公式"),
    ("f.xlsx", workbook(words), "七分", "七分"),
    ("f.xlsx", workbook(head), "is not known", "無法識別表頭"),
    ("f.xlsx", workbook(unknown_row), "nowhere", "nowhere"),
    ("f.xlsx", with_part("xl/vbaProject.bin", b"x"), "holds macros", "含有宏"),
    ("f.xlsx", with_part("xl/media/z.bin", bytes(60 << 20)), "unpacks to far more", "解壓後遠大於"),
    ("f.xlsx", with_part("../evil.xml", b"x"), "do not belong", "不該有的內容"),
    ("f.xlsx", hundred_thousand(), "more than 50000 filled rows", "超過 50000 行"),
]  # fmt: skip
IDS = [f"{name} {english}" for name, _, english, _ in CASES]


def one_sentence(answer: Outcome) -> str:
    assert answer.code == 1
    assert answer.out == ""
    assert "Traceback" not in answer.err
    assert "error of its own" not in answer.err
    assert "程序自身出錯" not in answer.err
    return answer.err


@pytest.mark.parametrize(("name", "content", "english", "chinese"), CASES, ids=IDS)
def test_a_fault_is_said_in_the_readers_language_and_nothing_is_written(
    name: str, content: str | bytes, english: str, chinese: str, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    outputs = ["--xlsx", tmp_path / "out.xlsx", "--csv", tmp_path / "out.csv"]
    sentence = one_sentence(run("score", EDITION, path, *outputs, "--lang", "en"))
    assert str(path) in sentence
    assert english in sentence
    sentence = one_sentence(run("score", EDITION, path, *outputs, "--lang", "zh-Hant"))
    assert str(path) in sentence
    assert chinese in sentence
    assert "請" in sentence  # the remedy is there as well
    assert [left.name for left in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(("name", "content", "english", "_"), CASES, ids=IDS)
def test_programs_get_the_same_fault_as_json(
    name: str, content: str | bytes, english: str, _: str, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    answer = run("score", EDITION, path, "--json")
    assert (answer.code, answer.err) == (1, "")
    [fault, *_more] = json.loads(answer.out)["faults"]
    assert {"code", "place", "message", "remedy"} <= set(fault)
    assert fault["place"].startswith(str(path))
    assert fault["file"] == str(path)
    assert "." in fault["code"]


def test_lines_cells_and_paths_are_told_to_programs(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(f"{HEAD}  department:\n    mark: many\n", "utf-8")
    [fault] = json.loads(run("score", EDITION, path, "--json").out)["faults"]
    assert (fault["line"], fault["path"]) == (4, ["facts", "department", "mark"])
    book = tmp_path / "f.xlsx"
    book.write_bytes(workbook(words))
    [fault] = json.loads(run("score", EDITION, book, "--json").out)["faults"]
    assert (fault["sheet"], fault["cell"]) == ("Sheet", "B2")


@pytest.mark.parametrize("argument", ["edition", "facts"])
def test_both_files_are_looked_at_with_the_same_care(
    argument: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "circle.yaml").symlink_to(tmp_path / "circle.yaml")
    for name in ("folder.yaml", "pipe.yaml", "circle.yaml", "missing.yaml"):
        path = tmp_path / name
        files = (path, EDITION) if argument == "edition" else (EDITION, path)
        assert str(path) in one_sentence(run("score", *files))


def test_an_edition_as_facts_is_told_apart(run: Run) -> None:
    answer = run("score", EDITION, EDITION)
    assert "facts" in one_sentence(answer)
    assert [line.startswith(EDITION) for line in answer.err.splitlines()] == [True]


def test_every_fault_of_a_file_is_printed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(HEAD + "".join(f"  nowhere{n}: {{mark: 1}}\n" for n in range(7)), "utf-8")
    answer = run("score", EDITION, path)
    assert len(answer.err.splitlines()) == 7


def test_past_two_hundred_only_the_number_is_said(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(HEAD + "".join(f"  nowhere{n}: {{mark: 1}}\n" for n in range(250)), "utf-8")
    lines = run("score", EDITION, path).err.splitlines()
    assert len(lines) == 201
    assert "Faults not shown: 50." in lines[-1]


def test_a_sentence_cannot_paint_the_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "\x1b[31m.yaml"
    path.write_text('"\\e[2J": 1\nb: "\\u202e"\n', "utf-8")
    answer = run("score", EDITION, path)
    assert all(line.isprintable() for line in answer.err.splitlines())


def test_a_name_in_no_encoding_is_answered(process: Run, tmp_path: Path) -> None:
    name = os.fsdecode(b"f\xff.yaml")
    (tmp_path / name).write_text("a: [\n", "utf-8")
    answer = process("score", EDITION, name)
    assert answer.code == 1
    assert "Traceback" not in answer.err


def test_the_process_itself_answers_so_too(process: Run, tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_text("a: [\n", "utf-8")
    answer = process("score", EDITION, "f.yaml", "--xlsx", "out.xlsx", LANG="zh_CN.UTF-8")
    assert answer.code == 1
    assert answer.err.startswith("f.yaml")
    assert "没有闭合" in answer.err
    assert not (tmp_path / "out.xlsx").exists()
