"""Somebody's own notices."""

from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from chuangcheng.foundation.notices.models import Notice

MOST_COUNTED: Final = 99


@dataclass(frozen=True, slots=True)
class Unread:
    """How many notices wait; ``shown`` is ``99+`` for more than that."""

    count: int

    @property
    def shown(self) -> str:
        """The count as the header shows it."""
        return f"{MOST_COUNTED}+" if self.count > MOST_COUNTED else str(self.count)


def unread_of(user_id: int) -> Unread:
    """Return how many notices somebody has not read: one query over an index of the unread."""
    waiting = Notice.objects.filter(recipient_id=user_id, read_at__isnull=True).order_by()
    return Unread(waiting[: MOST_COUNTED + 1].count())


def notices_of(user_id: int, *, unread_only: bool = False) -> "QuerySet[Notice]":
    """Return somebody's notices, the newest first, each with its mail."""
    found = Notice.objects.filter(recipient_id=user_id).select_related("letter").order_by("-id")
    return found.filter(read_at__isnull=True) if unread_only else found
