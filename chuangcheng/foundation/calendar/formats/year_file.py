"""What the file of a year says, however it is written; reads YAML and CSV.

The format is described in docs/reference/calendar-format.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Final

from chuangcheng.domain.errors import Place
from chuangcheng.domain.text import narrow, to_simplified
from chuangcheng.domain.workdays import statutory as festivals
from chuangcheng.foundation.calendar.formats import year_sentences
from chuangcheng.foundation.calendar.formats.year_csv import read_csv_rows
from chuangcheng.foundation.calendar.formats.year_rows import KNOWN_KINDS, Row, Year
from chuangcheng.foundation.calendar.formats.year_yaml import read_yaml_rows
from chuangcheng.foundation.shell.formats import file_sentences
from chuangcheng.foundation.shell.formats.days import parse_day
from chuangcheng.foundation.shell.formats.input_files import text_of
from chuangcheng.foundation.shell.formats.limits import Limits
from chuangcheng.foundation.shell.formats.notes import Notes, shown_file, shown_value

LIMITS: Final = Limits(size=256 * 1024, depth=8, values=5_000, text=2_000)
ENDINGS: Final = (".yaml", ".yml", ".csv")
FIRST_YEAR, LAST_YEAR = 2000, 2099
MOST_DAYS: Final = 16
MOST_NAME: Final = 60
EARLY: Final = timedelta(days=12)
"""How far into the December before an announcement may reach."""

# What people call the festivals, in simplified script, and the msgid under which they are kept,
# so that every reader sees them in their own language.
_FESTIVALS: Final[Mapping[str, str]] = {
    "元旦": festivals.NEW_YEAR,
    "元旦节": festivals.NEW_YEAR,
    "春节": festivals.SPRING_FESTIVAL,
    "除夕": festivals.SPRING_FESTIVAL,
    "清明": festivals.QINGMING,
    "清明节": festivals.QINGMING,
    "劳动节": festivals.LABOUR_DAY,
    "五一": festivals.LABOUR_DAY,
    "国际劳动节": festivals.LABOUR_DAY,
    "端午": festivals.DRAGON_BOAT,
    "端午节": festivals.DRAGON_BOAT,
    "中秋": festivals.MID_AUTUMN,
    "中秋节": festivals.MID_AUTUMN,
    "国庆": festivals.NATIONAL_DAY,
    "国庆节": festivals.NATIONAL_DAY,
}


@dataclass(frozen=True, slots=True)
class YearDay:
    """A day that the file moves: off with its festival, or worked to make up."""

    date: date
    is_off: bool
    name: str


@dataclass(frozen=True, slots=True)
class YearFile:
    """What a file says of a year; the same days give the same checksum."""

    year: int
    source: str
    days: tuple[YearDay, ...]

    @property
    def checksum(self) -> str:
        """What identifies the content."""
        lines = [f"{day.date} {day.is_off} {day.name}" for day in self.days]
        return sha256("\n".join([str(self.year), self.source, *lines]).encode()).hexdigest()


def read_year(content: bytes, name: str) -> YearFile:
    """Return what the file ``name`` says; raises Refused with every fault, each with its place."""
    notes = Notes(shown_file(name))
    if len(content) > LIMITS.size:
        raise notes.refuse(file_sentences.TOO_LARGE, most=LIMITS.megabytes)
    ending = PurePath(name).suffix.lower()
    if ending not in ENDINGS:
        known = ", ".join(ENDINGS)
        raise notes.refuse(file_sentences.UNKNOWN_ENDING, ending=shown_file(ending), known=known)
    if not content.strip():
        raise notes.refuse(file_sentences.EMPTY)
    text = text_of(content, Path(name), notes)
    read = read_csv_rows if ending == ".csv" else read_yaml_rows
    found = read(text, notes, LIMITS)
    year = _year(found, notes)
    days = _days(found.rows, year, notes)
    notes.refuse_if_any()
    return YearFile(year, found.source, days)


def _year(found: Year, notes: Notes) -> int:
    """Return the year that the file names, or that its first date lies in."""
    written: object = found.year
    if found.year is None and found.rows:
        day = parse_day(str(found.rows[-1].date))
        written = int(day[:4]) if day else None
    if isinstance(written, int) and FIRST_YEAR <= written <= LAST_YEAR:
        return written
    if found.year is not None or not found.rows:
        notes.note(year_sentences.NOT_A_YEAR, found.place, found=shown_value(written or ""))
    return 0


def _days(rows: Sequence[Row], year: int, notes: Notes) -> tuple[YearDay, ...]:
    days: dict[date, YearDay] = {}
    for row in rows:
        for day in _Row(row, year, notes).days():
            if day.date in days:
                notes.note(year_sentences.TWICE, row.place("date"), date=day.date)
            days[day.date] = day
    return tuple(days[day] for day in sorted(days))


class _Row:
    """Checks one line of a file, noting every fault."""

    def __init__(self, row: Row, year: int, notes: Notes) -> None:
        self.row, self.year, self.notes = row, year, notes

    def days(self) -> list[YearDay]:
        first, last = self._dates()
        is_off = KNOWN_KINDS.get(narrow(str(self.row.kind)).lower())
        if is_off is None:
            found = shown_value(self.row.kind or "")
            self.notes.note(year_sentences.NOT_A_KIND, self._at("kind"), found=found)
        name = self._name(needed=bool(is_off))
        if first is None or last is None or is_off is None:
            return []
        count = (last - first).days + 1
        days = [YearDay(first + timedelta(days=n), is_off, name) for n in range(count)]
        for day in days:
            if not is_off and day.date.weekday() < 5:
                self.notes.note(year_sentences.WORKED_ANYWAY, self._at("date"), date=day.date)
        return days

    def _dates(self) -> tuple[date | None, date | None]:
        first = self._date("date", self.row.date)
        last = first if self.row.until in (None, "") else self._date("until", self.row.until)
        if first is None or last is None:
            return None, None
        words = {"date": first, "until": last}
        if last < first:
            self.notes.note(year_sentences.ENDS_BEFORE, self._at("until"), **words)
            return None, None
        if (last - first).days >= MOST_DAYS:
            self.notes.note(year_sentences.TOO_LONG, self._at("until"), most=MOST_DAYS, **words)
            return None, None
        return first, last

    def _date(self, name: str, written: object) -> date | None:
        day = parse_day(str(written))
        if day is None:
            self.notes.note(
                year_sentences.NOT_A_DATE, self._at(name), found=shown_value(written or "")
            )
            return None
        found = date.fromisoformat(day)
        if self.year and not date(self.year, 1, 1) - EARLY <= found <= date(self.year, 12, 31):
            self.notes.note(year_sentences.OTHER_YEAR, self._at(name), date=found, year=self.year)
            return None
        return found

    def _name(self, *, needed: bool) -> str:
        written = str(self.row.name or "").strip()
        if not written and needed:
            self.notes.note(year_sentences.NO_NAME, self._at("name"))
        if len(written) > MOST_NAME:
            self.notes.note(year_sentences.NAME_TOO_LONG, self._at("name"), most=MOST_NAME)
        return _FESTIVALS.get(to_simplified(written), written)

    def _at(self, name: str) -> Place:
        return self.row.place(name)
