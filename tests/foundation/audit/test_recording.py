"""What is recorded: in the change's own transaction, by whom, and never too much."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext_lazy
from pytest_django import DjangoCaptureOnCommitCallbacks

from chuangcheng.foundation.audit.actors import STRANGER, Actor, act_for, acting
from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.audit.services import Target, masked, record, record_reading

UNIT = Target("orgs.unit", "3", "城市管理局", "1")
CLERK = Actor("7", "李明（演示）", "創建辦公室（演示）")


@pytest.mark.django_db
def test_an_event_tells_who_what_when_why_and_from_where() -> None:
    with acting(CLERK, "web 192.0.2.1"), transaction.atomic():
        number = record("orgs.unit.move", UNIT, changes={"parent": ["甲", "乙"]}, reason="機構改革")
    event = Event.objects.get(pk=number)
    assert (event.actor_id, event.actor_name, event.actor_unit) == ("7", CLERK.name, CLERK.unit)
    assert (event.source, event.action, event.reason) == (
        "web 192.0.2.1",
        "orgs.unit.move",
        "機構改革",
    )
    assert (event.target_type, event.target_id, event.target_label, event.subject) == (
        "orgs.unit",
        "3",
        "城市管理局",
        "1",
    )
    assert event.changes == {"parent": ["甲", "乙"]}
    assert (event.sequence, event.is_reading) == (None, False)


@pytest.mark.django_db
def test_a_deputy_is_named_with_whom_they_stand_in_for() -> None:
    with acting(CLERK), transaction.atomic():
        act_for("somebody else", "王芳（演示）", "9")
        act_for("7", "王芳（演示）", "9")
        record("orgs.unit.move", UNIT)
    event = Event.objects.get()
    assert (event.actor_name, event.for_id, event.for_name) == (CLERK.name, "9", "王芳（演示）")


@pytest.mark.django_db(transaction=True)
def test_a_change_cannot_be_recorded_outside_its_transaction() -> None:
    with pytest.raises(TransactionManagementError, match=r"orgs\.unit\.move"):
        record("orgs.unit.move", UNIT)


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_undone_leaves_no_event() -> None:
    with transaction.atomic():
        record("orgs.unit.move", UNIT)
        transaction.set_rollback(True)
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_recording_takes_one_statement() -> None:
    with CaptureQueriesContext(connection) as queries:
        record("orgs.unit.move", UNIT, changes={"parent": ["甲", "乙"]})
    assert len(queries) == 1


@pytest.mark.django_db
def test_what_json_lacks_is_recorded_as_text() -> None:
    words = gettext_lazy("record")
    record(
        "t.x", UNIT, changes={"day": [None, date(2026, 1, 2)], "sum": Decimal("1.50"), "w": words}
    )
    assert Event.objects.get().changes["day"] == [None, "2026-01-02"]
    assert Event.objects.get().changes["sum"] == "1.50"


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["a\0b", "half \ud800 sign", "字" * 1000, "'; DROP TABLE x --%s"])
def test_no_name_is_too_strange_to_be_recorded(text: str) -> None:
    with acting(Actor(text[:80], text, text)):
        record("t.x", Target("t.thing", "1", text), changes={"name": ["", text]}, reason=text)
    event = Event.objects.get()
    assert len(event.target_label) <= 300
    assert "\0" not in event.target_label + event.reason


@pytest.mark.django_db
def test_the_longest_name_is_cut_with_a_mark() -> None:
    record("t.x", Target("t.thing", "1", "字" * 400))
    assert Event.objects.get().target_label == "字" * 299 + "…"


@pytest.mark.django_db(transaction=True)
def test_a_reading_is_recorded_outside_a_transaction_too() -> None:
    with acting(CLERK):
        assert record_reading(UNIT, "phone")
    event = Event.objects.get()
    assert (event.action, event.changes, event.is_reading) == ("read", {"what": "phone"}, True)


@pytest.mark.django_db(transaction=True)
def test_the_same_look_in_one_request_is_recorded_once() -> None:
    with acting(CLERK):
        assert record_reading(UNIT, "phone")
        assert record_reading(UNIT, "phone") is None
        assert record_reading(UNIT, "email")
        assert record_reading(Target("orgs.unit", "4"), "phone")
    with acting(CLERK):  # another request
        assert record_reading(UNIT, "phone")
    assert Event.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_the_same_look_a_minute_later_is_recorded_again(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    with acting(CLERK):
        record_reading(UNIT, "phone")
        now = 1059.0
        assert record_reading(UNIT, "phone") is None
        now = 1060.0
        assert record_reading(UNIT, "phone")


@pytest.mark.django_db(transaction=True)
def test_outside_every_request_each_look_is_recorded() -> None:
    assert record_reading(UNIT, "phone")
    assert record_reading(UNIT, "phone")


@pytest.mark.django_db(transaction=True)
def test_a_look_whose_transaction_is_undone_is_recorded_next_time() -> None:
    with acting(STRANGER):
        with transaction.atomic():
            record_reading(UNIT, "phone")
            transaction.set_rollback(True)
        assert record_reading(UNIT, "phone")
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_a_look_inside_a_transaction_counts_once_it_is_written(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with acting(CLERK):
        with django_capture_on_commit_callbacks(execute=True):
            record_reading(UNIT, "phone")
        assert record_reading(UNIT, "phone") is None


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("13812345678", "138****5678"),
        ("+86 138-1234-5678", "861****5678"),
        ("0871-6543210", "087****3210"),
        ("65432109", "****109"),
        ("65432", "****32"),
        ("li.ming@example.cn", "l****@example.cn"),
        ("@example.cn", "****@example.cn"),
        ("李明", "李****"),
        ("", ""),
        (None, ""),
    ],
)
def test_personal_data_is_recorded_masked(value: object, shown: str) -> None:
    assert masked(value) == shown
