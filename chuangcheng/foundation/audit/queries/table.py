"""Events as rows of a table in the language of the reader, for files."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language, gettext, override

from chuangcheng.foundation.audit import registry
from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.audit.queries.words import (
    Change,
    action_title,
    actor_name,
    changes_of,
    kind_title,
    source_words,
)

AT_ONCE = 500


def table_rows(events: QuerySet[Event]) -> Iterator[list[str]]:
    """Yield the heads, then a row for each event; the table is never in memory as a whole.

    The language is the one of whoever asks, also where the rows are taken after the request.
    """
    language = get_language() or "zh-hant"
    with override(language):
        subjects, rows = registry.subjects(), [_heads()]
    for event in events.iterator(AT_ONCE):
        rows.append([])
        with override(language):
            rows[-1] = _cells(event, subjects)
        if len(rows) >= AT_ONCE:
            yield from rows
            rows = []
    yield from rows


def _heads() -> list[str]:
    meta = Event._meta
    named = [
        str(meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # plain fields
        for name in (
            "at",
            "action",
            "actor_name",
            "actor_unit",
            "for_name",
            "target_type",
            "target_label",
            "changes",
            "reason",
            "subject",
            "source",
            "is_reading",
            "sequence",
        )
    ]
    codes = (
        gettext("number of the event"),
        gettext("code of the action"),
        str(meta.get_field("actor_id").verbose_name),
        gettext("code of the kind"),
        str(meta.get_field("target_id").verbose_name),
    )
    return [*named, *codes]


def _cells(event: Event, subjects: dict[str, str]) -> list[str]:
    return [
        timezone.localtime(event.at).strftime("%Y-%m-%d %H:%M:%S"),
        action_title(event.action),
        actor_name(event),
        event.actor_unit,
        event.for_name,
        kind_title(event.target_type),
        event.target_label,
        gettext("; ").join(_change(one) for one in changes_of(event)),
        event.reason,
        subjects.get(event.subject, event.subject),
        source_words(event.source),
        gettext("yes") if event.is_reading else gettext("no"),
        "" if event.sequence is None else str(event.sequence),
        str(event.pk),
        event.action,
        event.actor_id,
        event.target_type,
        event.target_id,
    ]


def _change(change: Change) -> str:
    if change.before is None:
        return f"{change.title}: {change.after}"
    return f"{change.title}: {change.before} → {change.after}"
