import json
import os
import stat
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.entrypoints.cli.conftest import (
    COUNTY,
    COUNTY_FACTS,
    ROOT,
    Run,
    clean_environment,
    example,
)

PARTIAL = example("partial-facts")


def test_a_score_is_told_with_its_bounds_and_what_is_known(run: Run) -> None:
    answer = run("score", *PARTIAL)
    assert (answer.code, answer.err) == (0, "")
    document = json.loads(run("score", *PARTIAL, "--json").out)
    lines = answer.out.splitlines()
    assert f"Total {document['total']} of 100, and up to 3 more as bonus" in lines
    bounds = f"between {document['lower']} and {document['upper']}; facts known for"
    assert any(line.startswith(bounds) for line in lines)


@pytest.mark.parametrize(
    ("language", "word"), [("zh-Hant", "總分 "), ("zh-Hans", "总分 "), ("en", "Total ")]
)
def test_the_option_chooses_the_language(language: str, word: str, run: Run) -> None:
    assert word in run("score", *PARTIAL, "--lang", language).out


@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hans", "en"])
@pytest.mark.parametrize("columns", ["80", "100"])
def test_the_county_fits_the_terminal(language: str, columns: str, run: Run) -> None:
    from chuangcheng.features.frameworks.formats.display_width import width

    answer = run(
        *("score", COUNTY, COUNTY_FACTS, "--trace", "--losses", "0", "--lang", language),
        COLUMNS=columns,
    )
    assert answer.code == 0
    too_wide = [line for line in answer.out.splitlines() if width(line) > int(columns) + 2]
    assert too_wide == []


def test_projects_gates_losses_and_adjustments_are_printed(run: Run) -> None:
    text = run("score", COUNTY, COUNTY_FACTS).out
    for title in ("Projects", "Gates", "Criteria that lose most", "Added and deducted"):
        assert f"\n{title}\n" in text
    channels = run("score", *example("channels-40-40-20")).out
    assert "\nChannels (each out of 100)\n" in channels
    years = run("score", *example("years-15-25-60")).out
    assert "\nYears\n" in years
    suspended = run("score", *example("negative-suspended")).out
    assert "\nNegative list\n" in suspended
    assert "title suspended" in suspended


def test_losses_are_as_many_as_wanted(run: Run) -> None:
    def losses(*options: object) -> int:
        document = json.loads(run("score", COUNTY, COUNTY_FACTS, "--json", *options).out)
        return len(document["losses"])

    assert losses() == 10
    assert losses("--losses", 3) == 3
    assert losses("--losses", 0) > 50


def test_a_failing_gate_is_an_answer_not_a_no(run: Run) -> None:
    answer = run("score", *example("veto-gate"))
    assert answer.code == 0
    assert "not passed" in answer.out


def test_the_trace_names_rules_facts_and_sources(run: Run) -> None:
    text = run("score", COUNTY, COUNTY_FACTS, "--trace").out
    assert "Trace (unrounded; children add up to their parent)" in text
    assert "Share passed (pass_share.v1); passed 12, observed 12; source: " in text


def test_the_trace_of_every_example_prints(run: Run) -> None:
    for edition in sorted((ROOT / "examples").glob("*.edition.yaml")):
        facts = edition.with_name(edition.name.replace(".edition.", ".facts."))
        for language in ("zh-Hant", "en"):
            answer = run("score", edition, facts, "--trace", "--lang", language)
            assert (answer.code, answer.err) == (0, ""), edition.name


def test_the_json_has_what_programs_rely_on(run: Run) -> None:
    document = json.loads(run("score", *PARTIAL, "--json").out)
    assert document["format"] == "chuangcheng.score.v1"
    for name in ("total", "lower", "upper", "full"):
        assert str(Decimal(document[name])) == document[name]
    assert set(document["projects"][0]) == {"code", "title", "score", "lower", "upper", "full"}
    assert "trace" not in document
    traced = json.loads(run("score", *PARTIAL, "--json", "--trace").out)
    assert traced["trace"]["children"]
    titles = {
        json.loads(run("score", *PARTIAL, "--json", "--lang", language).out)["edition"]["title"]
        for language in ("zh-Hant", "en")
    }
    assert len(titles) == 2


def test_facts_come_from_yaml_json_and_workbooks_alike(run: Run, tmp_path: Path) -> None:
    edition = tmp_path / "e.json"
    facts = tmp_path / "f.json"
    edition.write_text(
        json.dumps(
            {
                "format": "chuangcheng.edition.v1",
                "code": "small",
                "version": "1",
                "title": "小型(示例)",
                "weights_status": "example",
                "levels": ["項目"],
                "methods": [{"code": "m", "name": "材料"}],
                "nodes": [
                    {
                        "code": "a",
                        "title": "甲",
                        "weight": 100,
                        "standards": [{"text": "條", "methods": ["m"], "rule": {"type": "given"}}],
                    }
                ],
            }
        ),
        "utf-8",
    )
    facts.write_text('{"format": "chuangcheng.facts.v1", "facts": {"a": {"mark": 85.5}}}', "utf-8")
    sheet = tmp_path / "f.xlsx"
    assert run("framework", "facts-sheet", edition, sheet).code == 0
    book = load_workbook(sheet)
    heads = [cell.value for cell in book.worksheets[0][1]]
    book.worksheets[0].cell(2, heads.index("mark") + 1).value = 85.5
    book.save(sheet)
    totals = {
        json.loads(run("score", edition, one, "--json").out)["total"] for one in (facts, sheet)
    }
    assert totals == {"85.50"}


def test_a_workbook_and_csv_are_written_beside_the_answer(run: Run, tmp_path: Path) -> None:
    book, sheet = tmp_path / "out.xlsx", tmp_path / "out.csv"
    answer = run("score", *PARTIAL, "--xlsx", book, "--csv", sheet, "--lang", "zh-Hant")
    assert answer.code == 0
    assert load_workbook(book).sheetnames[0] == "總分"
    assert "計分" in sheet.read_text("utf-8-sig") or "得分" in sheet.read_text("utf-8-sig")
    assert stat.S_IMODE(book.stat().st_mode) & 0o077 == 0o044


@pytest.mark.parametrize("option", ["--xlsx", "--csv"])
def test_nothing_is_written_where_the_input_is_refused(
    option: str, run: Run, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("format: chuangcheng.facts.v1\nfacts: {nowhere: {mark: 1}}\n", "utf-8")
    out = tmp_path / f"out{option.replace('--', '.')}"
    assert run("score", PARTIAL[0], bad, option, out).code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["bad.yaml"]


def test_an_impossible_output_is_refused_before_anything_is_read(run: Run, tmp_path: Path) -> None:
    answer = run("score", "nowhere.yaml", "nowhere.yaml", "--xlsx", tmp_path / "out.txt")
    assert answer.code == 1
    assert "must end in “.xlsx”" in answer.err
    taken = tmp_path / "facts.xlsx"
    taken.write_bytes(b"mine")
    answer = run("score", PARTIAL[0], taken, "--xlsx", taken)
    assert (answer.code, taken.read_bytes()) == (1, b"mine")


@pytest.mark.parametrize("encoding", ["ascii", "big5", "gb18030", "latin-1"])
def test_any_terminal_gets_an_answer(encoding: str, process: Run) -> None:
    for options in ([], ["--json"], ["--trace"]):
        environment = {"LANG": "zh_TW", "PYTHONIOENCODING": encoding}
        done = subprocess.run(
            [sys.executable, "-m", "chuangcheng", "score", *PARTIAL, *options],
            env=clean_environment(Path(os.environ["CHUANGCHENG_HOME"]), **environment),
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        if options == ["--json"]:
            json.loads(done.stdout.decode("ascii"))


def test_a_closed_pipe_is_no_reason_to_shout(tmp_path: Path) -> None:
    command = f"{sys.executable} -m chuangcheng score {COUNTY} {COUNTY_FACTS} --trace | head -1"
    done = subprocess.run(
        ["bash", "-c", command],
        env=clean_environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


def test_the_bench_of_patience(run: Run) -> None:
    """The county is scored at once: no command of this kind may take seconds to prepare."""
    assert run("score", COUNTY, COUNTY_FACTS, "--json").code == 0
