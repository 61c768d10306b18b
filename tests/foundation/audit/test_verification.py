"""Every way to tamper with the record shows, each under its own name."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chuangcheng.foundation.audit.formats.canonical import EventRow
from chuangcheng.foundation.audit.models import Event, Seal
from chuangcheng.foundation.audit.queries import verify
from tests.foundation.audit.chains import (
    Chain,
    cut,
    edit,
    edit_seal,
    insert,
    make_anew,
    remove,
    remove_seals,
    sql,
)

OTHER: dict[str, object] = {
    "id": 999,
    "at": datetime.fromisoformat("2026-01-01T00:00:00+00:00"),
    "is_reading": True,
    "changes": '{"name_hant":["城管局","城市管理局"]}',
}
"""What tampering writes into a column; every other column gets a text."""


def test_an_untouched_chain_is_sound(chain: Chain) -> None:
    chain.sealed(25, batch=10)
    chain.sealed(3)
    check = chain.check()
    assert (check.is_sound, check.events, check.seals) == (True, 28, 4)
    assert (check.warnings, check.notes) == ([], [])


def test_an_empty_record_is_sound(chain: Chain) -> None:
    assert chain.check().is_sound


@pytest.mark.parametrize("column", [name for name in EventRow._fields if name != "sequence"])
def test_editing_any_column_of_an_event_shows(chain: Chain, column: str) -> None:
    chain.sealed(12, batch=5)
    edit(7, column, OTHER.get(column, "anders"))
    assert chain.found() == {"record.event_edited": 1}
    assert chain.places("record.event_edited") == [7]


def test_the_columns_of_the_table_are_those_that_are_hashed() -> None:
    assert {field.column for field in Event._meta.concrete_fields} == set(EventRow._fields)


def test_a_change_of_one_second_or_one_space_shows(chain: Chain) -> None:
    chain.sealed(2)
    event = Event.objects.get(sequence=1)
    edit(1, "at", event.at + timedelta(microseconds=1))
    edit(2, "changes", '{"name_hant":["城管局", "城市管理局1"]}')
    assert chain.places("record.event_edited") == [1, 2]


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="only SQLite lets any kind of value into any column"
)
@pytest.mark.parametrize("column", ["at", "is_reading", "reason", "changes"])
@pytest.mark.parametrize("value", ["rubbish", "2026-99-99 00:00:00", b"\xff", "", "7"])
def test_what_is_no_value_of_its_column_shows_too(chain: Chain, column: str, value: object) -> None:
    chain.sealed(3)
    edit(2, column, value)
    assert chain.found() == {"record.event_edited": 1}


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="only SQLite lets any kind of value into any column"
)
@pytest.mark.parametrize("value", ["rubbish", "2026-99-99 00:00:00", ""])
def test_a_seal_that_cannot_be_read_shows_too(chain: Chain, value: str) -> None:
    chain.sealed(9, batch=3)
    edit_seal(2, "sealed_at", value)
    assert chain.found() == {"record.unreadable": 1}


def test_two_events_that_changed_places_show(chain: Chain) -> None:
    chain.sealed(5)
    sql("UPDATE audit_event SET sequence = 99 WHERE sequence = 2")
    sql("UPDATE audit_event SET sequence = 2 WHERE sequence = 4")
    sql("UPDATE audit_event SET sequence = 4 WHERE sequence = 99")
    assert chain.places("record.event_edited") == [2, 4]


def test_a_removed_event_shows(chain: Chain) -> None:
    chain.sealed(12, batch=5)
    for place in (1, 5, 12):
        remove(place)
    assert chain.found() == {"record.event_removed": 3}
    assert chain.places("record.event_removed") == [1, 5, 12]


def test_an_event_taken_out_of_the_chain_shows_as_removed(chain: Chain) -> None:
    chain.sealed(5)
    sql("UPDATE audit_event SET sequence = NULL WHERE sequence = 3")
    assert chain.found() == {"record.event_removed": 1}
    chain.seal()
    assert chain.places("record.event_removed") == [3]


@pytest.mark.parametrize("place", [-4, 0, 13, 4000])
def test_an_inserted_event_shows(chain: Chain, place: int) -> None:
    chain.sealed(12, batch=5)
    insert(place)
    assert chain.found() == {"record.event_inserted": 1}
    assert chain.places("record.event_inserted") == [place]
    chain.sealed(3)  # sealing goes on, and vouches for it no more than before
    assert chain.places("record.event_inserted") == [place]


def test_an_event_inserted_before_there_was_any_seal_shows(chain: Chain) -> None:
    chain.add()
    insert(5)
    assert chain.found() == {"record.event_inserted": 1}


def test_an_event_put_in_with_a_date_of_long_ago_is_warned_of(chain: Chain) -> None:
    chain.sealed(5)
    insert(None, at=timezone.now() - timedelta(days=3))
    chain.seal()
    check = chain.check()
    assert (check.is_sound, [one.code for one in check.warnings]) == (True, ["record.late"])


def test_events_that_wait_are_a_note_and_after_a_minute_a_warning(chain: Chain) -> None:
    chain.sealed(2)
    chain.add(3)
    assert [one.code for one in chain.check().notes] == ["record.pending"]
    later = verify(heads=chain.heads, now=timezone.now() + timedelta(minutes=2))
    assert [(one.code, one.params["count"]) for one in later.warnings] == [("record.unsealed", "3")]
    assert later.is_sound


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("first", 4),
        ("last", 9),
        ("digest", "a" * 64),
        ("digests", b"\0" * 160),
        ("hash", "b" * 64),
        ("previous", "c" * 64),
        ("sealed_at", datetime.fromisoformat("2026-01-01T00:00:00+00:00")),
    ],
)
def test_editing_any_column_of_a_seal_shows(chain: Chain, column: str, value: object) -> None:
    chain.sealed(15, batch=5)
    edit_seal(2, column, value)
    assert chain.found() == {"record.seal_edited": 1}
    assert chain.places("record.seal_edited", "seal") == [2]


def test_the_last_seal_edited_shows_as_that(chain: Chain) -> None:
    chain.sealed(15, batch=5)
    edit_seal(3, "last", 14)
    assert chain.found() == {"record.seal_edited": 1}


def test_a_number_given_to_a_seal_anew_shows(chain: Chain) -> None:
    chain.sealed(20, batch=5)
    edit_seal(2, "number", 7)
    assert set(chain.found()) >= {"record.seal_removed", "record.seal_edited"}


def test_a_removed_seal_shows(chain: Chain) -> None:
    chain.sealed(20, batch=5)
    remove_seals(2, 3)
    assert chain.found() == {"record.seal_removed": 2}
    assert chain.places("record.seal_removed", "seal") == [2, 3]


def test_a_cut_tail_shows_by_the_file_of_heads(chain: Chain) -> None:
    chain.sealed(20, batch=5)
    cut(2)
    assert chain.found() == {"record.tail_cut": 1}
    assert chain.places("record.tail_cut", "seal") == [2]
    assert chain.places("record.tail_cut", "head") == [4]


def test_seals_cut_off_from_their_events_show_as_a_cut_tail(chain: Chain) -> None:
    chain.sealed(20, batch=5)
    remove_seals(4, 4)
    assert chain.found() == {"record.tail_cut": 1}


def test_a_record_emptied_altogether_shows(chain: Chain) -> None:
    chain.sealed(20, batch=5)
    cut(4)
    assert chain.found() == {"record.tail_cut": 1}


def test_a_tail_that_grew_again_shows_as_made_anew(chain: Chain) -> None:
    chain.sealed(20, batch=5)
    cut(2)
    chain.sealed(15, batch=5)
    assert chain.found() == {"record.rewritten": 2}
    assert chain.places("record.rewritten", "seal") == [3, 4]


def test_a_chain_made_anew_shows_by_the_file_of_heads(chain: Chain) -> None:
    chain.sealed(20, batch=5)
    edit(7, "reason", "anders")
    make_anew(first=2)
    assert chain.found() == {"record.rewritten": 3}
    assert chain.places("record.rewritten", "seal") == [2, 3, 4]


def test_one_seal_made_anew_shows_by_the_next_one_even_without_heads(chain: Chain) -> None:
    chain.sealed(20, batch=5)
    edit(7, "reason", "anders")
    later = list(Seal.objects.filter(number__gt=2))
    make_anew(first=2)
    for seal in later:
        seal.save()
    assert chain.found() == {"record.rewritten": 1}
    chain.heads.unlink()
    assert chain.found() == {"record.heads_missing": 1, "record.rewritten": 1}


def test_many_findings_are_counted_and_the_first_hundred_named(chain: Chain) -> None:
    chain.sealed(300)
    sql("UPDATE audit_event SET reason = 'anders'")
    check = chain.check()
    assert check.counts["record.event_edited"] == 300
    assert len(check.faults) == 100


def test_a_check_asks_the_database_as_often_for_many_events_as_for_few(chain: Chain) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert verify(heads=Path(chain.heads)).is_sound
        return len(queries)

    chain.sealed(5)
    few = asked()
    chain.sealed(500, batch=100)
    assert asked() == few
