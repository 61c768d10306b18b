"""Sealing loses nothing, whatever happens in between."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import pytest
from django.db import OperationalError, connection, connections, transaction

from chuangcheng.foundation.audit import services
from chuangcheng.foundation.audit.formats import heads as head_files
from chuangcheng.foundation.audit.formats.canonical import event_line, moment, seal_line
from chuangcheng.foundation.audit.models import Event, Seal
from chuangcheng.foundation.audit.queries import event_rows, rows_of, state_of_chain, verify
from chuangcheng.foundation.audit.queries.rows import seal_row
from chuangcheng.foundation.audit.services import Target, record, seal
from chuangcheng.foundation.audit.services.sealing import REACH
from tests.foundation.audit.chains import Chain, edit, insert, make_anew, sql


def test_pending_events_are_sealed_in_batches_in_their_order(chain: Chain) -> None:
    numbers = chain.add(25)
    assert chain.seal(batch=10) == 25
    assert list(Seal.objects.values_list("number", "first", "last")) == [
        (1, 1, 10),
        (2, 11, 20),
        (3, 21, 25),
    ]
    assert list(Event.objects.order_by("sequence").values_list("id", flat=True)) == numbers
    assert chain.seal() == 0


def test_each_seal_names_the_one_before_and_the_first_names_nothing(chain: Chain) -> None:
    chain.sealed(9, batch=3)
    seals = list(Seal.objects.all())
    assert [one.previous for one in seals] == ["0" * 64, seals[0].hash, seals[1].hash]


def test_an_outsider_can_compute_the_hashes(chain: Chain) -> None:
    """With nothing but SHA-256 and the lines, as docs/reference/record.md says."""
    chain.sealed(3)
    lines = [event_line(row) for row in rows_of(event_rows(Event.objects.order_by("sequence")))]
    held = Seal.objects.get()
    digests = [sha256(line.encode()).digest() for line in lines]
    assert bytes(held.digests) == b"".join(digests)
    assert sha256(b"".join(digests)).hexdigest() == held.digest
    assert sha256(seal_line(seal_row(held)).encode()).hexdigest() == held.hash
    assert lines[0].startswith('{"action":"orgs.unit.rename","actor_id":"7","actor_kind":"person"')


def test_the_heads_stand_in_a_file_that_only_its_user_reads(chain: Chain) -> None:
    chain.sealed(9, batch=3)
    lines = chain.heads.read_text("utf-8").splitlines()
    assert lines == [
        f"{one.number} {one.last} {moment(one.sealed_at)} {one.hash}" for one in Seal.objects.all()
    ]
    assert chain.heads.stat().st_mode & 0o777 == 0o600


def test_a_crash_between_database_and_file_is_made_good_by_the_next_seal(chain: Chain) -> None:
    chain.sealed(3)
    chain.add(3)
    seal()  # without what follows the commit
    assert [one.code for one in chain.check().notes] == ["record.heads_behind"]
    chain.sealed(3)
    assert len(chain.heads.read_text("utf-8").splitlines()) == 3
    assert chain.check().notes == []
    assert chain.found() == {}


def test_the_file_is_made_good_even_where_nothing_new_is_pending(chain: Chain) -> None:
    chain.sealed(3)
    chain.add(3)
    seal()
    chain.seal()
    assert len(chain.heads.read_text("utf-8").splitlines()) == 2


@pytest.mark.parametrize("left", [1, 4, 20, 40, 70])
def test_a_line_that_a_crash_cut_short_is_written_anew(chain: Chain, left: int) -> None:
    chain.sealed(6, batch=3)
    whole = chain.heads.read_text("utf-8")
    first = whole.splitlines()[0]
    chain.heads.write_text(f"{first}\n{whole.splitlines()[1][:left]}", "utf-8")
    assert chain.found() == {}
    chain.sealed(3)
    assert chain.found() == {}
    chain.sealed(3)
    assert chain.found() == {}
    assert len(list(head_files.read(chain.heads))) == 4


def test_a_file_that_is_gone_is_not_made_anew_out_of_the_database(chain: Chain) -> None:
    """Else whoever rewrites the chain and deletes the file would be vouched for."""
    chain.sealed(9, batch=3)
    edit(1, "reason", "anders")
    make_anew()
    chain.heads.unlink()
    assert chain.found() == {"record.heads_missing": 1}
    chain.sealed(3)
    check = chain.check()
    assert [one.code for one in check.warnings] == ["record.heads_begin_late"]
    assert check.warnings[0].params == {"seal": "4"}


@pytest.mark.parametrize("line", ["rubbish", "", "2 6 2026-11-24T00:00:00.000000Z " + "a" * 64])
def test_a_damaged_line_of_the_file_shows(chain: Chain, line: str) -> None:
    chain.sealed(9, batch=3)
    lines = chain.heads.read_text("utf-8").splitlines()
    chain.heads.write_text("\n".join([lines[0], line, lines[2], ""]), "utf-8")
    assert set(chain.found()) & {
        "record.heads_damaged",
        "record.heads_lack",
        "record.rewritten",
    }


def test_a_line_taken_out_of_the_file_shows(chain: Chain) -> None:
    chain.sealed(9, batch=3)
    lines = chain.heads.read_text("utf-8").splitlines()
    chain.heads.write_text("\n".join([lines[0], lines[2], ""]), "utf-8")
    assert chain.found() == {"record.heads_lack": 1}


def test_lines_in_another_order_show(chain: Chain) -> None:
    chain.sealed(9, batch=3)
    lines = chain.heads.read_text("utf-8").splitlines()
    chain.heads.write_text("\n".join([lines[0], lines[2], lines[1], ""]), "utf-8")
    assert "record.heads_damaged" in chain.found()


def test_a_file_that_cannot_be_read_shows(chain: Chain) -> None:
    chain.sealed(3)
    chain.heads.unlink()
    chain.heads.mkdir()
    assert chain.found() == {"record.heads_unreadable": 1}


def test_the_end_of_a_long_file_is_found(tmp_path: Path) -> None:
    path = tmp_path / "heads"
    at = "2026-11-24T10:13:19.000123Z"
    many = [head_files.Head(n, n * 10, at, f"{n:064x}") for n in range(1, 3000)]
    assert head_files.extend(path, lambda _last: many) == 2999
    assert head_files.last(path) == many[-1]
    with path.open("a") as file:
        file.write("x" * 100_000)
    assert head_files.last(path) == many[-1]


@pytest.mark.parametrize("place", [6, 7, REACH + 6, 2**63 - 1])
def test_no_forged_place_stops_the_sealer(chain: Chain, place: int) -> None:
    chain.sealed(5)
    insert(place)
    chain.sealed(3).sealed(2)
    assert Event.objects.filter(sequence__isnull=True).count() == 0
    assert chain.found() == {"record.event_inserted": 1}


def test_a_forged_place_does_not_stop_the_sealer(chain: Chain) -> None:
    chain.sealed(3)
    insert(50)
    chain.sealed(3)
    assert list(Seal.objects.values_list("first", "last")) == [(1, 3), (51, 53)]
    assert chain.found() == {"record.event_inserted": 1}


def test_the_state_tells_what_is_sealed_and_what_waits(chain: Chain) -> None:
    chain.sealed(3)
    chain.add(2)
    state = state_of_chain()
    assert state.last_seal is not None
    assert (state.last_seal.last, state.unsealed) == (3, 2)
    assert state.head == head_files.last(chain.heads)
    assert state.last_check is None
    services.verify_and_record()
    checked = state_of_chain().last_check
    assert checked is not None
    assert checked.changes == {"events": 3, "found": {"record.pending": 1}, "is_sound": True,
                               "seals": 1}  # fmt: skip


T = TypeVar("T")


def patiently(act: Callable[[], T]) -> T:
    """Act again while the database is locked: SQLite in memory, as in tests, has no queue."""
    while True:
        try:
            return act()
        except OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(0.002)


def write_together(things: list[str]) -> list[int]:
    """Record several events in one transaction."""
    with transaction.atomic():
        return [record("t.made", Target("t.thing", thing)) for thing in things]


@pytest.mark.django_db(transaction=True)
def test_events_written_while_others_seal_are_all_sealed_once(heads: Path) -> None:
    """Four writers with long and short transactions, two sealers, at the same time."""
    done = threading.Event()
    written: list[int] = []

    def write(writer: int) -> None:
        try:
            for turn in range(15):
                things = [f"{writer}.{turn}.{n}" for n in range(1 + turn % 3)]
                written.extend(patiently(partial(write_together, things)))
        finally:
            connections.close_all()

    def seal_on() -> None:
        try:
            while not done.is_set():
                patiently(partial(seal, batch=7))
                done.wait(0.005)
        finally:
            connections.close_all()

    writers = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    sealers = [threading.Thread(target=seal_on) for _ in range(2)]
    for thread in writers + sealers:
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in sealers:
        thread.join()
    seal()
    places = Event.objects.order_by("sequence").values_list("sequence", flat=True)
    assert list(places) == list(range(1, 121))
    assert sorted(written) == sorted(Event.objects.values_list("id", flat=True))
    check = verify(heads=heads)
    assert (check.faults, check.warnings, check.notes, check.events) == ([], [], [], 120)


@pytest.mark.django_db(transaction=True)
def test_an_event_that_shows_after_later_ones_were_sealed_is_sealed_too(heads: Path) -> None:
    """PostgreSQL gives numbers before it shows rows; SQLite lets only one write at a time."""
    if connection.vendor != "postgresql":
        with transaction.atomic():
            first = record("t.slow", Target("t.thing", "1"))
        sql("UPDATE audit_event SET id = %s WHERE id = %s", (first + 10, first))
        seal()
        Event.objects.create(pk=first, action="t.slow", target_type="t.thing", target_id="0")
    else:
        recorded, may_commit = threading.Event(), threading.Event()

        def slow() -> None:
            try:
                with transaction.atomic():
                    record("t.slow", Target("t.thing", "0"))
                    recorded.set()
                    may_commit.wait(10)
            finally:
                connections.close_all()

        thread = threading.Thread(target=slow)
        thread.start()
        recorded.wait(10)
        with transaction.atomic():
            record("t.quick", Target("t.thing", "1"))
        assert seal() == 1
        may_commit.set()
        thread.join()
    assert seal() == 1
    assert list(Event.objects.order_by("sequence").values_list("target_id", flat=True)) == [
        "1",
        "0",
    ]
    assert verify(heads=heads).is_sound


def test_times_are_written_in_utc_with_six_decimals() -> None:
    assert moment(datetime(2026, 11, 24, 10, tzinfo=UTC)) == "2026-11-24T10:00:00.000000Z"
