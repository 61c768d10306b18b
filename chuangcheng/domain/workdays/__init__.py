"""The working calendar: which days and hours are worked, and how limits are counted in them.

Everything here is a frozen value; the calendar is an argument, there is no clock. A result says
whether a year was touched whose days off have not been announced yet (``provisional``).
"""

from chuangcheng.domain.workdays.calendar import (
    OFF,
    SHANGHAI,
    Calendar,
    Day,
    Kind,
    LocalDay,
    SpecialDay,
)
from chuangcheng.domain.workdays.counting import (
    IDENTIFIER,
    MOST,
    Amount,
    Elapsed,
    Moment,
    NoWorkingTime,
    Unit,
    add,
    between,
    next_workday,
    next_working_moment,
)
from chuangcheng.domain.workdays.hours import (
    USUAL_HOURS,
    Season,
    Span,
    WorkHours,
    read_day_of_year,
    read_spans,
    write_day_of_year,
    write_spans,
)
from chuangcheng.domain.workdays.statutory import LUNAR_UNTIL, qingming, statutory_days

__all__ = [
    "IDENTIFIER",
    "LUNAR_UNTIL",
    "MOST",
    "OFF",
    "SHANGHAI",
    "USUAL_HOURS",
    "Amount",
    "Calendar",
    "Day",
    "Elapsed",
    "Kind",
    "LocalDay",
    "Moment",
    "NoWorkingTime",
    "Season",
    "Span",
    "SpecialDay",
    "Unit",
    "WorkHours",
    "add",
    "between",
    "next_workday",
    "next_working_moment",
    "qingming",
    "read_day_of_year",
    "read_spans",
    "statutory_days",
    "write_day_of_year",
    "write_spans",
]
