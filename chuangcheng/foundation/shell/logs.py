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


class Line(logging.Formatter):
    """Formats ``time level logger message key=value …`` and, below it, where an error arose."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for ``record``; ``extra={"details": {…}}`` becomes its pairs."""
        when = datetime.fromtimestamp(record.created, ZONE).isoformat(timespec="milliseconds")
        pairs = [f"{key}={_value(value)}" for key, value in getattr(record, "details", {}).items()]
        line = " ".join([when, record.levelname, record.name, _message(record), *pairs])
        error = record.exc_info[1] if record.exc_info else None
        return f"{line}\n{_trace(error)}" if error is not None else line


def _message(record: logging.LogRecord) -> str:
    """Return the message; for Django's own entries on a request, with its route for its address."""
    request = getattr(record, "request", None)
    if request is None or not isinstance(record.msg, str) or not record.args:
        return record.getMessage()
    match = getattr(request, "resolver_match", None)
    return f"{record.msg.split('%s')[0].strip(' :')}: {match.route if match else '-'}"


def _trace(error: BaseException) -> str:
    """Return the frames and the kind of error; messages of databases quote rows, so they go."""
    shown = traceback.TracebackException.from_exception(error)
    part: traceback.TracebackException | None = shown
    cause: BaseException | None = error
    while part is not None and cause is not None:
        if isinstance(cause, DatabaseFault):
            part._str = "(message withheld)"  # noqa: SLF001 - the only way to keep frames without message
        part, cause = (
            part.__cause__ or part.__context__,
            cause.__cause__ or cause.__context__,
        )
    return "".join(shown.format()).rstrip()


def _value(value: object) -> str:
    """Return a value that stands as one word."""
    text = str(value)
    return text if text and text.isprintable() and not set(text) & set(' "=') else json.dumps(text)
