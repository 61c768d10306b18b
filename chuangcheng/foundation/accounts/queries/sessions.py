"""The sessions of an account, as its person reads them."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils import timezone
from django.utils.crypto import salted_hmac

from chuangcheng.foundation.accounts.models import Session, User

BROWSERS: Final = (
    ("WeChat", r"MicroMessenger/"),
    ("WeCom", r"wxwork/"),
    ("DingTalk", r"DingTalk"),
    ("Edge", r"Edg/"),
    ("Firefox", r"Firefox/"),
    ("Chrome", r"Chrome/"),
    ("Safari", r"Safari/"),
)
SYSTEMS: Final = (
    ("HarmonyOS", r"HarmonyOS|OpenHarmony"),
    ("Android", r"Android"),
    ("iOS", r"iPhone|iPad"),
    ("Windows", r"Windows"),
    ("macOS", r"Macintosh"),
    ("Linux", r"Linux"),
)


@dataclass(frozen=True, slots=True)
class Seat:
    """One session: its mark, from where, by which browser, since when; whether it is this one.

    The mark names the session in pages; its key, which would open it, stays in its cookie.
    """

    mark: str
    address: str
    browser: str
    begun_at: datetime | None
    current: bool


def sessions_of(account: User, current: str | None) -> list[Seat]:
    """Return the sessions that run, the newest first; ``current`` is the key of this one."""
    rows = Session.objects.filter(account=account, expire_date__gt=timezone.now())
    return [
        Seat(
            mark_of(row.session_key),
            row.address,
            browser_of(row.agent),
            row.begun_at,
            row.pk == current,
        )
        for row in rows.order_by("-begun_at")
    ]


def find_session(account: User, mark: str) -> str | None:
    """Return the key of the session of an account that has this mark, None if none has."""
    keys = Session.objects.filter(account=account).values_list("session_key", flat=True)
    return next((key for key in keys if mark_of(key) == mark), None)


def mark_of(key: str) -> str:
    """Return what names a session in a page: it tells nothing of the key."""
    return salted_hmac("accounts.session", key, algorithm="sha256").hexdigest()[:32]


def browser_of(agent: str) -> str:
    """Return a browser and its system in two words, from what it says of itself."""
    found = [
        next((name for name, pattern in known if re.search(pattern, agent)), "")
        for known in (BROWSERS, SYSTEMS)
    ]
    return " · ".join(name for name in found if name)
