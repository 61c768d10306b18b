"""Every table as rows of plain values that mean the same on SQLite and PostgreSQL.

Values are read raw, past the fields of rooms, so that nothing is unpacked on the way; only the
database's own converters run.
"""

import base64
import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.apps import apps
from django.db import connection, models
from django.db.backends.utils import CursorWrapper
from django.db.models.expressions import Col

LEFT_OUT: Final = frozenset(
    {
        # Filled by `migrate` itself; nothing of ours points there.
        "auth_group",
        "auth_group_permissions",
        "auth_permission",
        "django_content_type",
        "django_migrations",
        # Whoever holds a backup must not thereby be signed in: people sign in again.
        "accounts_session",
    }
)
PIECE: Final = 2000
"""Rows fetched at a time."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the database, the field behind it and the kind of its values."""

    name: str
    field: "models.Field[Any, Any]"
    kind: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table and its columns; ``key`` is what rows are ordered by.

    ``model`` is None for a table that this version of the program no longer knows.
    """

    name: str
    columns: tuple[Column, ...]
    key: str
    model: type[models.Model] | None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


def tables() -> tuple[Table, ...]:
    """Return the tables that a backup holds, by name, as they are in the database.

    Before an upgrade they may differ from what the program knows; then the database says what a
    column holds.
    """
    known = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    with connection.cursor() as cursor:
        there = connection.introspection.get_table_list(cursor)
        names = sorted(one.name for one in there if one.type == "t" and one.name not in LEFT_OUT)
        return tuple(_table(cursor, name, known.get(name)) for name in names)


def _table(cursor: CursorWrapper, name: str, model: type[models.Model] | None) -> Table:
    fields = {str(field.column): field for field in model._meta.concrete_fields} if model else {}
    columns = []
    for description in connection.introspection.get_table_description(cursor, name):
        field = fields.get(description.name) or _field(description)
        columns.append(Column(description.name, field, _kind(field)))
    key = connection.introspection.get_primary_key_column(cursor, name) or columns[0].name
    return Table(name, tuple(columns), key, model)


def _field(description: Any) -> "models.Field[Any, Any]":  # noqa: ANN401 - each database's own
    """Return a field for a column that the program does not know."""
    kind = connection.introspection.get_field_type(description.type_code, description)
    made: models.Field[Any, Any] = getattr(models, kind, models.TextField)()
    made.set_attributes_from_name(description.name)
    return made


def _kind(field: "models.Field[Any, Any]") -> str:
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return field.get_internal_type()


def rows(table: Table) -> Iterator[list[object]]:
    """Yield the rows of a table in the order of its key, each value as JSON can hold it."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(column.name) for column in table.columns)
    converters = [_converters(table, column) for column in table.columns]
    source, key = quote(table.name), quote(table.key)
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {source} ORDER BY {key}")  # noqa: S608 - names from the database
        while piece := cursor.fetchmany(PIECE):
            for raw in piece:
                yield [
                    plain(column, _converted(value, ways))
                    for column, value, ways in zip(table.columns, raw, converters, strict=True)
                ]


def _converters(table: Table, column: Column) -> tuple[list[Any], Col]:
    expression = Col(table.name, column.field)
    return connection.ops.get_db_converters(expression), expression


def _converted(value: object, ways: tuple[list[Any], Col]) -> object:
    converters, expression = ways
    for convert in converters:
        value = convert(value, expression, connection)
    return value


def plain(column: Column, value: Any) -> object:  # noqa: ANN401 - whatever a database hands out
    """Return a value as JSON can hold it, the same for both databases."""
    if value is None:
        return None
    if column.kind == "JSONField":
        return json.loads(value) if isinstance(value, str) else value
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat() if value.tzinfo else value.isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return value // dt.timedelta(microseconds=1)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bytes | bytearray | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    return str(value) if isinstance(value, uuid.UUID) else value


@dataclass(slots=True)
class Content:
    """The checksum of a table's values: neither the order of rows nor that of keys counts."""

    names: Sequence[str]
    _sum: int = 0

    def take(self, row: Sequence[object]) -> None:
        """Take in a row, whose values stand in the order of ``names``."""
        named = dict(zip(self.names, row, strict=True))
        text = json.dumps(named, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        self._sum += int.from_bytes(hashlib.sha256(text.encode()).digest())

    def name(self) -> str:
        """Return the checksum: the sum of the rows' SHA-256, as 64 hexadecimal digits."""
        return f"{self._sum % 2**256:064x}"


def contents(wanted: Iterable[Table] | None = None) -> dict[str, str]:
    """Return the checksum of every table as it is now, by name; to compare two databases."""
    found = {}
    for table in tables() if wanted is None else wanted:
        content = Content(table.names)
        for row in rows(table):
            content.take(row)
        found[table.name] = content.name()
    return found


def filled() -> list[str]:
    """Return the names of the tables that hold rows."""
    quote, found = connection.ops.quote_name, []
    for table in tables():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {quote(table.name)} LIMIT 1")  # noqa: S608 - a name from the database
            if cursor.fetchone():
                found.append(table.name)
    return found
