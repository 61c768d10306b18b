"""Schedules: enqueue what is due, once, whatever number of workers look at the clock."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from chuangcheng.foundation.jobs.models import Job, ScheduleState
from chuangcheng.foundation.jobs.registry import Schedule, schedules
from chuangcheng.foundation.jobs.services.sending import enqueue


def run_due(now: datetime | None = None) -> list[Job]:
    """Enqueue every schedule that is due and reckon its next time; return the jobs.

    Times that were missed, because no worker ran, are made up by one job. A schedule that is new
    is due at its next time, not at once.
    """
    moment = timezone.localtime(now)
    states = {state.name: state for state in ScheduleState.objects.all()}
    jobs = []
    for schedule in schedules():
        state = states.get(schedule.name)
        if state is None or state.at != schedule.at:
            _learn(schedule, moment)
        elif state.next_at <= moment:
            job = _enqueue(schedule, moment)
            if job is not None:
                jobs.append(job)
    return jobs


def _learn(schedule: Schedule, moment: datetime) -> None:
    ScheduleState.objects.update_or_create(
        name=schedule.name,
        defaults={"at": schedule.at, "next_at": schedule.rhythm.after(moment)},
    )


@transaction.atomic
def _enqueue(schedule: Schedule, moment: datetime) -> Job | None:
    """Enqueue one schedule, unless another worker has just done it."""
    state = ScheduleState.objects.select_for_update().get(name=schedule.name)
    if state.next_at > moment:
        return None
    due = state.next_at
    job = enqueue(schedule.name, schedule.payload, key=f"schedule {due.isoformat()}")
    state.last_at, state.last_job = due, job
    state.next_at = schedule.rhythm.after(moment)
    state.save()
    return job
