"""Making a record, and tampering with it past the program, as somebody with the database can."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.test import TestCase

from chuangcheng.foundation.audit.actors import Actor, acting
from chuangcheng.foundation.audit.models import Event, Seal
from chuangcheng.foundation.audit.queries import Check, verify
from chuangcheng.foundation.audit.services import Target, record, seal

CLERK = Actor("7", "李明（演示）", "創建辦公室（演示）")


@dataclass(frozen=True, slots=True)
class Chain:
    """The record of one test."""

    heads: Path

    def add(self, count: int = 1, **values: str) -> list[int]:
        """Record events; return their numbers."""
        with acting(CLERK, "web 192.0.2.1"), transaction.atomic():
            return [
                record(
                    values.get("action", "orgs.unit.rename"),
                    Target("orgs.unit", values.get("id", str(number)), "城市管理局", "1"),
                    changes={"name_hant": ["城管局", f"城市管理局{number}"]},
                    reason=values.get("reason", "機構改革"),
                )
                for number in range(count)
            ]

    def seal(self, batch: int = 1000) -> int:
        """Seal what is pending, as if this test's transaction were already written."""
        with TestCase.captureOnCommitCallbacks(execute=True):
            return seal(batch=batch)

    def sealed(self, count: int, batch: int = 1000) -> "Chain":
        """Record and seal events; return the chain."""
        self.add(count)
        self.seal(batch)
        return self

    def check(self) -> Check:
        """Check the chain."""
        return verify(heads=self.heads)

    def found(self) -> dict[str, int]:
        """Check the chain; return how many faults of each code there are."""
        check = self.check()
        codes = {fault.code for fault in check.faults}
        return {code: check.counts[code] for code in sorted(codes)}

    def places(self, code: str, name: str = "place") -> list[int]:
        """Check the chain; return what its faults of this code name."""
        return [int(one.params[name]) for one in self.check().faults if one.code == code]


def sql(statement: str, values: Sequence[Any] = ()) -> None:
    """Do to the database what no service does."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def edit(place: int, column: str, value: object) -> None:
    """Change a column of the event at a place."""
    sql(f"UPDATE audit_event SET {column} = %s WHERE sequence = %s", (value, place))  # noqa: S608 - a test's own words


def remove(place: int) -> None:
    """Remove the event at a place."""
    sql("DELETE FROM audit_event WHERE sequence = %s", (place,))


def insert(place: int | None, at: datetime | None = None) -> None:
    """Put in a copy of some event at a place."""
    event = Event.objects.earliest("id")
    event.pk, event.sequence, event.reason = None, place, "untergeschoben"
    event.at = at or event.at
    event.save(force_insert=True)


def edit_seal(number: int, column: str, value: object) -> None:
    """Change a column of a seal."""
    sql(f"UPDATE audit_seal SET {column} = %s WHERE number = %s", (value, number))  # noqa: S608 - a test's own words


def remove_seals(first: int, last: int) -> None:
    """Remove seals, and leave the events under them."""
    sql("DELETE FROM audit_seal WHERE number BETWEEN %s AND %s", (first, last))


def cut(seals: int) -> None:
    """Cut the last seals off, with the events under them."""
    for seal_ in Seal.objects.order_by("-number")[:seals]:
        sql("DELETE FROM audit_event WHERE sequence BETWEEN %s AND %s", (seal_.first, seal_.last))
        remove_seals(seal_.number, seal_.number)


def make_anew(first: int = 1) -> None:
    """Compute digests and hashes anew from a seal on, as whoever knows the program can."""
    from chuangcheng.foundation.audit.formats.canonical import (
        NOTHING,
        digest_of,
        event_digest,
        seal_hash,
    )
    from chuangcheng.foundation.audit.queries.rows import event_rows, rows_of, seal_row

    before = Seal.objects.filter(number=first - 1).first()
    previous = before.hash if before else NOTHING
    for one in Seal.objects.filter(number__gte=first).order_by("number"):
        events = Event.objects.filter(sequence__range=(one.first, one.last)).order_by("sequence")
        digests = [event_digest(row) for row in rows_of(event_rows(events))]
        one.digests, one.digest, one.previous = b"".join(digests), digest_of(digests), previous
        one.hash = previous = seal_hash(seal_row(one))
        one.save()
