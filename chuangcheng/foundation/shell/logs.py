"""One line for each entry of the log: readable, and parseable as ``key=value``.

No personal data: no address with its variable parts, no sender, no values out of database errors.
"""

import json
import logging
import traceback
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.db import Error as DatabaseFault

ZONE: Final = ZoneInfo("Asia/Shanghai")
LONGEST_CHAIN: Final = 10
DRIVERS: Final = frozenset({"psycopg", "psycopg_binary", "sqlite3"})
"""Packages whose own errors stand behind Django's, and quote the same rows."""


class Line(logging.Formatter):
    """Formats ``time level logger message key=value …`` and, below it, where an error arose."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for ``record``; ``extra={"details": {…}}`` becomes its pairs."""
        when = datetime.fromtimestamp(record.created, ZONE).isoformat(timespec="milliseconds")
        pairs = [f"{key}={_value(value)}" for key, value in getattr(record, "details", {}).items()]
        line = " ".join([when, record.levelname, record.name, _message(record), *pairs])
        error = record.exc_info[1] if record.exc_info else None
        return f"{line}\n{trace(error)}" if error is not None else line


def _message(record: logging.LogRecord) -> str:
    """Return the message; in Django's entries on a request, the route stands for the address."""
    request = getattr(record, "request", None)
    if request is None or not isinstance(record.args, tuple):
        return record.getMessage()
    match = getattr(request, "resolver_match", None)
    route = match.route if match else "-"
    addresses = {getattr(request, "path", None), getattr(request, "path_info", None)}
    return str(record.msg) % tuple(route if part in addresses else part for part in record.args)


def trace(error: BaseException) -> str:
    """Return frames and kind of an error and of what led to it, the last one first.

    Messages of database errors are withheld: they quote the rows they refuse.
    """
    chain: list[str] = []
    step: BaseException | None = error
    while step is not None and len(chain) < LONGEST_CHAIN:
        frames = "".join(traceback.format_tb(step.__traceback__))
        chain.append(f"{type(step).__qualname__}: {_words(step)}\n{frames}".rstrip())
        step = step.__cause__ or (None if step.__suppress_context__ else step.__context__)
    return "\nwhile handling ".join(chain)


def _words(error: BaseException) -> str:
    """Return the message; those of databases quote the rows they refuse, so they are withheld."""
    driver = type(error).__module__.partition(".")[0] in DRIVERS
    return "(message withheld)" if driver or isinstance(error, DatabaseFault) else str(error)


def _value(value: object) -> str:
    """Return a value that stands as one word."""
    text = str(value)
    return text if text and text.isprintable() and not set(text) & set(' "=') else json.dumps(text)
