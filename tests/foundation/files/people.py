"""Who acts in the tests of this room."""

from dataclasses import dataclass
from typing import Any

from django.test import Client

from chuangcheng.foundation.accounts.models import User


@dataclass(frozen=True, slots=True)
class People:
    """A liaison of 東溪鎮, a colleague in 西溪鎮, the office, a leader; a stranger's browser."""

    liaison: User
    colleague: User
    office: User
    leader: User
    stranger: Client


class Browser(Client):
    """Reads every streamed answer to its end, as browsers do; ``body`` of the answer holds it."""

    def request(self, **request: Any) -> Any:  # noqa: ANN401 - as Django's
        response: Any = super().request(**request)
        if response.streaming:
            response.body = b"".join(response.streaming_content)
        return response


def browser_of(user: User, enforce_csrf_checks: bool = False) -> Browser:
    """Return a browser in which ``user`` is signed in."""
    client = Browser(enforce_csrf_checks, headers={"accept-language": "en"})
    client.force_login(user)
    return client
