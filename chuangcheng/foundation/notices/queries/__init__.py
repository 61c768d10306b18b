"""What pages and the mail ask of the notices; nothing here writes."""

from chuangcheng.foundation.notices.queries.inbox import (
    MOST_COUNTED,
    Unread,
    notices_of,
    unread_of,
)
from chuangcheng.foundation.notices.queries.outbox import (
    Letters,
    letters,
    waiting_for_mail,
)
from chuangcheng.foundation.notices.queries.quiet import quiet_until
from chuangcheng.foundation.notices.queries.wishes import Wish, language_for, wants_mail, wishes_of
from chuangcheng.foundation.notices.queries.words import fill, words_of

__all__ = [
    "MOST_COUNTED",
    "Letters",
    "Unread",
    "Wish",
    "fill",
    "language_for",
    "letters",
    "notices_of",
    "quiet_until",
    "unread_of",
    "waiting_for_mail",
    "wants_mail",
    "wishes_of",
    "words_of",
]
