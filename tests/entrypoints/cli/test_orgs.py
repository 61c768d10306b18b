"""`chuangcheng orgs`: what a file would do, saving it, writing what is there."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.orgs.models import ImportRow, ImportRun, Unit
from chuangcheng.foundation.orgs.services import change_unit, imports
from tests.entrypoints.cli.conftest import Run
from tests.foundation.orgs.county import County, small_county
from tests.foundation.orgs.formats.sheets import workbook

HEADS = ("單位代碼", "單位名稱", "類別")
GOOD = ("JY", "教育局", "部門")
BAD = ("XX", "壞局", "沒有")


@pytest.fixture
def county(db: None) -> County:
    return small_county()


@pytest.fixture
def good(tmp_path: Path) -> Path:
    file = tmp_path / "good.xlsx"
    file.write_bytes(workbook(單位=[HEADS, GOOD]))
    return file


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    file = tmp_path / "mixed.xlsx"
    file.write_bytes(workbook(單位=[HEADS, GOOD, BAD]))
    return file


def test_a_file_is_only_looked_at_unless_it_is_to_be_saved(
    county: County, good: Path, run: Run
) -> None:
    answer = run("orgs", "import", good)
    assert answer.code == 0
    assert "to add 1" in answer.out
    assert "--save" in answer.out
    assert not Unit.objects.filter(code="JY").exists()
    assert not ImportRow.objects.exists()


def test_it_is_saved_where_that_is_asked_for(county: County, good: Path, run: Run) -> None:
    answer = run("orgs", "import", good, "--save")
    assert answer.code == 0
    assert Unit.objects.filter(code="JY").exists()
    event = Event.objects.get(action="orgs.import")
    assert event.source == "cli"
    assert event.actor_id.startswith("console:")


def test_refused_rows_keep_everything_unless_the_good_ones_are_wanted(
    county: County, mixed: Path, run: Run
) -> None:
    answer = run("orgs", "import", mixed, "--save")
    assert answer.code == 1
    assert "cell C3" in answer.err
    assert not Unit.objects.filter(code="JY").exists()
    assert run("orgs", "import", mixed, "--save", "--good-rows-only").code == 0
    assert Unit.objects.filter(code="JY").exists()


def test_a_program_reads_the_same_as_json(county: County, mixed: Path, run: Run) -> None:
    answer = run("orgs", "import", mixed, "--json")
    document = json.loads(answer.out)
    assert answer.code == 1
    assert document["saved"] is False
    assert document["counts"]["unit"]["refused"] == 1
    assert document["faults"][0]["cell"] == "C3"


def test_export_comes_back_unchanged(county: County, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "out.xlsx"
    assert run("orgs", "export", out, "--lang", "zh-Hans").code == 0
    answer = run("orgs", "import", out)
    assert "unchanged 4" in answer.out
    assert "to change 0" in answer.out


def test_an_export_does_not_replace_a_file_unasked(county: County, good: Path, run: Run) -> None:
    before = good.read_bytes()
    answer = run("orgs", "export", good)
    assert answer.code != 0
    assert good.read_bytes() == before
    assert run("orgs", "export", good, "--overwrite").code == 0


def test_the_template_is_written_too(county: County, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "template.xlsx"
    assert run("orgs", "export", out, "--template", "--lang", "en").code == 0
    assert load_workbook(out).sheetnames[:2] == ["Guide", "Units"]


def test_with_several_subjects_one_has_to_be_named(county: County, good: Path, run: Run) -> None:
    small_county("linxi")
    answer = run("orgs", "import", good)
    assert answer.code != 0
    assert "linxi" in answer.err
    assert run("orgs", "import", good, "--subject", "linxi", "--save").code == 0
    assert Unit.objects.get(code="JY").subject.code == "linxi"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04"])
def test_a_file_that_cannot_be_used_is_refused(
    county: County, tmp_path: Path, run: Run, content: bytes
) -> None:
    file = tmp_path / "bad.xlsx"
    file.write_bytes(content)
    answer = run("orgs", "import", file)
    assert answer.code != 0
    assert "bad.xlsx" in answer.err


def test_a_change_made_meanwhile_is_told_and_nothing_is_kept(
    county: County, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "east.xlsx"
    file.write_bytes(workbook(單位=[HEADS, (county.east.code, "東溪街道", "鄉鎮")]))
    agree = imports.agree

    def agree_too_late(**options: Any) -> ImportRun:  # noqa: ANN401 - the service's
        change_unit(unit=county.east, name="東溪新鎮")
        return agree(**options)

    monkeypatch.setattr(imports, "agree", agree_too_late)
    answer = run("orgs", "import", file, "--save")
    assert answer.code == 1
    assert "something was changed" in answer.err
    assert not ImportRow.objects.exists()
