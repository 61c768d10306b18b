"""Appending events."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from chuangcheng.domain.text import storable
from chuangcheng.foundation.audit.actors import current_actor, current_source, readings_here
from chuangcheng.foundation.audit.formats.canonical import EventRow, canonical
from chuangcheng.foundation.audit.models import Event

AGAIN_AFTER_SECONDS: Final = 60
"""The same look at the same thing inside one request is recorded again only after this time."""
READ: Final = "read"
"""Name of the action of every reading of personal data."""


@dataclass(frozen=True, slots=True)
class Target:
    """What was acted on: ``type`` as ``room.model``, its identifier, its name of that day.

    ``subject`` is the number of the subject it belongs to, as text; empty for none.
    """

    type: str
    id: str
    label: str = ""
    subject: str = ""


Changed = tuple[str, Target, Mapping[str, object]]
"""One event of many: the action, what it was done to, the changes."""


def record(
    action: str,
    target: Target,
    *,
    changes: Mapping[str, object] | None = None,
    reason: str = "",
) -> int:
    """Append an event, unsealed, inside the transaction of the change it tells of.

    ``changes`` maps a field to ``[before, after]``: what JSON can hold; dates, decimals and the
    like are written as text. Hand personal data through :func:`masked`. Returns the number of the
    event. Raises TransactionManagementError outside a transaction, where change and event could
    part.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            f"{action} is recorded outside the transaction of its change"
        )
    return _append(connection, action, target, changes or {}, reason, is_reading=False)


def record_many(events: Iterable[Changed], *, reason: str = "") -> int:
    """Append an event for each (action, target, changes); return how many.

    What :func:`record` says of one holds for each of them; they share one statement, so that
    thousands of changes made together are told one by one and still quickly.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "events are recorded outside the transaction of their changes"
        )
    rows = [
        _values(connection, action, target, changes, reason, is_reading=False)
        for action, target, changes in events
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_statement(), rows)
    return len(rows)


def record_reading(target: Target, what: str) -> int | None:
    """Append that personal data was read; ``what`` names it (``phone``, ``file``).

    Works inside a transaction and outside. Returns the number of the event, or None where the same
    person has looked at the same thing in the same request less than a minute ago.
    """
    seen, now = readings_here(), time.monotonic()
    key = (target.type, target.id, what)
    if seen is not None and now - seen.get(key, -AGAIN_AFTER_SECONDS) < AGAIN_AFTER_SECONDS:
        return None
    connection = transaction.get_connection()
    number = _append(connection, READ, target, {"what": what}, "", is_reading=True)
    if seen is not None:
        # A transaction that is rolled back takes the event with it: then nothing was noted.
        transaction.on_commit(lambda: seen.update({key: now}))
    return number


def _append(
    connection: BaseDatabaseWrapper,
    action: str,
    target: Target,
    changes: Mapping[str, object],
    reason: str,
    *,
    is_reading: bool,
) -> int:
    """Insert the event with one statement, past the model: that is half of the time it takes."""
    values = _values(connection, action, target, changes, reason, is_reading=is_reading)
    with connection.cursor() as cursor:
        cursor.execute(f"{_statement()} RETURNING id", values)
        return int(cursor.fetchone()[0])


def _values(
    connection: BaseDatabaseWrapper,
    action: str,
    target: Target,
    changes: Mapping[str, object],
    reason: str,
    *,
    is_reading: bool,
) -> tuple[Any, ...]:
    actor = current_actor()
    # A change must not fail because its name is too long for the record.
    return (
        connection.ops.adapt_datetimefield_value(timezone.now()),
        action,
        storable(actor.id, 80),
        storable(actor.name, 200),
        storable(actor.unit, 200),
        actor.kind,
        storable(actor.for_id, 80),
        storable(actor.for_name, 200),
        storable(current_source(), 200),
        target.type,
        storable(target.id, 80),
        storable(target.label, 300),
        target.subject,
        storable(canonical(changes)) if changes else "{}",
        storable(reason),
        is_reading,
    )


@cache
def _statement() -> str:
    """Return the statement that inserts an event; its columns are those of EventRow."""
    columns = [name for name in EventRow._fields if name not in {"id", "sequence"}]
    marks = ", ".join(["%s"] * len(columns))
    table, names = Event._meta.db_table, ", ".join(columns)
    return f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - our own names
