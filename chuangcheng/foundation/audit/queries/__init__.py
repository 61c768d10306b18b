"""What is asked of the record; nothing here writes."""

from chuangcheng.foundation.audit.queries.chain import ChainState, heads_file, state_of_chain
from chuangcheng.foundation.audit.queries.check import Check
from chuangcheng.foundation.audit.queries.rows import event_rows, rows_of
from chuangcheng.foundation.audit.queries.verification import verify

__all__ = [
    "ChainState",
    "Check",
    "event_rows",
    "heads_file",
    "rows_of",
    "state_of_chain",
    "verify",
]
