"""Who acts in the tests of this room."""

from dataclasses import dataclass

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


def browser_of(user: User, **options: bool) -> Client:
    """Return a browser in which ``user`` is signed in."""
    client = Client(headers={"accept-language": "en"}, **options)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
