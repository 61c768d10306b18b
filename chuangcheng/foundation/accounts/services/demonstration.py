"""The accounts of a demonstration; outside of one they let nobody in."""

import secrets
from typing import Final

from django.conf import settings
from django.contrib.auth.hashers import make_password

from chuangcheng.domain.errors import Fault, Refused
from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.accounts.queries.demonstration import password_file, shown_password
from chuangcheng.foundation.accounts.services.accounts import create_account
from chuangcheng.foundation.orgs.models import Person

_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without what looks alike."""
_GROUPS: Final = 3


class NoDemonstration(Exception):
    """This installation is no demonstration."""


def demonstration_password() -> str:
    """Return the password all accounts of this demonstration share; made the first time.

    It is made anew for every demonstration and kept in its state folder. Raises NoDemonstration.
    """
    if not settings.DEMO:
        raise NoDemonstration
    found = shown_password()
    if found:
        return found
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(_GROUPS))
    made = "-".join(groups)
    password_file().write_text(made + "\n", "utf-8")
    password_file().chmod(0o600)
    return made


def encoded_password() -> str:
    """Return the password as the table keeps it: computed once for all accounts."""
    return make_password(demonstration_password())


def create_demonstration_account(
    username: str, name: str, person: Person | None, encoded: str
) -> User:
    """Make an account of the demonstration with the password encoded as ``encoded``."""
    account = create_account(username=username, name=name, person=person, demonstration=True)
    if isinstance(account, Fault):
        raise Refused((account,))
    account.password = encoded
    account.save(update_fields=("password",))
    return account
