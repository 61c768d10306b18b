"""The identities elsewhere by which an account is signed in to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from allauth.socialaccount.models import SocialAccount
from django.utils.functional import Promise

from chuangcheng.foundation.accounts.models import User


class Named(Protocol):
    """A way to sign in: its identifier and name."""

    @property
    def id(self) -> str:
        """Identifier."""

    @property
    def name(self) -> str | Promise:
        """Name shown."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One identity: its number, the way's identifier and name, who one is there, since when."""

    number: int
    way: str
    name: str | Promise
    identifier: str
    since: datetime


def identities_of(account: User, ways: Iterable[Named]) -> list[Identity]:
    """Return the identities of an account; one of a way no longer configured keeps its mark."""
    names = {way.id: way.name for way in ways}
    return [
        Identity(
            row.pk, row.provider, names.get(row.provider, row.provider), row.uid, row.date_joined
        )
        for row in SocialAccount._default_manager.filter(user=account).order_by("provider", "pk")
    ]
