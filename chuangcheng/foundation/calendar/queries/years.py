"""A year as a page shows it: twelve months, the holidays, the days worked to make up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chuangcheng.domain.workdays import Calendar, Day, Kind
from chuangcheng.foundation.calendar.models import LoadedYear

Cell = Day | None
"""A day of a month's table; None before the first and after the last."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month as a table: weeks of seven cells, Monday first."""

    first: date
    weeks: tuple[tuple[Cell, ...], ...]
    workdays: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that follow each other and are of one kind and name."""

    first: date
    last: date
    kind: Kind
    name: str

    @property
    def count(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class YearPage:
    """Everything the page of a year shows; ``loaded`` is the file it came from, if it did."""

    year: int
    provisional: bool
    loaded: LoadedYear | None
    months: tuple[Month, ...]
    holidays: tuple[Stretch, ...]
    make_ups: tuple[Stretch, ...]
    local: tuple[Stretch, ...]
    workdays: int


def year_page(year: int, calendar: Calendar) -> YearPage:
    """Return a year of a calendar for its page."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = [calendar.day(first + timedelta(days=n)) for n in range((last - first).days + 1)]
    months = tuple(_month([day for day in days if day.date.month == m]) for m in range(1, 13))
    return YearPage(
        year=year,
        provisional=calendar.is_provisional(year),
        loaded=LoadedYear.objects.filter(year=year).first(),
        months=months,
        holidays=stretches(days, {Kind.HOLIDAY}),
        make_ups=stretches(days, {Kind.MAKE_UP}),
        local=stretches(days, {Kind.LOCAL_CLOSED, Kind.LOCAL_WORKED}),
        workdays=sum(month.workdays for month in months),
    )


def _month(days: Sequence[Day]) -> Month:
    before = days[0].date.weekday()
    cells: list[Cell] = [*([None] * before), *days]
    cells += [None] * (-len(cells) % 7)
    weeks = tuple(tuple(cells[n : n + 7]) for n in range(0, len(cells), 7))
    return Month(days[0].date, weeks, sum(day.is_worked for day in days))


def stretches(days: Iterable[Day], kinds: set[Kind]) -> tuple[Stretch, ...]:
    """Return the days of these kinds, joined where they follow each other."""
    found: list[Stretch] = []
    for day in days:
        if day.kind not in kinds:
            continue
        before = found[-1] if found else None
        if (
            before is not None
            and before.last + timedelta(days=1) == day.date
            and (before.kind, before.name) == (day.kind, day.name)
        ):
            found[-1] = Stretch(before.first, day.date, day.kind, day.name)
        else:
            found.append(Stretch(day.date, day.date, day.kind, day.name))
    return tuple(found)
