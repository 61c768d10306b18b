"""``chuangcheng audit``: verify, seal, export."""

import csv
import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytest_django import Settings

from chuangcheng.foundation.audit.models import Event, Seal
from tests.entrypoints.cli.conftest import Run
from tests.foundation.audit.chains import Chain, edit, remove, sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(settings: Settings, tmp_path: Path) -> Chain:
    """An empty record with a file of heads of its own."""
    settings.AUDIT_HEADS_FILE = tmp_path / "audit-heads.log"
    return Chain(settings.AUDIT_HEADS_FILE)


def test_an_intact_record_is_called_so(chain: Chain, run: Run) -> None:
    chain.sealed(12, batch=5)
    outcome = run("audit", "verify")
    assert outcome.code == 0
    assert "The record is intact: 12 events under 3 seals." in outcome.out
    assert Seal.objects.get(number=3).hash in outcome.out


def test_each_finding_is_named_and_the_answer_is_no(chain: Chain, run: Run) -> None:
    chain.sealed(12, batch=5)
    edit(3, "reason", "anders")
    remove(7)
    outcome = run("audit", "verify")
    assert outcome.code == 1
    assert "Findings: 2." in outcome.err
    assert "The event at place 3" in outcome.err
    assert "The event at place 7 was removed" in outcome.err


def test_the_document_for_programs_says_the_same(chain: Chain, run: Run) -> None:
    chain.sealed(300)
    sql("UPDATE audit_event SET reason = 'anders'")
    chain.add()
    outcome = run("audit", "verify", "--json")
    document = json.loads(outcome.out)
    assert (outcome.code, document["intact"], document["events"]) == (1, False, 300)
    assert document["counts"] == {"record.event_edited": 300, "record.pending": 1}
    assert document["faults"][0]["code"] == "record.event_edited"
    assert document["faults"][0]["names"] == {
        "place": "1",
        "id": str(Event.objects.earliest("id").pk),
    }
    assert [note["code"] for note in document["notes"]] == ["record.pending"]


def test_an_older_file_of_heads_may_be_named(chain: Chain, run: Run, tmp_path: Path) -> None:
    chain.sealed(4)
    older = tmp_path / "older.log"
    older.write_bytes(chain.heads.read_bytes())
    chain.sealed(4)
    assert run("audit", "verify", "--heads", older).code == 0
    outcome = run("audit", "verify", "--heads", tmp_path / "none.log")
    assert (outcome.code, "none.log is missing" in outcome.err) == (1, True)


def test_checking_is_itself_recorded(chain: Chain, run: Run) -> None:
    chain.sealed(4)
    run("audit", "verify")
    event = Event.objects.latest("id")
    assert (event.action, event.source) == ("audit.chain.verify", "cli")
    assert event.actor_id.startswith("console:")


def test_sealing_by_hand(chain: Chain, run: Run) -> None:
    chain.add(3)
    assert run("audit", "seal").out == "Events sealed: 3.\n"


def test_json_lines_are_what_is_hashed(chain: Chain, run: Run, tmp_path: Path) -> None:
    chain.sealed(7)
    assert run("audit", "export", tmp_path / "all.jsonl").out.endswith("7 events.\n")
    lines = (tmp_path / "all.jsonl").read_text("utf-8").splitlines()
    digests = b"".join(sha256(line.encode()).digest() for line in lines)
    assert sha256(digests).hexdigest() == Seal.objects.get().digest


def test_csv_and_workbook(chain: Chain, run: Run, tmp_path: Path) -> None:
    chain.sealed(3)
    assert run("audit", "export", tmp_path / "a.csv").code == 0
    assert run("audit", "export", tmp_path / "a.xlsx").code == 0
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 4
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert sheet.max_row == 5  # the first export is recorded, the second holds it


def test_days_narrow_the_export(chain: Chain, run: Run, tmp_path: Path) -> None:
    chain.add(3)
    numbers = list(Event.objects.values_list("id", flat=True))
    for number, moment in zip(numbers, ((1, 15, 59), (1, 16, 0), (2, 15, 59)), strict=True):
        at = datetime(2026, 11, *moment, tzinfo=UTC)  # 24 hours from 1 November, 16:00 in Greenwich
        Event.objects.filter(pk=number).update(at=at)
    outcome = run(
        "audit", "export", tmp_path / "a.jsonl", "--since", "2026-11-02", "--until", "2026-11-02"
    )
    assert outcome.out.endswith("2 events.\n")


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["export", "a.pdf"], 1, "Let the name end in .jsonl, .csv or .xlsx."),
        (["export", "none/a.csv"], 1, "none/a.csv"),
        (["export", "a.csv", "--since", "yesterday"], 2, "a day is written 2026-11-24"),
        ([], 2, "required"),
    ],
)
def test_what_cannot_be_done_is_said(
    chain: Chain,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    code: int,
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = run("audit", *arguments)
    assert (outcome.code, sentence in outcome.err) == (code, True)
    assert not Event.objects.exists()
