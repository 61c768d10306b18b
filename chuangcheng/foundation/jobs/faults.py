"""Why a job failed, in words for the people who look after it."""

from collections.abc import Mapping
from typing import Any, Final

from chuangcheng.domain.errors import N_, Fault, Sentence
from chuangcheng.domain.text import storable

BROKEN: Final = Sentence(
    "jobs.broken",
    N_("an error of the program stopped the task (%(kind)s)."),
    N_("Try again once the cause is gone; report it with the technical detail if it comes back."),
)
TIMED_OUT: Final = Sentence(
    "jobs.timed_out",
    N_("the task was not finished within %(seconds)s seconds and was stopped."),
    N_("Try again when the machine has less to do, or with less work in one piece."),
)
LOST: Final = Sentence(
    "jobs.lost",
    N_("the worker ended in the middle of the task, %(times)s times."),
    N_("See whether the machine runs out of memory while it does this task; then try again."),
)
UNKNOWN: Final = Sentence(
    "jobs.unknown",
    N_("this version of the program does not know the task “%(name)s”."),
    N_("Start the worker in the same version as the site; then try again."),
)
DATABASE_AWAY: Final = Sentence(
    "jobs.database_away",
    N_("the database did not answer."),
    N_("Nothing is to be done if it answers again; else see “chuangcheng doctor”."),
)
OTHER: Final = Sentence("jobs.other", N_("the task was refused."), "")


def as_stored(fault: Fault) -> dict[str, Any]:
    """Return a fault as JSON; :func:`from_stored` makes it again, in any reader's language."""
    return {
        "code": fault.code,
        "message": fault.sentence.message,
        "remedy": fault.sentence.remedy,
        "params": {name: storable(words) for name, words in fault.params.items()},
    }


def from_stored(stored: Mapping[str, Any]) -> Fault | None:
    """Return the fault that was stored; None where there is none."""
    if not stored:
        return None
    sentence = Sentence(str(stored["code"]), str(stored["message"]), str(stored["remedy"]))
    return Fault(sentence, params=dict(stored.get("params", {})))
