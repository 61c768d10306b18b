"""The log: one line an entry, and nothing about people."""

import logging

import pytest
from django.db import IntegrityError
from django.test import Client, RequestFactory

from chuangcheng.foundation.shell.logs import Line

PERSON = "王小明"


def record(message: str, *args: object, **extra: object) -> logging.LogRecord:
    entry = logging.LogRecord("chuangcheng.x", logging.INFO, __file__, 1, message, args, None)
    entry.created = 1_790_000_000.5
    entry.__dict__.update(extra)
    return entry


def test_an_entry_is_one_line_of_time_level_name_message_and_pairs() -> None:
    line = Line().format(record("done", details={"route": "a/<str:b>/", "ms": 3, "say": "a b"}))
    assert line == (
        '2026-09-21T22:13:20.500+08:00 INFO chuangcheng.x done route=a/<str:b>/ ms=3 say="a b"'
    )


def test_a_request_is_logged_by_its_route_without_address_or_sender(
    visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "chuangcheng.request")
    visitor.get("/without-database/王小明/?phone=13800000000", REMOTE_ADDR="10.1.2.3")
    lines = [Line().format(entry) for entry in caplog.records]
    assert any("route=without-database/<str:name>/ status=503" in line for line in lines)
    for line in lines:
        for personal in ("王小明", "%E7%8E%8B", "13800000000", "10.1.2.3"):
            assert personal not in line


def test_django_s_own_entries_lose_the_address() -> None:
    request = RequestFactory().get("/people/王小明/")
    line = Line().format(
        record("%s: %s", "Internal Server Error", "/people/王小明/", request=request)
    )
    assert line.endswith("Internal Server Error: -")


def test_an_error_shows_where_it_arose_but_no_rows() -> None:
    def refuse() -> None:
        raise IntegrityError(f"Key (name)=({PERSON}) already exists")

    def save() -> None:
        try:
            refuse()
        except IntegrityError as error:
            raise RuntimeError("could not save") from error

    with pytest.raises(RuntimeError) as failure:
        save()
    shown = Line().format(record("failed", exc_info=(failure.type, failure.value, failure.tb)))
    assert "RuntimeError: could not save" in shown
    assert "while handling IntegrityError: (message withheld)" in shown
    assert "test_logs.py" in shown
    assert PERSON not in shown


def test_values_cannot_forge_lines() -> None:
    line = Line().format(record("done", details={"say": "a\n2026 INFO forged"}))
    assert len(line.splitlines()) == 1
