"""What pages, commands and rooms above ask of the calendar; nothing here writes."""

from chuangcheng.foundation.calendar.queries.calendars import calendar_for, hours_of
from chuangcheng.foundation.calendar.queries.previews import Preview, preview
from chuangcheng.foundation.calendar.queries.subjects import (
    SubjectRef,
    find_subject,
    subjects_within,
)
from chuangcheng.foundation.calendar.queries.years import Cell, Month, Stretch, YearPage, year_page

__all__ = [
    "Cell",
    "Month",
    "Preview",
    "Stretch",
    "SubjectRef",
    "YearPage",
    "calendar_for",
    "find_subject",
    "hours_of",
    "preview",
    "subjects_within",
    "year_page",
]
