"""Forgetting events whose time to be kept is over, so that the rest of the chain still holds."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from chuangcheng.foundation.audit.models import Event, Seal
from chuangcheng.foundation.audit.queries.verification import FORGOT
from chuangcheng.foundation.audit.services.recording import Target, record
from chuangcheng.foundation.audit.services.sealing import LOCK

SEALS_AT_ONCE: Final = 200
"""Seals per transaction, so that nobody waits long for the database."""


def forget_old(*, now: datetime | None = None) -> int:
    """Drop the events of every whole batch sealed longer ago than the record is kept.

    Their seals stay, with the digest of the batch, so that the chain can still be checked from its
    beginning; what was dropped, and through which seal, is recorded first. Returns how many events
    went. Called once a month by the worker; the setting is AUDIT_KEEP_MONTHS.
    """
    now = now or timezone.now()
    old = Seal.objects.filter(forgotten_at=None, sealed_at__lt=_months_before(now))
    last = old.order_by("-number").only("number").first()
    if last is None:
        return 0
    with transaction.atomic():
        target = Target("audit.seal", str(last.number))
        kept = settings.AUDIT_KEEP_MONTHS
        record(FORGOT, target, changes={"through": last.number, "months_kept": kept})
    gone = 0
    while True:
        dropped = _drop_some(last.number, now)
        if dropped is None:
            return gone
        gone += dropped


def _drop_some(through: int, now: datetime) -> int | None:
    """Drop the events under the oldest seals that have any; None where there are no more."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:  # nobody seals meanwhile
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        seals = Seal.objects.filter(forgotten_at=None, number__lte=through).order_by("number")
        numbers = list(seals.values_list("number", "first", "last")[:SEALS_AT_ONCE])
        if not numbers:
            return None
        events = Event.objects.filter(sequence__range=(numbers[0][1], numbers[-1][2]))
        gone, _ = events.delete()
        marked = Seal.objects.filter(number__in=[number for number, _, _ in numbers])
        marked.update(forgotten_at=now, digests=b"")
    return gone


def _months_before(now: datetime) -> datetime:
    """Return the moment up to which events are dropped."""
    months = now.year * 12 + now.month - 1 - settings.AUDIT_KEEP_MONTHS
    # The 28th exists in every month; keeping a few days longer does no harm.
    return now.replace(year=months // 12, month=months % 12 + 1, day=min(now.day, 28))
