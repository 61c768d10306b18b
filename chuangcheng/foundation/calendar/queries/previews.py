"""What loading a file would change, before anything is saved."""

from dataclasses import dataclass
from datetime import date, timedelta

from chuangcheng.domain.errors import Fault, Words
from chuangcheng.domain.workdays import Calendar, Day, SpecialDay, statutory_days
from chuangcheng.foundation.calendar import faults
from chuangcheng.foundation.calendar.formats.year_file import YearFile
from chuangcheng.foundation.calendar.models import LoadedYear
from chuangcheng.foundation.calendar.queries.calendars import calendar_for
from chuangcheng.foundation.calendar.queries.years import Stretch, stretches


@dataclass(frozen=True, slots=True)
class Change:
    """A day that would be worked from now on, or would be off."""

    before: Day
    after: Day


@dataclass(frozen=True, slots=True)
class Preview:
    """A file of a year beside what holds now.

    ``held`` is what was loaded for the year before; ``same`` says that it is the same content.
    ``changes`` are the days that turn from worked to off or back. ``warnings`` are worth a look
    and stop nothing.
    """

    file: YearFile
    held: LoadedYear | None
    was_provisional: bool
    changes: tuple[Change, ...]
    stretches: tuple[Stretch, ...]
    warnings: tuple[Fault, ...]

    @property
    def same(self) -> bool:
        """Whether nothing would change."""
        return self.held is not None and self.held.checksum == self.file.checksum


def preview(file: YearFile) -> Preview:
    """Return what loading ``file`` would change."""
    now = calendar_for()
    then = _calendar_with(file, now)
    days = _days_of(file)
    pairs = [(now.day(day), then.day(day)) for day in days]
    kinds = {then.day(day.date).kind for day in file.days}
    return Preview(
        file=file,
        held=LoadedYear.objects.filter(year=file.year).first(),
        was_provisional=now.is_provisional(file.year),
        changes=tuple(Change(*pair) for pair in pairs if pair[0].is_worked != pair[1].is_worked),
        stretches=stretches((then.day(day.date) for day in file.days), kinds),
        warnings=_missing(file),
    )


def _calendar_with(file: YearFile, now: Calendar) -> Calendar:
    kept = {day: moved for day, moved in now.special.items() if day.year != file.year}
    moved = {day.date: SpecialDay(day.is_off, day.name) for day in file.days}
    return Calendar({**kept, **moved}, now.announced | {file.year}, zone=now.zone)


def _days_of(file: YearFile) -> list[date]:
    """Return the days of the year, and those before it that the file speaks of."""
    first, last = date(file.year, 1, 1), date(file.year, 12, 31)
    early = [day.date for day in file.days if day.date < first]
    return [*early, *(first + timedelta(days=n) for n in range((last - first).days + 1))]


def _missing(file: YearFile) -> tuple[Fault, ...]:
    off = {day.date for day in file.days if day.is_off}
    return tuple(
        Fault(faults.LAW_SAYS_OFF, params={"date": str(day), "name": Words(name)})
        for day, name in statutory_days(file.year).items()
        if day not in off
    )
