"""Old events go in whole batches, and the rest of the chain still holds."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from chuangcheng.foundation.audit.models import Event, Seal
from chuangcheng.foundation.audit.queries import verify
from chuangcheng.foundation.audit.queries.verification import FORGOT
from chuangcheng.foundation.audit.services import forget_old
from tests.foundation.audit.chains import Chain, insert, make_anew, sql

NOW = timezone.now()


def age(chain: Chain, seals: int, days: int) -> None:
    """Let the first seals and their events be as old as this, and be known outside as such."""
    for seal in Seal.objects.filter(number__lte=seals):
        then = NOW - timedelta(days=days)
        Event.objects.filter(sequence__range=(seal.first, seal.last)).update(at=then)
        Seal.objects.filter(pk=seal.pk).update(sealed_at=then)
    make_anew()
    chain.heads.unlink()
    from chuangcheng.foundation.audit.formats.canonical import moment
    from chuangcheng.foundation.audit.formats.heads import Head, extend

    every = [Head(s.number, s.last, moment(s.sealed_at), s.hash) for s in Seal.objects.all()]
    extend(chain.heads, lambda _last: every)


@pytest.fixture
def aged(chain: Chain) -> Chain:
    """Four batches of five, two of them three years old."""
    chain.sealed(20, batch=5)
    age(chain, seals=2, days=3 * 366)
    assert chain.found() == {}
    return chain


def test_old_batches_go_and_the_check_still_passes(aged: Chain) -> None:
    assert forget_old() == 10
    aged.seal()
    assert Event.objects.filter(sequence__lte=10).count() == 0
    assert Event.objects.filter(sequence__range=(11, 20)).count() == 10
    check = aged.check()
    assert (check.faults, check.warnings) == ([], [])
    assert [(one.code, one.params["count"]) for one in check.notes] == [("record.forgotten", "2")]


def test_forgetting_is_itself_recorded(aged: Chain) -> None:
    forget_old()
    event = Event.objects.get(action=FORGOT)
    assert event.changes == {"through": 2, "months_kept": 24}


def test_nothing_old_means_nothing_recorded(chain: Chain) -> None:
    chain.sealed(5)
    assert forget_old() == 0
    assert not Event.objects.filter(action=FORGOT).exists()


def test_a_second_run_forgets_nothing_more(aged: Chain) -> None:
    forget_old()
    assert forget_old() == 0


def test_what_is_left_is_still_guarded(aged: Chain) -> None:
    forget_old()
    aged.seal()
    sql("UPDATE audit_event SET reason = 'anders' WHERE sequence = 11")
    assert aged.places("record.event_edited") == [11]


def test_an_event_put_where_others_were_forgotten_shows(aged: Chain) -> None:
    forget_old()
    aged.seal()
    insert(7)
    assert aged.found() == {"record.event_inserted": 1}


def test_a_batch_dropped_by_hand_and_marked_as_forgotten_shows(aged: Chain) -> None:
    forget_old()
    aged.seal()
    sql("DELETE FROM audit_event WHERE sequence BETWEEN 11 AND 15")
    sql("UPDATE audit_seal SET forgotten_at = %s, digests = %s WHERE number = 3", (NOW, b""))
    assert aged.found() == {"record.forgotten_early": 1}


def test_young_batches_cannot_be_passed_off_as_forgotten(chain: Chain) -> None:
    chain.sealed(5)
    sql("DELETE FROM audit_event")
    sql("UPDATE audit_seal SET forgotten_at = %s, digests = %s", (NOW, b""))
    Event.objects.create(action=FORGOT, target_type="audit.seal", changes={"through": 1})
    assert chain.found() == {"record.forgotten_early": 1}


def test_a_date_ahead_does_not_make_young_batches_old(chain: Chain) -> None:
    chain.sealed(5)
    sql("DELETE FROM audit_event")
    sql("UPDATE audit_seal SET forgotten_at = %s, digests = %s", (NOW, b""))
    ahead = NOW + timedelta(days=400)
    Event.objects.create(action=FORGOT, target_type="audit.seal", changes={"through": 1}, at=ahead)
    assert chain.found() == {"record.forgotten_early": 1}


def test_a_forgotten_seal_edited_shows(aged: Chain) -> None:
    forget_old()
    aged.seal()
    sql("UPDATE audit_seal SET digest = %s WHERE number = 1", ("e" * 64,))
    assert aged.found() == {"record.seal_edited": 1}


@pytest.mark.parametrize(
    ("now", "months", "gone"),
    [
        ("2026-08-31T00:00:00+08:00", 6, 0),
        ("2026-09-02T00:00:00+08:00", 6, 5),
        ("2027-02-27T00:00:00+08:00", 12, 0),
        ("2027-03-02T00:00:00+08:00", 12, 5),
    ],
)
def test_months_are_counted_by_the_calendar(
    chain: Chain, settings: Settings, now: str, months: int, gone: int
) -> None:
    chain.sealed(5)
    Seal.objects.update(sealed_at=datetime.fromisoformat("2026-02-28T12:00:00+08:00"))
    settings.AUDIT_KEEP_MONTHS = months
    assert forget_old(now=datetime.fromisoformat(now)) == gone


def test_a_check_at_the_same_time_sees_no_removal(aged: Chain) -> None:
    forget_old()
    assert verify(heads=aged.heads).is_sound
