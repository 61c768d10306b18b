"""Pages of the notices."""

from chuangcheng.foundation.notices.views.inbox import (
    inbox,
    open_notice,
    preferences,
    read,
    read_all,
)
from chuangcheng.foundation.notices.views.outbox import outbox, retry

__all__ = ["inbox", "open_notice", "outbox", "preferences", "read", "read_all", "retry"]
