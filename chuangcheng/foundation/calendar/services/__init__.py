"""Everything that writes the calendar, each verb in one transaction with its event."""

from chuangcheng.foundation.calendar.services.hours import (
    HoursChange,
    SeasonText,
    add_local_day,
    change_hours,
    remove_local_day,
)
from chuangcheng.foundation.calendar.services.years import Loading, load_year

__all__ = [
    "HoursChange",
    "Loading",
    "SeasonText",
    "add_local_day",
    "change_hours",
    "load_year",
    "remove_local_day",
]
