"""The sentences that the reader of a year's file can say."""

from typing import Final

from chuangcheng.domain.errors import N_, Sentence

NOT_A_YEAR: Final = Sentence(
    "calendar.not_a_year",
    N_("“%(found)s” is not a year from 2000 to 2099."),
    N_("Write for example year: 2027"),
)
WRONG_FORMAT: Final = Sentence(
    "calendar.wrong_format",
    N_("this is not the file of a year of the calendar."),
    N_("Begin a YAML file with “format: chuangcheng.calendar.v1”, as the format reference shows."),
)
UNKNOWN_NAME: Final = Sentence(
    "calendar.unknown_name",
    N_("“%(found)s” is not a name that may stand here."),
    N_("Correct the spelling or delete it; known here: %(known)s."),
)
NO_DAYS: Final = Sentence(
    "calendar.no_days",
    N_("the list of days is missing or empty."),
    N_("List the days off and the days worked to make up for them."),
)
NOT_A_ROW: Final = Sentence(
    "calendar.not_a_row",
    N_("a day is a group of date, until, kind and name."),
    N_("Write {date: 2027-10-01, until: 2027-10-07, kind: holiday, name: 國慶節}."),
)
NOT_A_DATE: Final = Sentence(
    "calendar.not_a_date",
    N_("a date belongs here, but it says “%(found)s”."),
    N_("Write it like 2027-10-01."),
)
ENDS_BEFORE: Final = Sentence(
    "calendar.ends_before",
    N_("the last day, %(until)s, lies before the first, %(date)s."),
    N_("Correct one of the two."),
)
TOO_LONG: Final = Sentence(
    "calendar.too_long",
    N_("from %(date)s to %(until)s is more than %(most)s days."),
    N_("Correct the last day; no holiday is that long."),
)
OTHER_YEAR: Final = Sentence(
    "calendar.other_year",
    N_("%(date)s does not belong to the year %(year)s."),
    N_("Put every year into a file of its own; late December of the year before may stand here."),
)
TWICE: Final = Sentence(
    "calendar.twice",
    N_("%(date)s is listed twice."),
    N_("Delete one of the two."),
)
NOT_A_KIND: Final = Sentence(
    "calendar.not_a_kind",
    N_("“%(found)s” is neither a day off nor a day worked."),
    N_("Write “holiday” (放假) or “workday” (上班)."),
)
WORKED_ANYWAY: Final = Sentence(
    "calendar.worked_anyway",
    N_("%(date)s is no Saturday or Sunday, so it is worked anyway."),
    N_("Correct the date of the day worked to make up."),
)
NO_NAME: Final = Sentence(
    "calendar.no_name",
    N_("a holiday needs its name."),
    N_("Write for example name: 國慶節"),
)
NAME_TOO_LONG: Final = Sentence(
    "calendar.name_too_long",
    N_("the text has more than %(most)s characters."),
    N_("Shorten it."),
)
NO_HEAD: Final = Sentence(
    "calendar.no_head",
    N_("the first line must name the columns date and kind."),
    N_("Write: date,until,kind,name (or 日期,至,類別,名稱)."),
)
TOO_MANY_CELLS: Final = Sentence(
    "calendar.too_many_cells",
    N_("the line has more cells than the first line names columns."),
    N_("Delete the surplus commas, or put a text that contains commas in quotation marks."),
)
