"""Accounts to try a demonstration with, and their password, which its sign-in page shows."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from chuangcheng.foundation.accounts.matrix import EVERYBODY
from chuangcheng.foundation.accounts.models import Grant
from chuangcheng.foundation.accounts.models.grants import in_force
from chuangcheng.foundation.accounts.queries.names import place_of


@dataclass(frozen=True, slots=True)
class Trial:
    """One account to try: its sign-in name, the role it shows and for what it is held."""

    username: str
    name: str
    role: str
    place: str


def password_file() -> Path:
    """Return where the password of the demonstration's accounts is kept: the state folder."""
    return Path(settings.CHUANGCHENG_HOME) / "demonstration-password"


def shown_password() -> str:
    """Return the password of the demonstration's accounts; empty where this is none."""
    if not settings.DEMO:
        return ""
    try:
        return password_file().read_text("utf-8").strip()
    except OSError:
        return ""


def trials() -> list[Trial]:
    """Return the accounts to try in the order of the roles; none where this is no demonstration."""
    if not settings.DEMO:
        return []
    held = Grant.objects.filter(in_force(), user__is_demonstration=True)
    rows = sorted(
        held.select_related("user", "unit", "subject"),
        key=lambda grant: (EVERYBODY.index(grant.role), grant.user.pk),
    )
    return [
        Trial(one.user.username, one.user.name, one.get_role_display(), place_of(one))
        for one in rows
    ]
