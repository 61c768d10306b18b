"""The entries of the main navigation. Rooms do not know of each other here; this list does."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and the name of the address it leads to."""

    label: str | Promise
    route: str


@dataclass(frozen=True, slots=True)
class Item:
    """An entry on a page: ``current`` inside its section, ``exact`` on its very page."""

    label: str | Promise
    url: str
    current: bool
    exact: bool


ENTRIES: Final = (Entry(_("Assessment frameworks"), "frameworks:library"),)
HOME: Final = "frameworks:library"
"""Where ``/`` leads."""


def navigation(request: HttpRequest) -> dict[str, tuple[Item, ...]]:
    """Context processor: ``navigation`` for the frame."""
    return {"navigation": tuple(_item(entry, request.path) for entry in ENTRIES)}


def _item(entry: Entry, path: str) -> Item:
    url = reverse(entry.route)
    return Item(entry.label, url, current=path.startswith(url), exact=path == url)
