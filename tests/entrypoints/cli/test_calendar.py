"""``chuangcheng calendar``: show a year, check and load a file."""

import json
from pathlib import Path

import pytest

from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.calendar.models import LoadedYear
from tests.entrypoints.cli.conftest import Run
from tests.foundation.calendar.files import CSV_2027

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "2027.csv"
    path.write_text(CSV_2027, "utf-8")
    return path


def test_an_announced_year_is_listed(run: Run) -> None:
    shown = run("calendar", "show", "2026")
    assert shown.code == 0
    assert "2026: 248 workdays" in shown.out
    assert "2026-02-15 – 2026-02-23  off     Spring Festival" in shown.out
    assert "2026-02-14               worked  Spring Festival" in shown.out


def test_a_year_not_announced_says_so(run: Run) -> None:
    assert "provisional" in run("calendar", "show", "2028").out
    document = json.loads(run("calendar", "show", "2028", "--json").out)
    assert document["provisional"] is True
    assert document["days"][0] == {
        "date": "2028-01-01",
        "until": "2028-01-01",
        "kind": "holiday",
        "name": "New Year's Day",
    }


def test_a_file_is_checked_then_loaded_then_known(run: Run, file: Path) -> None:
    checked = run("calendar", "load", file, "--check")
    assert "Only checked; nothing was saved." in checked.out
    assert LoadedYear.objects.count() == 0
    loaded = run("calendar", "load", file)
    assert loaded.code == 0
    assert "2027-02-20  worked  Spring Festival" in loaded.out
    assert "The days off of 2027 are in the calendar now (version 1)." in loaded.out
    assert "nothing was changed" in run("calendar", "load", file).out
    assert Event.objects.get(action="calendar.year.load").source == "cli"
    assert "provisional" not in run("calendar", "show", "2027").out


def test_faults_are_named_with_their_place(run: Run, file: Path) -> None:
    file.write_text(CSV_2027 + "2027-13-01,,放假,x\n", "utf-8")
    refused = run("calendar", "load", file)
    assert refused.code == 1
    assert "2027.csv, line 14, date: a date belongs here" in refused.err
    faults = json.loads(run("calendar", "load", file, "--json").out)["faults"]
    assert [(one["code"], one["line"], one["column"]) for one in faults] == [
        ("calendar.not_a_date", 14, 1)
    ]
    assert LoadedYear.objects.count() == 0


def test_what_turns_is_told_to_programs(run: Run, file: Path) -> None:
    document = json.loads(run("calendar", "load", file, "--json").out)
    assert document["loaded"] is True
    assert {"date": "2027-02-20", "worked": True} in document["changes"]


def test_a_gap_is_worth_a_second_look(run: Run, file: Path) -> None:
    file.write_text(CSV_2027.replace("2027-06-09,,放假,端午節\n", ""), "utf-8")
    assert (
        "Please have a second look: 2027-06-09 (Dragon Boat Festival)"
        in run("calendar", "load", file, "--check").out
    )


@pytest.mark.parametrize("year", ["1999", "2100", "soon"])
def test_no_year_is_wrong_use(run: Run, year: str) -> None:
    assert run("calendar", "show", year).code == 2
