"""Events and seals as the rows that are hashed."""

from collections.abc import Iterable, Iterator

from django.db.models import ExpressionWrapper, F, QuerySet, TextField

from chuangcheng.foundation.audit.formats.canonical import EventRow, SealRow
from chuangcheng.foundation.audit.models import Event, Seal

_NAMES = tuple("stored_text" if name == "changes" else name for name in EventRow._fields)


def event_rows(events: QuerySet[Event]) -> QuerySet[Event, tuple[object, ...]]:
    """Return a query for the columns of EventRow, with ``changes`` as the text that is stored."""
    stored_text = ExpressionWrapper(F("changes"), output_field=TextField())
    return events.annotate(stored_text=stored_text).values_list(*_NAMES)


def rows_of(found: Iterable[tuple[object, ...]]) -> Iterator[EventRow]:
    """Yield what :func:`event_rows` finds as rows."""
    return map(EventRow._make, found)


def seal_row(seal: Seal) -> SealRow:
    """Return what is hashed of a seal."""
    return SealRow(seal.number, seal.first, seal.last, seal.sealed_at, seal.digest, seal.previous)
