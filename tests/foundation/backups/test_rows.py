"""Values that mean the same on both databases."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, models

from chuangcheng.foundation.backups.queries.tables import Column, Content, plain, tables
from chuangcheng.foundation.backups.services.loading import stored


def column(field: "models.Field[Any, Any]") -> Column:
    field.set_attributes_from_name("value")
    return Column("value", field, field.get_internal_type())


FIELDS: "list[tuple[models.Field[Any, Any], Any, object]]" = [
    (models.CharField(), "雲溪縣", "雲溪縣"),
    (models.IntegerField(), -3, -3),
    (models.BooleanField(), True, True),
    (models.FloatField(), 0.1, 0.1),
    (models.DecimalField(max_digits=9, decimal_places=6), Decimal("1.500000"), "1.500000"),
    (models.DateField(), dt.date(2026, 2, 28), "2026-02-28"),
    (models.TimeField(), dt.time(8, 30), "08:30:00"),
    (
        models.DateTimeField(),
        dt.datetime(2026, 11, 24, 18, 0, 0, 5, tzinfo=dt.timezone(dt.timedelta(hours=8))),
        "2026-11-24T10:00:00.000005+00:00",
    ),
    (models.DurationField(), dt.timedelta(days=1, microseconds=2), 86_400_000_002),
    (models.UUIDField(), uuid.UUID(int=7), "00000000-0000-0000-0000-000000000007"),
    (models.BinaryField(), b"\x00\xff", "AP8="),
    (models.JSONField(), '{"b": 1, "a": "\u57ce"}', {"b": 1, "a": "城"}),
]


@pytest.mark.parametrize(("field", "value", "expected"), FIELDS, ids=lambda one: type(one).__name__)
def test_a_value_is_written_plainly(
    field: "models.Field[Any, Any]", value: object, expected: object
) -> None:
    assert plain(column(field), value) == expected
    assert plain(column(field), None) is None


@pytest.mark.django_db
@pytest.mark.parametrize(("field", "value", "expected"), FIELDS, ids=lambda one: type(one).__name__)
def test_a_plain_value_goes_through_the_database_and_back(
    field: "models.Field[Any, Any]", value: object, expected: object
) -> None:
    field.set_attributes_from_name("value")
    one = column(field)
    kind = field.db_type(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE trial (value {kind})")
        try:
            cursor.execute("INSERT INTO trial (value) VALUES (%s)", [stored(one, expected)])  # type: ignore[list-item]  # any value
            cursor.execute("SELECT value FROM trial")
            raw = cursor.fetchone()[0]
        finally:
            cursor.execute("DROP TABLE trial")
    expression = models.expressions.Col("trial", field)
    for convert in connection.ops.get_db_converters(expression):
        raw = convert(raw, expression, connection)
    assert plain(one, raw) == expected


def test_neither_the_order_of_rows_nor_of_keys_counts() -> None:
    one, two = Content(("a", "b")), Content(("b", "a"))
    for row in ([1, {"x": 1, "y": 2}], [2, None]):
        one.take(row)
    for row in ([None, 2], [{"y": 2, "x": 1}, 1]):
        two.take(row)
    assert one.name() == two.name()
    two.take([None, 2])
    assert one.name() != two.name()


@pytest.mark.django_db
def test_sessions_are_no_part_of_a_backup() -> None:
    names = {table.name for table in tables()}
    assert {"orgs_unit", "accounts_user", "audit_event", "frameworks_edition"} <= names
    assert not names & {"accounts_session", "django_migrations"}
    assert not [name for name in names if "session" in name]
