"""Editions known by their codes, and workbooks that are never overwritten unasked."""

import json
from pathlib import Path

import pytest

from tests.entrypoints.cli.conftest import COUNTY, COUNTY_FACTS, Run


def test_the_editions_that_come_along_are_listed(run: Run) -> None:
    assert "county-suggested  2026.1  Civilised county" in run("framework", "list").out
    [county] = json.loads(run("framework", "list", "--json", "--lang", "zh-Hant").out)["editions"]
    assert (county["code"], county["version"]) == ("county-suggested", "2026.1")
    assert county["title"].startswith("文明縣城")


def test_a_code_stands_for_the_file(run: Run, tmp_path: Path) -> None:
    by_code = run("score", "county-suggested", COUNTY_FACTS, "--json")
    assert by_code.code == 0
    assert by_code.out == run("score", COUNTY, COUNTY_FACTS, "--json").out
    assert run("framework", "check", "county-suggested").code == 0
    assert run("framework", "facts-sheet", "county-suggested", tmp_path / "f.xlsx").code == 0


def test_a_file_of_that_name_goes_first(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "county-suggested").write_text("x", "utf-8")
    assert run("framework", "check", "county-suggested").code == 1


def test_an_unknown_code_is_named_and_a_missing_file_stays_one(run: Run) -> None:
    answer = run("framework", "check", "county-unknown")
    assert answer.code == 1
    assert "chuangcheng framework list" in answer.err
    for name in ("nowhere.yaml", "no/where", "Nowhere"):
        assert "framework list" not in run("framework", "check", name).err


def test_a_workbook_with_facts_is_never_overwritten_unasked(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "facts.xlsx"
    out.write_bytes(b"filled in")
    answer = run("framework", "facts-sheet", COUNTY, out, "--lang", "zh-Hant")
    assert (answer.code, answer.out) == (1, "")
    said = "文件已存在，可能已有填報內容，未作改動。請換一個文件名；確要覆蓋請加 --overwrite。"
    assert answer.err == f"{out}：{said}\n"
    assert out.read_bytes() == b"filled in"
    assert run("framework", "facts-sheet", COUNTY, out, "--overwrite").code == 0
    assert out.read_bytes().startswith(b"PK")


def test_of_two_results_both_are_written_or_neither(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "half.xlsx"
    answer = run("score", COUNTY, COUNTY_FACTS, "--xlsx", out, "--csv", "/proc/x.csv")
    assert (answer.code, answer.out) == (1, "")
    assert "/proc/x.csv" in answer.err
    assert list(tmp_path.iterdir()) == []
