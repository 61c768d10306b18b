"""Counting limits: from a moment so many work-hours, workdays, hours or days on, and back.

Definitions (``limit_count.v1``), with ``add(start, amount)`` written as start ⊕ amount:

- Nothing added changes nothing: start ⊕ 0 is start.
- **Work-hours**: the first moment by which so much working time has passed. A start outside
  working time waits for the next opening; what ends with the morning is due when it ends.
- **Workdays**: the day of the start does not count; due when work ends on the n-th workday after
  it. **Calendar days**: the same on any day, due in its last second (23:59:59).
- **Clock hours**: so many hours later, whatever day it is.

Days follow articles 201 and 203 of the civil code 民法典 (the first day does not count, the last
ends with the hours of business), without moving a calendar day that falls on a day off: limits
that should wait for a workday are written in workdays.

``between(a, b)`` is the largest amount that, added to a, is not after b; so it undoes ``add``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final
from zoneinfo import ZoneInfo

from chuangcheng.domain.workdays.calendar import Calendar, Day

Amount = int | Decimal | Fraction

IDENTIFIER: Final = "limit_count.v1"
"""Stored with every limit that is reckoned this way."""
MOST: Final = 100_000
"""The largest amount that may be added, in any unit."""
HOUR: Final = timedelta(hours=1)
TICKS: Final = 3_600_000_000
"""Microseconds of an hour, the finest that is told apart."""
LAST_SECOND: Final = timedelta(days=1) - timedelta(seconds=1)
LONGEST_PAUSE: Final = 2 * 366
"""Days without any working time after which a calendar is taken for one that has none."""


class Unit(StrEnum):
    """What a limit is counted in."""

    WORK_HOURS = "work_hours"
    WORKDAYS = "workdays"
    CLOCK_HOURS = "clock_hours"
    CALENDAR_DAYS = "calendar_days"


class NoWorkingTime(ValueError):
    """The calendar has no working time for years, so no limit in it can be reckoned."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in the calendar's zone; ``provisional``: it may move once a year is announced."""

    at: datetime
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Elapsed:
    """An amount in the unit asked for; whole for days; ``provisional`` as for a moment."""

    amount: Fraction
    provisional: bool = False


def add(start: datetime, amount: Amount, unit: Unit, calendar: Calendar) -> Moment:
    """Return the moment ``amount`` of ``unit`` after ``start``.

    ``start`` carries a zone. Raises ValueError for a start without one, an amount below zero,
    above :data:`MOST`, finer than a microsecond, or a part of a day; NoWorkingTime where the
    calendar has none.
    """
    here = _local(start, calendar)
    count = _checked(amount, unit)
    if not count:
        return Moment(here)
    if unit is Unit.CLOCK_HOURS:
        later = here.astimezone(UTC) + timedelta(microseconds=int(count * TICKS))
        return Moment(later.astimezone(calendar.zone))
    if unit is Unit.CALENDAR_DAYS:
        last = here.date() + timedelta(days=int(count))
        return Moment(_at(last, LAST_SECOND, calendar.zone))
    if unit is Unit.WORKDAYS:
        due = _after_workdays(here, int(count), calendar)
    else:
        due = _after_work(here, timedelta(microseconds=int(count * TICKS)), calendar)
    return Moment(due, _touches_provisional(here, due, calendar))


def between(start: datetime, end: datetime, unit: Unit, calendar: Calendar) -> Elapsed:
    """Return how much of ``unit`` lies between two moments.

    Raises ValueError where one has no zone or ``end`` lies before ``start``.
    """
    here, there = _local(start, calendar), _local(end, calendar)
    if there.astimezone(UTC) < here.astimezone(UTC):
        raise ValueError("the end lies before the start")
    if unit is Unit.CLOCK_HOURS:
        passed = there.astimezone(UTC) - here.astimezone(UTC)
        return Elapsed(_hours(passed))
    if unit is Unit.CALENDAR_DAYS:
        ended = there >= _at(there.date(), LAST_SECOND, calendar.zone)
        days = (there.date() - here.date()).days
        return Elapsed(Fraction(max(0, days if ended else days - 1)))
    provisional = _touches_provisional(here, there, calendar)
    if unit is Unit.WORKDAYS:
        return Elapsed(Fraction(_whole_workdays(here, there, calendar)), provisional)
    return Elapsed(_hours(_worked(here, there, calendar)), provisional)


def next_workday(after: date, calendar: Calendar) -> Day:
    """Return the first workday after a date. Raises NoWorkingTime where there is none."""
    return next(_workdays_after(after, calendar))


def next_working_moment(start: datetime, calendar: Calendar) -> Moment:
    """Return ``start`` where it lies in working time, else the next opening.

    The moment work ends still belongs to working time: what is due then is due in time.
    """
    here = _local(start, calendar)
    since = _since_midnight(here)
    for opening, closing in _spans(here.date(), calendar):
        if since <= closing:
            found = _at(here.date(), max(opening, since), calendar.zone)
            return Moment(found, calendar.is_provisional(found.year))
    day = next_workday(here.date(), calendar).date
    found = _at(day, _spans(day, calendar)[0][0], calendar.zone)
    return Moment(found, _touches_provisional(here, found, calendar))


def _local(moment: datetime, calendar: Calendar) -> datetime:
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(calendar.zone)


def _checked(amount: Amount, unit: Unit) -> Fraction:
    count = Fraction(amount)
    if not 0 <= count <= MOST:
        raise ValueError(f"an amount lies between 0 and {MOST}")
    smallest = TICKS if unit in {Unit.WORK_HOURS, Unit.CLOCK_HOURS} else 1
    if (count * smallest).denominator != 1:
        raise ValueError("days are counted whole, hours down to a microsecond")
    return count


def _hours(time: timedelta) -> Fraction:
    return Fraction(time // timedelta(microseconds=1), TICKS)


def _at(day: date, since: timedelta, zone: ZoneInfo) -> datetime:
    """Return the moment when the clocks on ``day`` have run for ``since``."""
    return datetime(day.year, day.month, day.day, tzinfo=zone) + since


def _since_midnight(moment: datetime) -> timedelta:
    return timedelta(
        hours=moment.hour,
        minutes=moment.minute,
        seconds=moment.second,
        microseconds=moment.microsecond,
    )


def _spans(day: date, calendar: Calendar) -> tuple[tuple[timedelta, timedelta], ...]:
    return tuple(
        (timedelta(minutes=span.start), timedelta(minutes=span.end))
        for span in calendar.hours_on(day)
    )


def _workdays_after(day: date, calendar: Calendar) -> Iterator[Day]:
    """Yield the workdays after ``day``, each with hours. Raises NoWorkingTime."""
    pause = 0
    while pause < LONGEST_PAUSE:
        if day == date.max:
            raise NoWorkingTime("the calendar ends")
        day += timedelta(days=1)
        found = calendar.day(day)
        if found.is_worked and calendar.hours.on(day):
            pause = 0
            yield found
        else:
            pause += 1
    raise NoWorkingTime(f"no working time in the {LONGEST_PAUSE} days before {day}")


def _closing(day: date, calendar: Calendar) -> datetime:
    return _at(day, timedelta(minutes=calendar.hours.on(day)[-1].end), calendar.zone)


def _after_workdays(here: datetime, count: int, calendar: Calendar) -> datetime:
    days = _workdays_after(here.date(), calendar)
    for _ in range(count - 1):
        next(days)
    return _closing(next(days).date, calendar)


def _after_work(here: datetime, work: timedelta, calendar: Calendar) -> datetime:
    left, since, day = work, _since_midnight(here), here.date()
    days = _workdays_after(day, calendar)
    while True:
        for opening, closing in _spans(day, calendar):
            begin = max(opening, since)
            if closing <= begin:
                continue
            if left <= closing - begin:
                return _at(day, begin + left, calendar.zone)
            left -= closing - begin
        day, since = next(days).date, timedelta(0)


def _worked(here: datetime, there: datetime, calendar: Calendar) -> timedelta:
    """Return the working time between two moments."""
    total, day = timedelta(0), here.date()
    while day <= there.date():
        since = _since_midnight(here) if day == here.date() else timedelta(0)
        until = _since_midnight(there) if day == there.date() else timedelta(days=1)
        for opening, closing in _spans(day, calendar):
            total += max(timedelta(0), min(closing, until) - max(opening, since))
        day += timedelta(days=1)
    return total


def _whole_workdays(here: datetime, there: datetime, calendar: Calendar) -> int:
    """Return how many workdays after the day of ``here`` had ended by ``there``."""
    count, day = 0, here.date() + timedelta(days=1)
    while day <= there.date():
        if calendar.hours_on(day) and _closing(day, calendar) <= there:
            count += 1
        day += timedelta(days=1)
    return count


def _touches_provisional(here: datetime, there: datetime, calendar: Calendar) -> bool:
    return any(calendar.is_provisional(year) for year in range(here.year, there.year + 1))
