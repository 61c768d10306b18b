"""What the doctor says of an installation in use."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone

from chuangcheng.domain.errors import Fault, Sentence, describe
from chuangcheng.entrypoints.cli import upkeep
from chuangcheng.entrypoints.cli.findings import Finding
from chuangcheng.foundation.audit import services as audit
from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.backups.models import BackupRun
from chuangcheng.foundation.jobs.models import Job, Worker
from tests.entrypoints.cli.test_tls import make_pair

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def own_heads(tmp_path: Path) -> Iterator[None]:
    with override_settings(AUDIT_HEADS_FILE=tmp_path / "heads"):
        yield


def said(finding: Finding) -> str:
    words = {name: str(value) for name, value in finding.params.items()}
    return describe(Fault(Sentence(finding.check, finding.message, finding.remedy), params=words))


def happened(**ago: float) -> None:
    """Append an event of some time ago."""
    with transaction.atomic():
        number = audit.record("orgs.unit.change", audit.Target("orgs.unit", "1"))
    Event.objects.filter(pk=number).update(at=timezone.now() - dt.timedelta(**ago))


def test_https_is_somebody_elses_or_a_pair_that_lasts(tmp_path: Path) -> None:
    assert "only this machine" in said(upkeep.https())
    with override_settings(PUBLIC_URL="https://chuangcheng.example"):
        assert "the server in front" in said(upkeep.https())
    with override_settings(PUBLIC_URL="http://chuangcheng.example"):
        assert upkeep.https().state == "warn"
    now = timezone.now()
    pair = make_pair(tmp_path / "a", starts=now - DAY, ends=now + 90 * DAY)
    with override_settings(TLS=tuple(map(str, pair))):
        assert upkeep.https().state == "ok"
    pair = make_pair(tmp_path / "b", starts=now - DAY, ends=now + 3 * DAY)
    with override_settings(TLS=tuple(map(str, pair))):
        assert (upkeep.https().state, "The certificate ends" in said(upkeep.https())) == (
            "warn",
            True,
        )
    with override_settings(TLS=("/nowhere/site.pem", "/nowhere/site.key")):
        assert upkeep.https().state == "fail"


def test_a_clock_behind_the_record_is_found() -> None:
    happened(seconds=5)
    assert upkeep.clock().state == "ok"
    happened(hours=-3)
    assert (upkeep.clock().state, "The clock is behind" in said(upkeep.clock())) == ("fail", True)


def due(ago: dt.timedelta, state: str = Job.State.QUEUED) -> Job:
    moment = timezone.now() - ago
    return Job.objects.create(
        name="tests.nothing", key=f"{moment}", due_at=moment, created_at=moment, state=state
    )


def test_jobs_that_nobody_does_are_found() -> None:
    assert upkeep.workers().state == "ok"
    due(dt.timedelta(minutes=1))
    assert upkeep.workers().state == "ok"
    due(dt.timedelta(minutes=10))
    assert (upkeep.workers().state, "overdue: 1" in said(upkeep.workers())) == ("fail", True)
    now = timezone.now()
    worker = Worker.objects.create(
        name="w", host="h", machine="m", pid=1, started_at=now, beat_at=now
    )
    assert upkeep.workers().state == "warn"
    assert "falls behind" in said(upkeep.workers())
    Worker.objects.filter(pk=worker.pk).update(beat_at=now - DAY)
    assert upkeep.workers().state == "fail"


def test_a_job_given_up_is_told() -> None:
    due(DAY, Job.State.DEAD)
    assert (upkeep.workers().state, "given up" in said(upkeep.workers())) == ("warn", True)


def test_the_age_of_the_last_backup_counts() -> None:
    assert (upkeep.backups().state, "No backup" in said(upkeep.backups())) == ("warn", True)
    with override_settings(DEMO=True):
        assert upkeep.backups().state == "ok"
    run = BackupRun.objects.create(
        file_name="b", size=1, checksum="0", rows=1, files=0, made_by="root"
    )
    assert upkeep.backups().state == "ok"
    BackupRun.objects.filter(pk=run.pk).update(at=timezone.now() - 8 * DAY)
    assert upkeep.backups().state == "warn"


def test_a_record_that_was_touched_is_found() -> None:
    for _ in range(3):
        happened(seconds=1)
    audit.seal()
    assert upkeep.record().state == "ok"
    assert "3 events" in said(upkeep.record())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_event SET reason = 'forged'")
    assert upkeep.record().state == "fail"


def test_a_record_that_nobody_seals_is_told() -> None:
    happened(hours=1)
    assert upkeep.record().state == "warn"


def test_of_a_long_record_the_end_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    happened(seconds=1)
    audit.seal()
    monkeypatch.setattr(upkeep, "WHOLE_CHECK", 0)
    assert (upkeep.record().state, "agrees with the heads" in said(upkeep.record())) == ("ok", True)
    Path(settings.AUDIT_HEADS_FILE).write_text("")
    monkeypatch.setattr(upkeep, "HEADS_FOLLOW", 0)
    assert upkeep.record().state == "fail"


def test_of_a_long_record_it_is_told_that_nobody_seals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "WHOLE_CHECK", 0)
    happened(hours=1)
    audit.seal()
    happened(hours=1)
    assert (upkeep.record().state, "waited for their seal" in said(upkeep.record())) == (
        "warn",
        True,
    )


def test_what_cannot_be_looked_at_is_not_called_well(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("chuangcheng.foundation.audit.queries.verification.verify", refuse)
    found = upkeep.record()
    assert (found.state, "Permission denied" in said(found)) == ("warn", True)


def test_without_its_tables_nothing_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "unapplied_migrations", lambda: ["orgs.0001_first"])
    for check in (upkeep.clock, upkeep.workers, upkeep.backups, upkeep.record):
        assert (check().state, "once the database" in said(check())) == ("ok", True)
