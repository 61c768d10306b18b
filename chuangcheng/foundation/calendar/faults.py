"""The sentences in which this room refuses something, or asks for a second look."""

from typing import Final

from chuangcheng.domain.errors import N_, Sentence

LAW_SAYS_OFF: Final = Sentence(
    "calendar.law_says_off",
    N_("%(date)s (%(name)s) is a day off by law, but the file does not list it."),
    N_("Check whether the file is complete."),
)
STALE: Final = Sentence(
    "calendar.stale",
    N_("somebody else has changed this since you opened it (%(who)s)."),
    N_("The page shows the present state; enter your change once more."),
)
DAY_TAKEN: Final = Sentence(
    "calendar.day_taken",
    N_("%(date)s has been set already: %(reason)s."),
    N_("Remove the entry first if it is to change."),
)
NOTHING_NEW: Final = Sentence(
    "calendar.nothing_new",
    N_("%(date)s is like this anyway."),
    N_("Choose the other kind, or another day."),
)
