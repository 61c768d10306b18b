"""The permission matrix as pages show it: actions by room, roles across."""

from dataclasses import dataclass
from typing import Final

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.accounts.matrix import EVERYBODY, breadth_of
from chuangcheng.foundation.shell.access import actions

BREADTHS: Final[dict[str, str | Promise]] = {
    "own": _("own"),
    "unit": _("as held"),
    "subject": _("subject"),
    "all": _("all"),
}
"""What a cell says; the page explains it below."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How far one role may do one action: the code of the breadth, empty for not at all."""

    role: str
    breadth: str

    @property
    def label(self) -> str:
        """The breadth in the language of the page."""
        return str(BREADTHS[self.breadth]) if self.breadth else ""


@dataclass(frozen=True, slots=True)
class Row:
    """One action and what each role may do of it."""

    name: str
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The actions of one room."""

    room: str
    title: str
    rows: tuple[Row, ...]


def permission_groups(role: str = "") -> list[Group]:
    """Return every declared action by room; with ``role`` only what that role may do."""
    rooms: dict[str, list[Row]] = {}
    for action in actions():
        row = Row(action.name, gettext(action.title), _cells(action.name, role))
        if not role or row.cells[0].breadth:
            rooms.setdefault(action.name.partition(".")[0], []).append(row)
    return [Group(room, _title(room), tuple(rows)) for room, rows in rooms.items()]


def _cells(action: str, role: str) -> tuple[Cell, ...]:
    roles = (role,) if role else EVERYBODY
    return tuple(Cell(one, breadth_of(one, action) or "") for one in roles)


def _title(room: str) -> str:
    found = apps.app_configs.get(room)
    return str(found.verbose_name) if found is not None else room
