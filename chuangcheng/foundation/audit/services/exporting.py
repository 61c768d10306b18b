"""Handing the record out; that somebody did so is itself recorded."""

from collections.abc import Iterator
from dataclasses import asdict

from django.db import transaction
from django.db.models import QuerySet

from chuangcheng.foundation.audit.formats.canonical import event_line
from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.audit.queries.events import Sight, Wanted, found_events
from chuangcheng.foundation.audit.queries.rows import event_rows, rows_of
from chuangcheng.foundation.audit.services.recording import Target, record

EXPORTED = "audit.event.export"
"""Name of the action of every export."""


def export(sight: Sight, wanted: Wanted, form: str) -> QuerySet[Event]:
    """Record that the wanted events are handed out as ``form`` (csv, xlsx, jsonl); return them.

    They are in the order of time. What is recorded meanwhile, the export itself too, is not
    among them.
    """
    newest = Event.objects.order_by("-id").values_list("id", flat=True).first() or 0
    events = found_events(sight, wanted).filter(id__lte=newest).order_by("at", "id")
    narrowed = {name: value for name, value in asdict(wanted).items() if value}
    with transaction.atomic():
        record(
            EXPORTED,
            Target("audit.event", "", form),
            changes={"format": form, "events": events.count(), "filter": narrowed},
        )
    return events


def lines(events: QuerySet[Event]) -> Iterator[str]:
    """Yield events as the lines that are hashed, so that anybody can check them."""
    for row in rows_of(event_rows(events).iterator(2000)):
        yield event_line(row)
