"""The entries of the navigation and of the account menu, and where ``/`` leads.

Rooms do not know of each other here; this list does.
"""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.shell.access import allows, open_to_all

EVERYBODY: Final = ""
SIGNED_IN: Final = "signed in"


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and the name of the address it leads to, shown to whom ``action`` is allowed.

    ``action`` may also be ``EVERYBODY`` or ``SIGNED_IN``.
    """

    label: str | Promise
    route: str
    action: str = EVERYBODY


@dataclass(frozen=True, slots=True)
class Item:
    """An entry on a page: ``current`` inside its section, ``exact`` on its very page."""

    label: str | Promise
    url: str
    current: bool
    exact: bool


ENTRIES: Final = (
    Entry(_("Home"), "accounts:home", SIGNED_IN),
    Entry(_("Frameworks"), "frameworks:library"),
    Entry(_("Units and people"), "orgs:subjects", "orgs.subject.read"),
    Entry(_("Files"), "files:files", "files.file.read"),
    Entry(_("Accounts"), "accounts:accounts", "accounts.user.read"),
    Entry(_("Roles"), "accounts:grants", "accounts.grant.read"),
    Entry(_("Record"), "audit:record", "audit.event.read"),
    Entry(_("Background work"), "jobs:jobs", "jobs.job.read"),
)
"""The main navigation; the start page leads to whatever is not in it."""
ACCOUNT: Final = (
    Entry(_("My account"), "account", SIGNED_IN),
    Entry(_("Where I am signed in"), "account_sessions", SIGNED_IN),
    Entry(_("Deputies during leave"), "accounts:deputies", SIGNED_IN),
    Entry(_("What comes by mail"), "notices:preferences", SIGNED_IN),
)
"""The menu under the name of who is signed in."""


@open_to_all
def start(request: HttpRequest) -> HttpResponse:
    """Lead people who are signed in to their start page, strangers to the library."""
    signed_in = request.user.is_authenticated
    return redirect("accounts:home" if signed_in else "frameworks:library")


def navigation(request: HttpRequest) -> dict[str, tuple[Item, ...]]:
    """Context processor: ``navigation`` and ``account_menu`` for the frame."""
    return {
        "navigation": _items(request, ENTRIES),
        "account_menu": _items(request, ACCOUNT),
    }


def _items(request: HttpRequest, entries: tuple[Entry, ...]) -> tuple[Item, ...]:
    return tuple(_item(entry, request.path) for entry in entries if _shown(request, entry))


def _shown(request: HttpRequest, entry: Entry) -> bool:
    if entry.action == EVERYBODY:
        return True
    if entry.action == SIGNED_IN:
        user = getattr(request, "user", None)
        return bool(user and user.is_authenticated)
    return allows(request, entry.action)


def _item(entry: Entry, path: str) -> Item:
    url = reverse(entry.route)
    return Item(entry.label, url, current=path.startswith(url), exact=path == url)
