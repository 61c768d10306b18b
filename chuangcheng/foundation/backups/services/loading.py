"""Rows of a backup back into tables."""

import base64
import datetime as dt
import json
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from django.core.management.color import no_style
from django.db import DatabaseError, connection
from django.utils.duration import duration_microseconds

from chuangcheng.domain.errors import Fault, Refused
from chuangcheng.foundation.backups.faults import BAD_ROW
from chuangcheng.foundation.backups.queries.tables import Column, Content, Table

BATCH: Final = 500


def empty(wanted: Iterable[Table]) -> None:
    """Delete every row of the tables: what migrations put there comes back with the backup."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in wanted:
            cursor.execute(f"DELETE FROM {quote(table.name)}")  # noqa: S608 - a name of our own models


def load(
    table: Table, lines: Iterable[bytes], names: Sequence[str], version: str
) -> tuple[int, str]:
    """Insert rows, given as lines of JSON in the order of ``names``; return count and checksum.

    Runs inside the caller's transaction. Raises Refused for a row that the database refuses.
    """
    columns = {column.name: column for column in table.columns}
    ordered = [columns[name] for name in names]
    quote = connection.ops.quote_name
    places = ", ".join(["%s"] * len(ordered))
    heads = ", ".join(quote(column.name) for column in ordered)
    insert = f"INSERT INTO {quote(table.name)} ({heads}) VALUES ({places})"  # noqa: S608 - names of our own models
    content, count = Content(names), 0
    batch: list[list[Any]] = []
    with connection.cursor() as cursor:
        try:
            for line in lines:
                row = json.loads(line)
                content.take(row)
                batch.append([stored(one, value) for one, value in zip(ordered, row, strict=True)])
                if len(batch) == BATCH:
                    cursor.executemany(insert, batch)
                    batch.clear()
                count += 1
            if batch:
                cursor.executemany(insert, batch)
        except (DatabaseError, ValueError) as error:
            reason = str(error).strip().split("\n")[0][:200]
            words = {"table": table.name, "reason": reason, "version": version}
            raise Refused((Fault(BAD_ROW, params=words),)) from error
    return count, content.name()


def count_on(wanted: Iterable[Table]) -> None:
    """Let new rows be numbered after the restored ones (PostgreSQL keeps counters of its own)."""
    statements = connection.ops.sequence_reset_sql(
        no_style(), [table.model for table in wanted if table.model]
    )
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def stored(column: Column, value: Any) -> object:  # noqa: ANN401 - any value of JSON
    """Return a plain value as the database at hand takes it."""
    if value is None:
        return None
    adapt = _ADAPT.get(column.kind)
    return value if adapt is None else adapt(column, value)


def _as_datetime(_column: Column, value: str) -> object:
    moment = dt.datetime.fromisoformat(value)
    return connection.ops.adapt_datetimefield_value(moment)


def _as_date(_column: Column, value: str) -> object:
    return connection.ops.adapt_datefield_value(dt.date.fromisoformat(value))


def _as_time(_column: Column, value: str) -> object:
    return connection.ops.adapt_timefield_value(dt.time.fromisoformat(value))


def _as_duration(_column: Column, value: int) -> object:
    span = dt.timedelta(microseconds=value)
    native = connection.features.has_native_duration_field
    return span if native else duration_microseconds(span)


def _as_decimal(column: Column, value: str) -> object:
    field = column.field
    return connection.ops.adapt_decimalfield_value(
        Decimal(value), getattr(field, "max_digits", None), getattr(field, "decimal_places", None)
    )


def _as_bytes(_column: Column, value: str) -> object:
    return connection.Database.Binary(base64.b64decode(value, validate=True))  # type: ignore[attr-defined]  # PEP 249


def _as_uuid(_column: Column, value: str) -> object:
    found = uuid.UUID(value)
    return found if connection.features.has_native_uuid_field else found.hex


def _as_json(column: Column, value: object) -> object:
    return connection.ops.adapt_json_value(value, getattr(column.field, "encoder", None))


_ADAPT: Final[Mapping[str, Callable[[Column, Any], object]]] = {
    "BinaryField": _as_bytes,
    "DateField": _as_date,
    "DateTimeField": _as_datetime,
    "DecimalField": _as_decimal,
    "DurationField": _as_duration,
    "JSONField": _as_json,
    "TimeField": _as_time,
    "UUIDField": _as_uuid,
}
