"""The calendar of a subject as the domain's frozen value."""

from datetime import date

from chuangcheng.domain.errors import Fault
from chuangcheng.domain.workdays import (
    SHANGHAI,
    USUAL_HOURS,
    Calendar,
    LocalDay,
    Season,
    SpecialDay,
    WorkHours,
    read_day_of_year,
    read_spans,
)
from chuangcheng.foundation.calendar.formats.announced import announced
from chuangcheng.foundation.calendar.models import LoadedDay, LoadedYear, SubjectDay, SubjectHours


def calendar_for(subject_id: int | None = None) -> Calendar:
    """Return the calendar of a subject, or of the country where there is none.

    Two queries for the country, two more for a subject. A loaded year replaces what the program
    brought along for it; a later year wins where two speak of the same day.
    """
    known = announced()
    loaded = frozenset(LoadedYear.objects.values_list("year", flat=True))
    special = {day: moved for day, moved in known.special.items() if day.year not in loaded}
    rows = LoadedDay.objects.filter(year__year__in=loaded).order_by("year__year")
    for day, is_off, name in rows.values_list("date", "is_off", "name"):
        special[day] = SpecialDay(is_off, name)
    if subject_id is None:
        return Calendar(special, known.years | loaded, zone=SHANGHAI)
    return Calendar(
        special, known.years | loaded, _local_days(subject_id), hours_of(subject_id), SHANGHAI
    )


def _local_days(subject_id: int) -> dict[date, LocalDay]:
    rows = SubjectDay.objects.filter(subject=subject_id).values_list("date", "is_off", "reason")
    return {day: LocalDay(is_off, reason) for day, is_off, reason in rows}


def hours_of(subject_id: int) -> WorkHours:
    """Return the work-hours of a subject; the usual ones where it set none."""
    row = SubjectHours.objects.filter(subject=subject_id).first()
    if row is None:
        return USUAL_HOURS
    usual, _faults = read_spans(row.usual)
    seasons = tuple(season for entry in row.seasons if (season := _season(entry)) is not None)
    return WorkHours(usual or USUAL_HOURS.usual, seasons)


def _season(entry: dict[str, str]) -> Season | None:
    first, last = read_day_of_year(entry["first"]), read_day_of_year(entry["last"])
    spans, _faults = read_spans(entry["hours"])
    if isinstance(first, Fault) or isinstance(last, Fault) or not spans:
        return None  # written by a hand past the service
    return Season(first, last, spans)
