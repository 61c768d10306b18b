"""Pages of the calendar."""

from chuangcheng.foundation.calendar.views.loading import load, save
from chuangcheng.foundation.calendar.views.subjects import add_day, hours, remove_day, subject
from chuangcheng.foundation.calendar.views.years import subject_year, this_year, year

__all__ = [
    "add_day",
    "hours",
    "load",
    "remove_day",
    "save",
    "subject",
    "subject_year",
    "this_year",
    "year",
]
