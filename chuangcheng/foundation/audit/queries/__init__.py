"""What is asked of the record; nothing here writes."""

from chuangcheng.foundation.audit.queries.chain import ChainState, heads_file, state_of_chain
from chuangcheng.foundation.audit.queries.check import Check
from chuangcheng.foundation.audit.queries.events import (
    EventPage,
    Sight,
    Wanted,
    event_page,
    find_event,
    found_events,
)
from chuangcheng.foundation.audit.queries.rows import event_rows, rows_of
from chuangcheng.foundation.audit.queries.verification import verify

__all__ = [
    "ChainState",
    "Check",
    "EventPage",
    "Sight",
    "Wanted",
    "event_page",
    "event_rows",
    "find_event",
    "found_events",
    "heads_file",
    "rows_of",
    "state_of_chain",
    "verify",
]
