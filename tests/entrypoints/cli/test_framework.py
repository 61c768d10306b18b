import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.entrypoints.cli.conftest import COUNTY, ROOT, Run, example


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.edition.yaml")), ids=str)
def test_every_example_is_sound(path: Path, run: Run) -> None:
    answer = run("framework", "check", path)
    assert (answer.code, answer.err) == (0, "")
    assert "no faults" in answer.out


def test_the_county_is_counted(run: Run) -> None:
    answer = json.loads(run("framework", "check", COUNTY, "--json").out)
    assert answer["faults"] == []
    counts = answer["edition"]
    assert (counts["nodes"], counts["criteria"]) == (7, 150)
    assert (counts["site_types"], counts["items"]) == (27, 166)
    text = run("framework", "check", COUNTY, "--lang", "zh-Hant").out
    assert "沒有錯誤" in text
    assert "150" in text


# What the check must name: circle, code, weights, rule, points, text, reference.
PLANTED = [
    ("weight: 60", "weight: 61", "edition.weights_do_not_sum"),
    ("code: b", "code: a", "edition.duplicate_code"),
    ("type: given", "type: guess", "edition.unknown_rule"),
    ("points: 2", "points: -2", "document.negative_number"),
    ("title: 乙", "title: ''", "document.missing_text"),
    ("methods: [m]", "methods: [z]", "edition.broken_reference"),
    ("parent: a", "parent: b", "edition.cycle"),
    ("parent: a", "parent: nowhere", "edition.unknown_parent"),
]
SMALL = """\
format: chuangcheng.edition.v1
code: small
version: "1"
title: 小型(示例)
weights_status: example
levels: [項目, 內容]
methods:
  - {code: m, name: 材料}
negative:
  - {code: N-1, text: 條, sanction: deduct, points: 2, max_points: 4}
nodes:
  - {code: a, title: 甲, weight: 60}
  - code: b
    title: 乙
    weight: 60
    parent: a
    standards:
      - {text: 條, methods: [m], rule: {type: given}}
  - code: c
    title: 丙
    weight: 40
    standards:
      - {text: 條, methods: [m], rule: {type: given}}
"""


def test_the_small_edition_is_sound(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "e.yaml"
    path.write_text(SMALL, "utf-8")
    assert run("framework", "check", path).code == 0


@pytest.mark.parametrize(("sound", "fault", "code"), PLANTED)
def test_a_planted_fault_is_named_with_its_line(
    sound: str, fault: str, code: str, run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "e.yaml"
    path.write_text(SMALL.replace(sound, fault, 1), "utf-8")
    answer = run("framework", "check", path, "--json")
    assert answer.code == 1
    faults = json.loads(answer.out)["faults"]
    assert code in {one["code"] for one in faults}
    assert all(one["line"] for one in faults)
    spoken = run("framework", "check", path)
    assert spoken.code == 1
    assert all(line.startswith(f"{path}, line ") for line in spoken.err.splitlines())


def test_an_empty_sheet_of_facts_is_written(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "facts.xlsx"
    answer = run("framework", "facts-sheet", COUNTY, out, "--lang", "zh-Hans")
    assert (answer.code, answer.err) == (0, "")
    sheet = load_workbook(out).worksheets[0]
    assert sheet["A1"].value == "代码"
    assert "评分办法" in [cell.value for cell in sheet[1]]
    assert run("score", COUNTY, out).code == 0


def test_a_sheet_of_facts_needs_an_edition_and_a_name(run: Run, tmp_path: Path) -> None:
    assert run("framework", "facts-sheet", "nowhere.yaml", tmp_path / "f.xlsx").code == 1
    assert run("framework", "facts-sheet", COUNTY, tmp_path / "f.csv").code == 1
    assert run("framework", "facts-sheet", COUNTY, tmp_path / "no" / "f.xlsx").code == 1
    assert list(tmp_path.iterdir()) == []


def test_facts_are_no_edition(run: Run) -> None:
    answer = run("framework", "check", example("partial-facts")[1])
    assert answer.code == 1
    assert "edition" in answer.err
