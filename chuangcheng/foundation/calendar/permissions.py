"""What can be done in this room; which role may is ``accounts.matrix``.

| action | who |
|---|---|
| ``calendar.year.read`` | every role |
| ``calendar.year.load`` | system administrator |
| ``calendar.hours.change`` | office in its subject, system administrator |
"""

from typing import Final

from chuangcheng.domain.errors import N_
from chuangcheng.foundation.shell.access import Action

READ_YEAR: Final = Action("calendar.year.read", N_("See the working calendar"), "subject")
LOAD_YEAR: Final = Action("calendar.year.load", N_("Load the days off of a year"), "all")
CHANGE_HOURS: Final = Action(
    "calendar.hours.change", N_("Change work-hours and local days of a subject"), "subject"
)

ACTIONS: Final = (READ_YEAR, LOAD_YEAR, CHANGE_HOURS)
