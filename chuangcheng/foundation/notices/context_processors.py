"""The bell of the header."""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse

from chuangcheng.foundation.notices.queries import Unread, unread_of


@dataclass
class Bell:
    """Where somebody's notices are, and how many they have not read; asked when it is shown."""

    user_id: int

    @cached_property
    def unread(self) -> Unread:
        """How many: one query a page."""
        return unread_of(self.user_id)

    @property
    def url(self) -> str:
        """Address of the list."""
        return reverse("notices:list")


def bell(request: HttpRequest) -> dict[str, Bell | None]:
    """Context processor: ``bell`` for the header; None for strangers, who cause no query."""
    user = getattr(request, "user", None)
    return {"bell": Bell(user.pk) if user and user.is_authenticated else None}
