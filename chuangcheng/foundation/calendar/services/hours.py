"""Change the work-hours and the local days of a subject."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from chuangcheng.domain.errors import Fault
from chuangcheng.foundation.audit.actors import current_actor
from chuangcheng.foundation.audit.services import Target, record
from chuangcheng.foundation.calendar import faults
from chuangcheng.foundation.calendar.events import SUBJECT_CHANGED
from chuangcheng.foundation.calendar.models import SubjectDay, SubjectHours
from chuangcheng.foundation.calendar.queries import SubjectRef, calendar_for
from chuangcheng.foundation.jobs.services import publish


@dataclass(frozen=True, slots=True)
class SeasonText:
    """A season as people write it: ``05-01``, ``09-30`` and hours that can be read."""

    first: str
    last: str
    hours: str


@dataclass(frozen=True, slots=True)
class HoursChange:
    """What the hours shall be, and the revision of the state that was looked at (0: none)."""

    usual: str
    seasons: Sequence[SeasonText]
    revision: int


def change_hours(subject: SubjectRef, change: HoursChange) -> SubjectHours | Fault:
    """Set the work-hours of a subject; refuse where somebody else was quicker.

    The texts have been read by ``domain.workdays`` before; the form sees to that.
    """
    try:
        with transaction.atomic():
            return _change_hours(subject, change)
    except IntegrityError:  # two set the first hours at the same moment
        row = SubjectHours.objects.filter(subject=subject.id).first()
        return Fault(faults.STALE, params={"who": row.changed_by if row else ""})


def _change_hours(subject: SubjectRef, change: HoursChange) -> SubjectHours | Fault:
    row = SubjectHours.objects.select_for_update().filter(subject=subject.id).first()
    held = row.revision if row else 0
    if held != change.revision:
        return Fault(faults.STALE, params={"who": row.changed_by if row else ""})
    seasons = [{"first": one.first, "last": one.last, "hours": one.hours} for one in change.seasons]
    before = {"usual": row.usual, "seasons": row.seasons} if row else {"usual": "", "seasons": []}
    after = {"usual": change.usual, "seasons": seasons}
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if row is not None and not changes:
        return row
    row = row or SubjectHours(subject=subject.id, revision=0)
    row.usual, row.seasons = change.usual, seasons
    row.revision, row.changed_by = row.revision + 1, current_actor().name
    row.save()
    _record("calendar.hours.change", subject, changes)
    return row


@transaction.atomic
def add_local_day(subject: SubjectRef, day: date, *, is_off: bool, reason: str) -> Fault | None:
    """Let a subject close on a day that is worked, or work on one that is off."""
    if calendar_for().is_workday(day) is not is_off:
        return Fault(faults.NOTHING_NEW, params={"date": str(day)})
    wanted = {"is_off": is_off, "reason": reason, "set_by": current_actor().name}
    held, fresh = SubjectDay.objects.get_or_create(wanted, subject=subject.id, date=day)
    if not fresh:
        params = {"date": str(day), "reason": held.reason}
        return Fault(faults.DAY_TAKEN, params=params)
    changes: dict[str, object] = {"date": [None, str(day)], "is_off": [None, is_off]}
    _record("calendar.day.add", subject, changes, reason)
    return None


@transaction.atomic
def remove_local_day(subject: SubjectRef, day: date) -> bool:
    """Let the calendar of the country hold again on a day; False where nothing was set."""
    held = SubjectDay.objects.select_for_update().filter(subject=subject.id, date=day).first()
    if held is None:
        return False
    held.delete()
    changes: dict[str, object] = {"date": [str(day), None], "is_off": [held.is_off, None]}
    _record("calendar.day.remove", subject, changes, held.reason)
    return True


def _record(
    action: str,
    subject: SubjectRef,
    changes: Mapping[str, object],
    reason: str = "",
) -> None:
    target = Target("calendar.subjecthours", str(subject.id), subject.name, str(subject.id))
    record(action, target, changes=changes, reason=reason)
    publish(SUBJECT_CHANGED, {"subject": subject.id})
