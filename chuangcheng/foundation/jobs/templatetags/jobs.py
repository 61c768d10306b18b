"""Words for jobs: what a task is called, why it failed, when a schedule is due."""

from typing import Final

from django import template
from django.utils.translation import gettext, gettext_lazy, ngettext

from chuangcheng.domain.errors import Fault, describe_message, describe_remedy
from chuangcheng.foundation.audit.actors import SYSTEM
from chuangcheng.foundation.jobs import registry
from chuangcheng.foundation.jobs.faults import from_stored
from chuangcheng.foundation.jobs.models import Job
from chuangcheng.foundation.jobs.times import Times

register = template.Library()

_WEEKDAYS: Final = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)
_TONES: Final = {
    Job.State.QUEUED: "",
    Job.State.RUNNING: "chip-info",
    Job.State.DONE: "chip-good",
    Job.State.FAILED: "chip-warn",
    Job.State.DEAD: "chip-bad",
}


@register.filter
def task_title(name: str) -> str:
    """Return what a task is called, in the reader's language; its name where it has no title."""
    task = registry.find(name)
    return gettext(task.title) if task and task.title else name


@register.filter
def state_label(state: str) -> str:
    """Return a state in words."""
    return str(Job.State(state).label)


@register.filter
def state_tone(state: str) -> str:
    """Return the class that colours the chip of a state."""
    return _TONES[Job.State(state)]


@register.filter
def why_message(job: Job) -> str:
    """Return why a job failed, as a sentence; empty where it did not."""
    fault = from_stored(job.why)
    return describe_message(fault, gettext) if fault else ""


@register.filter
def why_remedy(job: Job) -> str:
    """Return what can be done about it; empty where nothing is known."""
    fault = from_stored(job.why)
    return describe_remedy(fault, gettext) if fault and fault.sentence.remedy else ""


@register.filter
def fault_message(fault: Fault | None) -> str:
    """Return a fault as a sentence."""
    return describe_message(fault, gettext) if fault else ""


@register.filter
def asker(job: Job) -> str:
    """Return who asked for a job: unit and name of that day, or the system itself."""
    if job.actor_id == SYSTEM.id:
        return gettext("the system")
    return " ".join(part for part in (job.actor_unit, job.actor_name) if part)


@register.filter
def said(text: str) -> str:
    """Return a note in the reader's language, where it is a msgid."""
    return gettext(text) if text else ""


@register.filter
def rhythm(times: Times) -> str:
    """Return when a schedule is due, in words."""
    clock = f"{times.hour:02}:{times.minute:02}"
    if times.rhythm == "every":
        if times.minutes % 60 == 0:
            hours = times.minutes // 60
            return ngettext("every hour", "every %(count)s hours", hours) % {"count": hours}
        minutes = times.minutes
        return ngettext("every minute", "every %(count)s minutes", minutes) % {"count": minutes}
    if times.rhythm == "weekly":
        words = {"day": _WEEKDAYS[times.weekday], "time": clock}
        return gettext("every %(day)s at %(time)s") % words
    if times.rhythm == "monthly":
        return gettext("on day %(day)s of every month at %(time)s") % {
            "day": times.day,
            "time": clock,
        }
    return gettext("every day at %(time)s") % {"time": clock}
