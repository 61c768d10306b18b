import io
import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.entrypoints.cli import terminal
from chuangcheng.features.frameworks.formats.display_width import width


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("abc", 3), ("創城", 4), ("Ⅲ-1", 3), ("e\u0301", 1), ("（x）", 5)],
)
def test_chinese_characters_are_two_columns_wide(text: str, columns: int) -> None:
    assert width(text) == columns


def test_padding_and_cutting_count_columns() -> None:
    assert terminal.pad("創城", 6) == "創城  "
    assert terminal.pad("創城", 6, "right") == "  創城"
    assert terminal.cut("創城辦公室", 6) == "創城…"
    assert terminal.cut("創城", 4) == "創城"


TEXTS = st.text(alphabet="ab 創城，。（）%-:\n", max_size=80)


@given(TEXTS, st.integers(8, 40))
def test_wrapped_lines_fit_and_lose_nothing(text: str, columns: int) -> None:
    lines = terminal.wrap(text, columns)
    joined = "".join(lines).replace(" ", "").replace("\n", "")
    assert joined == text.replace(" ", "").replace("\n", "")
    words = max((width(word) for word in text.split()), default=0)
    # punctuation that may not begin a line hangs over the end of the one before, however much
    marks = 2 * max((len(run) for run in re.findall(r"[，。）%:\-\s]+", text)), default=0)
    assert all(width(line) <= max(columns, words) + marks or "創" not in line for line in lines)


def test_a_wide_table_gives_from_its_broadest_columns() -> None:
    rows = [["代碼", "名稱", "得分"], ["Ⅲ-1", "很長的名稱" * 20, "1.5"], ["Ⅲ-2", "短", "12"]]
    lines = terminal.table(rows, ["left", "left", "right"], widest=40)
    assert all(width(line) <= 40 for line in lines)
    assert "…" in lines[2]
    assert lines[3].endswith("12")


def test_a_table_can_never_paint_the_terminal() -> None:
    lines = terminal.table([["a"], ["\x1b[31mred\x07\n"]], ["left"], widest=40)
    assert all(line.isprintable() for line in lines)


def test_a_table_without_heads_may_be_empty() -> None:
    assert terminal.plain_table([], widest=80) == []
    assert terminal.plain_table([["a", "b"], ["ccc", "d"]], widest=80) == ["a    b", "ccc  d"]


def test_a_poor_terminal_gets_question_marks_not_a_crash() -> None:
    content = io.BytesIO()
    stream = io.TextIOWrapper(content, encoding="ascii")
    terminal.prepare(stream)
    stream.write("創城 ok")
    stream.flush()
    assert content.getvalue() == b"?? ok"
    assert not terminal.draws_blocks(stream)


def test_columns_stay_within_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    for written, columns in (("20", 60), ("90", 90), ("400", 110)):
        monkeypatch.setenv("COLUMNS", written)
        assert terminal.columns() == columns


def test_blocks_need_a_rich_encoding() -> None:
    assert terminal.draws_blocks(io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    assert not terminal.draws_blocks(io.TextIOWrapper(io.BytesIO(), encoding="big5"))
    assert isinstance(terminal.draws_blocks(sys.__stdout__), bool)
