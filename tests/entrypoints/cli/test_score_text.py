"""What the score says at a glance: verdicts, bonus apart, and nothing known told from zero."""

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from chuangcheng.entrypoints.cli.score_text import earned, percent
from tests.entrypoints.cli.conftest import COUNTY, COUNTY_FACTS, Run, example


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("veto-gate", "達標線：未達標 1 條（G-2）；一票否決：觸發 1 條（V-2）；尚不明確 0 條"),
        ("partial-facts", "達標線：未達標 1 條（G-3）；一票否決：觸發 0 條；尚不明確 2 條"),
        ("years-15-25-60", "達標線：未達標 0 條；尚不明確 0 條"),
    ],
)
def test_one_line_says_which_gates_fail(name: str, line: str, run: Run) -> None:
    lines = run("score", *example(name), "--lang", "zh-Hant").out.splitlines()
    assert line in lines
    english = run("score", *example(name)).out
    assert "\nGates: " in english


def test_an_edition_without_gates_says_nothing_of_them(run: Run, tmp_path: Path) -> None:
    edition, facts = example("years-15-25-60")
    start, _, rest = Path(edition).read_text("utf-8").partition("gates:\n")
    (tmp_path / "e.yaml").write_text(start + rest[rest.index("\nnodes:") :], "utf-8")
    answer = run("score", tmp_path / "e.yaml", facts)
    assert answer.code == 0, answer.err
    assert "Gates" not in answer.out


def test_the_bonus_stands_apart_from_the_full_mark(run: Run) -> None:
    text = run("score", COUNTY, COUNTY_FACTS, "--lang", "zh-Hant").out
    assert "（滿分 100，另可加分 3）" in text
    [line] = [line for line in text.splitlines() if line.startswith("Ⅰ-7 ")]
    assert " 14.00 +3 " in line
    plain = run("score", *example("veto-gate"), "--lang", "zh-Hant").out
    assert "總分 90.40（滿分 100）\n" in plain
    assert "+" not in plain


def test_nothing_known_is_no_zero(run: Run) -> None:
    lines = run("score", *example("partial-facts")).out.splitlines()
    rate = next(line for line in lines if line.startswith("rate "))
    assert rate.split()[2:] == ["—", "10.00", "10.00", "—"]


def test_losses_and_what_is_unknown_are_two_lists(run: Run) -> None:
    text = run("score", COUNTY, COUNTY_FACTS, "--losses", 3).out
    lost = text.partition("Criteria that lose most\n")[2].partition("\n\n")[0].splitlines()[2:]
    unknown = text.partition("of which least is known\n")[2].partition("\n\n")[0].splitlines()[2:]
    assert (len(lost), len(unknown)) == (3, 3)


def test_the_floor_is_a_sentence_where_only_the_lower_bound_needs_it(
    run: Run, tmp_path: Path
) -> None:
    edition, facts = example("partial-facts")
    text = Path(edition).read_text("utf-8").replace("max_points: 4", "max_points: 400")
    (tmp_path / "e.yaml").write_text(text.replace("points: 2,", "points: 200,"), "utf-8")
    answer = run("score", tmp_path / "e.yaml", facts, "--trace").out
    assert "the lower bound stays at 0.00" in " ".join(answer.split())
    assert "not below zero" not in answer.partition("Trace")[0]
    assert "floor " not in answer.replace("(floor.v1)", "")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("veto-gate", "Trace (unrounded; children add up to their parent)"),
        ("years-15-25-60", "Trace (unrounded; children add up to their parent, a year by its"),
    ],
)
def test_the_head_of_the_trace_says_what_holds(name: str, words: str, run: Run) -> None:
    assert words in run("score", *example(name), "--trace").out


def test_criteria_rounded_one_by_one_are_said_to_be(run: Run, tmp_path: Path) -> None:
    edition, facts = example("veto-gate")
    text = Path(edition).read_text("utf-8")
    rounding = "rounding: {places: 2, mode: half_up, apply: criterion}\nnodes:"
    kept = "\n".join(line for line in text.splitlines() if not line.startswith("rounding:"))
    (tmp_path / "e.yaml").write_text(kept.replace("\nnodes:", f"\n{rounding}") + "\n", "utf-8")
    answer = run("score", tmp_path / "e.yaml", facts, "--trace")
    assert "Trace (each criterion is rounded by itself;" in answer.out, answer.err


@pytest.mark.parametrize(
    ("share", "shown"),
    [("1", "100.0%"), ("0.9999", "99.9%"), ("0.66666", "66.6%"), ("0", "0.0%"), ("1.2", "120.0%")],
)
def test_only_the_whole_is_a_hundred_percent(share: str, shown: str) -> None:
    assert percent(Decimal(share)) == shown


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        ("1", "100.0%"),
        ("0.9999", "99.9%"),
        ("0.66666", "66.7%"),
        ("0.6665", "66.7%"),
        ("0", "0.0%"),
    ],
)
def test_the_share_earned_is_rounded_half_up_but_never_to_the_whole(share: str, shown: str) -> None:
    assert earned(Decimal(share)) == shown


@pytest.mark.parametrize("name", ["veto-gate", "partial-facts", "years-15-25-60"])
def test_the_verdicts_count_the_rows_of_the_table_below(name: str, run: Run) -> None:
    answer = run("score", *example(name), "--lang", "zh-Hant").out
    [summary] = [line for line in answer.splitlines() if line.startswith("達標線：")]
    rows = answer.partition("\n達標線\n")[2].partition("\n\n")[0].splitlines()[2:]
    found = Counter(words[2] for words in map(str.split, rows))
    counts = [int(number) for number in re.findall(r"(\d+) 條", summary)]
    assert counts[-1] == found["尚不明確"]
    assert sum(counts[:-1]) == found["未達標"]
    assert sum(found.values()) == len(rows)


def test_brackets_are_those_of_the_language(run: Run) -> None:
    answer = run("score", COUNTY, COUNTY_FACTS, "--trace", "--lang", "zh-Hant").out
    assert "2026.1（建議權重，非官方）" in answer
    assert "（grade.v1）" in answer
    assert "2026.1 (weights suggested, not official)" in run("score", COUNTY, COUNTY_FACTS).out


def test_the_facts_texts_come_in_the_readers_script_but_not_for_programs(run: Run) -> None:
    simplified = run("score", COUNTY, COUNTY_FACTS, "--trace", "--lang", "zh-Hans").out
    assert simplified.startswith("云溪县")
    assert "實地" not in simplified
    assert "雲溪縣" in run("score", COUNTY, COUNTY_FACTS, "--json", "--lang", "zh-Hans").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["serve", "--port", "99999"], "端口應是 1 到 65535 之間的數"),
        (["demo", "--port", "http"], "端口應是 1 到 65535 之間的數"),
        (["score", "a", "b", "--losses", "-2"], "請寫要列出的條數：整數，0 表示全部"),
    ],
)
def test_a_number_out_of_bounds_is_answered_with_a_sentence(
    arguments: list[str], words: str, run: Run
) -> None:
    answer = run(*arguments, "--lang", "zh-Hant")
    assert answer.code == 2
    assert words in answer.err
