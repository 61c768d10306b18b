"""Events and seals as the rows that are hashed."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from django.db import connections
from django.db.models import Expression, ExpressionWrapper, F, Func, QuerySet, TextField

from chuangcheng.foundation.audit.formats.canonical import EventRow, SealRow, moment
from chuangcheng.foundation.audit.models import Event, Seal

_STORED: Final = {name: f"stored_{name}" for name in ("at", "changes", "is_reading")}
_NAMES: Final = tuple(_STORED.get(name, name) for name in EventRow._fields)
_AT: Final = EventRow._fields.index("at")
_DAY: Final = len("2026-11-24")
_WHOLE_SECOND, _FRACTION = len("2026-11-24 10:13:19"), len("2026-11-24 10:13:19.000123")
_TRUTH: Final = {"0": False, "1": True}


def event_rows(events: QuerySet[Event]) -> QuerySet[Event, tuple[object, ...]]:
    """Return a query for the columns of EventRow as they are stored.

    SQLite lets a forger leave any value in any column; what is no mapping, no time or no truth
    must neither stop a check nor be taken for one.
    """
    stored: dict[str, Expression] = {
        "stored_changes": ExpressionWrapper(F("changes"), output_field=TextField())
    }
    for name in ("at", "is_reading"):
        is_loose = connections[events.db].vendor == "sqlite"
        stored[_STORED[name]] = _past_converters(name) if is_loose else _as_it_is(name)
    return events.annotate(**stored).values_list(*_NAMES)


def _past_converters(name: str) -> Expression:
    """Return a column as an expression, which SQLite's module hands over without a look at it."""
    return Func(F(name), template="+%(expressions)s", output_field=TextField())


def _as_it_is(name: str) -> Expression:
    return ExpressionWrapper(F(name), output_field=Event._meta.get_field(name))  # type: ignore[arg-type]  # a plain field


def rows_of(found: Iterable[tuple[object, ...]]) -> Iterator[EventRow]:
    """Yield what :func:`event_rows` finds as rows."""
    for values in found:
        is_reading = values[-1]
        truth = is_reading if isinstance(is_reading, bool) else _TRUTH.get(str(is_reading))
        at = _written(values[_AT])
        yield EventRow._make((*values[:_AT], at, *values[_AT + 1 : -1], truth))


def _written(at: object) -> str:
    """Return a stored time as it is hashed: PostgreSQL gives a time, SQLite its text in UTC."""
    if isinstance(at, datetime):
        return moment(at)
    text = str(at)
    if text[_DAY : _DAY + 1] != " " or len(text) not in {_WHOLE_SECOND, _FRACTION}:
        return text
    fraction = "" if len(text) == _FRACTION else ".000000"
    return f"{text[:_DAY]}T{text[_DAY + 1 :]}{fraction}Z"


def seal_row(seal: Seal) -> SealRow:
    """Return what is hashed of a seal."""
    return SealRow(seal.number, seal.first, seal.last, seal.sealed_at, seal.digest, seal.previous)
