"""Work-hours: stretches of a day, the same all year or differing by season (夏令/冬令作息)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from chuangcheng.domain.errors import N_, Fault, Sentence
from chuangcheng.domain.text import narrow

DAY: Final = 24 * 60
"""Minutes of a day."""
MOST_SPANS: Final = 6
LEAP_YEAR: Final = 2024

NOT_HOURS: Final = Sentence(
    "workdays.not_hours",
    N_("“%(found)s” is not a stretch of hours."),
    N_("Write it like 08:30-12:00, several separated by commas."),
)
NO_HOURS: Final = Sentence(
    "workdays.no_hours",
    N_("no hours are given."),
    N_("Write at least one stretch, for example 08:30-12:00."),
)
HOURS_BACKWARDS: Final = Sentence(
    "workdays.hours_backwards",
    N_("“%(found)s” ends before it begins, or at once."),
    N_("Write the beginning first; a night shift is two stretches, until 24:00 and from 00:00."),
)
HOURS_OVERLAP: Final = Sentence(
    "workdays.hours_overlap",
    N_("“%(found)s” begins before the stretch before it ends."),
    N_("Write the stretches in order, without overlap."),
)
TOO_MANY_HOURS: Final = Sentence(
    "workdays.too_many_hours",
    N_("there are more than %(most)s stretches."),
    N_("Join stretches that follow each other."),
)
NOT_A_DAY_OF_YEAR: Final = Sentence(
    "workdays.not_a_day_of_year",
    N_("“%(found)s” is not a day of the year."),
    N_("Write month and day, for example 05-01."),
)

_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-–—~～至]\s*(\d{1,2}):(\d{2})")
_SEPARATORS = re.compile(r"[,，、;；\s]*\s*[,，、;；]\s*|\n")
_DAY_OF_YEAR = re.compile(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a day, from ``start`` to ``end`` in minutes since midnight; 1440 is 24:00."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= DAY:
            raise ValueError(f"{self.start}–{self.end} is not a stretch of a day")

    def __str__(self) -> str:
        return f"{_clock(self.start)}–{_clock(self.end)}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


MonthDay = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Season:
    """Hours that hold from ``first`` to ``last`` (month, day), both included, in every year.

    Where ``last`` comes before ``first`` the season runs over the turn of the year.
    """

    first: MonthDay
    last: MonthDay
    spans: tuple[Span, ...]

    def holds_on(self, day: date) -> bool:
        """Tell whether ``day`` lies in the season."""
        here = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last
        return here >= self.first or here <= self.last


@dataclass(frozen=True, slots=True)
class WorkHours:
    """The hours of a working day: the usual ones, and those of seasons; the first that fits holds.

    Each tuple of spans is in order and without overlap, as :func:`read_spans` returns it.
    """

    usual: tuple[Span, ...]
    seasons: tuple[Season, ...] = ()

    def on(self, day: date) -> tuple[Span, ...]:
        """Return the hours that hold on ``day``, if it is worked at all."""
        for season in self.seasons:
            if season.holds_on(day):
                return season.spans
        return self.usual


USUAL_HOURS: Final = WorkHours((Span(8 * 60 + 30, 12 * 60), Span(14 * 60 + 30, 18 * 60)))
"""08:30–12:00 and 14:30–18:00: what holds where nobody said otherwise."""


def read_spans(written: str) -> tuple[tuple[Span, ...], tuple[Fault, ...]]:
    """Return the stretches in ``08:30-12:00, 14:30-18:00`` and what is wrong with them.

    Full-width signs and 至 are understood. Where there are faults there are no stretches.
    """
    parts = [part.strip() for part in _SEPARATORS.split(narrow(written)) if part.strip()]
    if not parts:
        return (), (Fault(NO_HOURS),)
    if len(parts) > MOST_SPANS:
        return (), (Fault(TOO_MANY_HOURS, params={"most": str(MOST_SPANS)}),)
    read = [_read_span(part) for part in parts]
    faults = [found for found in read if isinstance(found, Fault)]
    if not faults:
        spans = [found for found in read if isinstance(found, Span)]
        faults = list(_overlaps(spans))
        if not faults:
            return tuple(spans), ()
    return (), tuple(faults)


def _read_span(written: str) -> Span | Fault:
    found = _SPAN.fullmatch(written)
    shown = {"found": written[:40]}
    if not found:
        return Fault(NOT_HOURS, params=shown)
    start_hour, start_minute, end_hour, end_minute = (int(part) for part in found.groups())
    start, end = start_hour * 60 + start_minute, end_hour * 60 + end_minute
    if start_minute > 59 or end_minute > 59 or start > DAY or end > DAY:
        return Fault(NOT_HOURS, params=shown)
    if start >= end:
        return Fault(HOURS_BACKWARDS, params=shown)
    return Span(start, end)


def _overlaps(spans: Sequence[Span]) -> Iterator[Fault]:
    for before, after in pairwise(spans):
        if after.start < before.end:
            yield Fault(HOURS_OVERLAP, params={"found": str(after)})


def write_spans(spans: Sequence[Span]) -> str:
    """Return stretches as people write them, so that :func:`read_spans` reads them again."""
    return ", ".join(str(span) for span in spans)


def read_day_of_year(written: str) -> MonthDay | Fault:
    """Return ``05-01``, ``5/1`` or ``5月1日`` as month and day; 02-29 is allowed."""
    found = _DAY_OF_YEAR.fullmatch(narrow(written))
    fault = Fault(NOT_A_DAY_OF_YEAR, params={"found": written[:40]})
    if not found:
        return fault
    month, day = int(found[1]), int(found[2])
    try:
        date(LEAP_YEAR, month, day)
    except ValueError:
        return fault
    return month, day


def write_day_of_year(day: MonthDay) -> str:
    """Return month and day as ``05-01``."""
    return f"{day[0]:02}-{day[1]:02}"
