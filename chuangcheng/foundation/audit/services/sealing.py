"""Chaining what was recorded: one sealer at a time takes the pending events in batches."""

import logging
from collections.abc import Callable, Iterator
from typing import Final

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from chuangcheng.foundation.audit.formats.canonical import (
    NOTHING,
    SealRow,
    digest_of,
    event_digest,
    moment,
    seal_hash,
)
from chuangcheng.foundation.audit.formats.heads import Head, extend
from chuangcheng.foundation.audit.formats.heads import last as last_head
from chuangcheng.foundation.audit.models import Event, Seal
from chuangcheng.foundation.audit.queries.chain import heads_file
from chuangcheng.foundation.audit.queries.rows import event_rows, rows_of

BATCH: Final = 1000
"""Most events under one seal: what a check holds in memory at once."""
LOCK: Final = 0x63_63_61_75_64_69_74
"""Number of PostgreSQL's lock on the chain; on SQLite any writer holds the only one."""

REACH: Final = 10**12
"""A place so far behind the chain is never reached, so nothing there stands in the way."""

_log = logging.getLogger(__name__)

# The pending events in the order of their numbers, as far as they can be seen now; one with a lower
# number that another transaction has yet to show gets its place in a later batch.
_GIVE_PLACES: Final = """
    UPDATE audit_event SET sequence = placed.place
    FROM (
        SELECT id, %s + row_number() OVER (ORDER BY id) AS place
        FROM (SELECT id FROM audit_event WHERE sequence IS NULL ORDER BY id LIMIT %s) AS pending
    ) AS placed
    WHERE audit_event.id = placed.id
"""


def seal(*, batch: int = BATCH) -> int:
    """Seal what is pending and return how many events that were.

    Called by the worker every few seconds. Returns at once where another process is sealing.
    What a crash kept from the file of heads is appended. Raises OSError where that file cannot
    be written; the database is sealed by then, and the next call makes good for it.
    """
    sealed = 0
    while Event.objects.filter(sequence__isnull=True).exists():
        made = _seal_batch(batch)
        if made is None:  # somebody else is at it
            return sealed
        sealed += made.last - made.first + 1
    if not sealed:
        newest = Seal.objects.aggregate(most=Max("number"))["most"] or 0
        transaction.on_commit(_bringing_heads(newest))
    return sealed


def _seal_batch(batch: int) -> Seal | None:
    with transaction.atomic():
        if not _is_only_sealer():
            return None
        made = _make_seal(batch)
        if made is not None:
            transaction.on_commit(_bringing_heads(made.number))
    return made


def _is_only_sealer() -> bool:
    """Tell whether this transaction may seal; the lock ends with it."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", (LOCK,))
        return bool(cursor.fetchone()[0])


def _make_seal(batch: int) -> Seal | None:
    if not Event.objects.filter(sequence__isnull=True).exists():
        return None
    before = Seal.objects.order_by("-number").only("number", "last", "hash").first()
    # A forged place beyond the chain must not stop the sealer: it goes on behind it.
    end = before.last if before else 0
    placed = Event.objects.filter(sequence__gt=end, sequence__lte=end + REACH)
    base = placed.aggregate(most=Max("sequence"))["most"] or end
    with connection.cursor() as cursor:
        cursor.execute(_GIVE_PLACES, (base, batch))
    fresh = Event.objects.filter(sequence__gt=base, sequence__lte=base + batch)
    rows = rows_of(event_rows(fresh.order_by("sequence")))
    digests = [event_digest(row) for row in rows]
    row = SealRow(
        number=before.number + 1 if before else 1,
        first=base + 1,
        last=base + len(digests),
        sealed_at=timezone.now(),
        digest=digest_of(digests),
        previous=before.hash if before else NOTHING,
    )
    return Seal.objects.create(**row._asdict(), digests=b"".join(digests), hash=seal_hash(row))


def _bringing_heads(newest: int) -> Callable[[], None]:
    """Return what appends the heads that the file lacks, up to now."""

    def bring() -> None:
        path = heads_file()
        known = last_head(path)
        if known is not None and known.number >= newest:
            return

        def missing(last: Head | None) -> Iterator[Head]:
            # A file that is gone begins anew with today's seal: written out of the database, the
            # older heads would vouch for whatever it says now. The check tells that they lack.
            known = last.number if last else newest - 1
            seals = Seal.objects.filter(number__gt=known).order_by("number")
            for seal in seals.only("number", "last", "sealed_at", "hash"):
                yield Head(seal.number, seal.last, moment(seal.sealed_at), seal.hash)

        if newest:
            extend(path, missing)

    return bring
