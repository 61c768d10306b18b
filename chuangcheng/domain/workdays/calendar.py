"""The calendar as one frozen value: what kind of day each date is, and its hours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from chuangcheng.domain.workdays.hours import USUAL_HOURS, Span, WorkHours
from chuangcheng.domain.workdays.statutory import statutory_days

SHANGHAI: Final = ZoneInfo("Asia/Shanghai")
SATURDAY: Final = 5


class Kind(StrEnum):
    """What kind of day a date is; the first of the list that holds wins."""

    LOCAL_CLOSED = "local_closed"
    LOCAL_WORKED = "local_worked"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"
    WEEKEND = "weekend"
    WORKDAY = "workday"


OFF: Final = frozenset({Kind.LOCAL_CLOSED, Kind.HOLIDAY, Kind.WEEKEND})
"""Kinds of days that are not worked."""


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that an announcement moves: off with the festival's name, or worked to make up."""

    is_off: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class LocalDay:
    """A day that one subject closes or works on its own, and why."""

    is_off: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A date, what kind of day it is, the name of the festival or reason, and how sure that is.

    ``name`` is what the announcement says, or a msgid where the program knows the festival.
    ``provisional``: the year has not been announced, so the date may yet become another kind.
    """

    date: date
    kind: Kind
    name: str = ""
    provisional: bool = False

    @property
    def is_worked(self) -> bool:
        """Whether people work on it."""
        return self.kind not in OFF


@dataclass(frozen=True, slots=True)
class Calendar:
    """A working calendar.

    ``special`` holds the days moved by announcements, ``announced`` the years they cover. In any
    other year weekends and the statutory days count as off and nothing is made up: provisional.
    ``local`` overrides both. Times are reckoned in ``zone``.
    """

    special: Mapping[date, SpecialDay] = field(default_factory=dict)
    announced: frozenset[int] = frozenset()
    local: Mapping[date, LocalDay] = field(default_factory=dict)
    hours: WorkHours = USUAL_HOURS
    zone: ZoneInfo = SHANGHAI

    def is_provisional(self, year: int) -> bool:
        """Tell whether the days off of ``year`` have yet to be announced."""
        return year not in self.announced

    def day(self, on: date) -> Day:
        """Return what kind of day ``on`` is."""
        provisional = self.is_provisional(on.year)
        local = self.local.get(on)
        if local is not None:
            kind = Kind.LOCAL_CLOSED if local.is_off else Kind.LOCAL_WORKED
            return Day(on, kind, local.reason, provisional)
        special = self.special.get(on)
        if special is not None:
            kind = Kind.HOLIDAY if special.is_off else Kind.MAKE_UP
            return Day(on, kind, special.name, provisional)
        if provisional and on in statutory_days(on.year):
            return Day(on, Kind.HOLIDAY, statutory_days(on.year)[on], provisional)
        kind = Kind.WEEKEND if on.weekday() >= SATURDAY else Kind.WORKDAY
        return Day(on, kind, "", provisional)

    def is_workday(self, on: date) -> bool:
        """Tell whether ``on`` is worked."""
        return self.day(on).is_worked

    def hours_on(self, on: date) -> tuple[Span, ...]:
        """Return the hours worked on ``on``; none where it is off."""
        return self.hours.on(on) if self.is_workday(on) else ()
