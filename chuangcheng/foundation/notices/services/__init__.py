"""Everything that writes notices and sends mail."""

from chuangcheng.foundation.notices.services.gathering import gather
from chuangcheng.foundation.notices.services.inbox import mark_all_read, mark_read, wish
from chuangcheng.foundation.notices.services.notifying import notify
from chuangcheng.foundation.notices.services.sending import retry, send

__all__ = ["gather", "mark_all_read", "mark_read", "notify", "retry", "send", "wish"]
