"""What pages, other rooms and the doctor ask about background work; nothing here writes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from chuangcheng.domain.errors import Fault
from chuangcheng.foundation.jobs import registry
from chuangcheng.foundation.jobs.faults import from_stored
from chuangcheng.foundation.jobs.models import Job, ScheduleState, Worker
from chuangcheng.foundation.jobs.times import Times

FRESH: Final = timedelta(seconds=45)
"""A worker gives a sign of life every 15 seconds; three missed ones and it counts as gone."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: ``done`` of ``total`` (0 where it does not say), and why it failed."""

    job_id: int
    name: str
    state: str
    done: int
    total: int
    note: str
    is_over: bool
    why: Fault | None
    actor_id: str


@dataclass(frozen=True, slots=True)
class WorkerState:
    """A worker: whether it gave a sign of life lately, and the jobs it is at."""

    name: str
    host: str
    pid: int
    at_once: int
    started_at: datetime
    beat_at: datetime
    is_alive: bool
    jobs: tuple[Job, ...] = ()


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """A schedule with its times; the moments are unknown until a worker has seen it."""

    name: str
    times: Times
    next_at: datetime | None
    last_at: datetime | None
    last_job: Job | None


def progress(job_id: int) -> Progress | None:
    """Return how far a job is; None where there is none (any more)."""
    job = find_job(job_id)
    if job is None:
        return None
    return Progress(
        job_id=job.id,
        name=job.name,
        state=job.state,
        done=job.progress_done,
        total=job.progress_total,
        note=job.progress_note,
        is_over=job.is_over,
        why=from_stored(job.why),
        actor_id=job.actor_id,
    )


def find_job(job_id: int) -> Job | None:
    """Return a job, None where there is none."""
    return Job.objects.filter(pk=job_id).first()


def jobs(state: str = "", name: str = "") -> "QuerySet[Job]":
    """Return the jobs in a state and of a task, the newest first; empty means any."""
    found = Job.objects.defer("payload", "detail")
    if state:
        found = found.filter(state=state)
    return found.filter(name=name) if name else found


def counts(name: str = "") -> dict[str, int]:
    """Return how many jobs there are in every state, of one task only if it is named."""
    found = Job.objects.filter(name=name) if name else Job.objects.all()
    rows = found.order_by().values_list("state").annotate(Count("pk"))
    return {**dict.fromkeys(Job.State.values, 0), **dict(rows)}


def names(state: str = "") -> list[str]:
    """Return the tasks of which there are jobs, in a state only if it is named."""
    found = Job.objects.filter(state=state) if state else Job.objects.all()
    return list(found.order_by("name").values_list("name", flat=True).distinct())


def dead() -> "QuerySet[Job]":
    """Return the dead letters, the last one given up first."""
    return Job.objects.filter(state=Job.State.DEAD).order_by("-finished_at", "-id")


def dead_count() -> int:
    """Return how many dead letters there are."""
    return Job.objects.filter(state=Job.State.DEAD).count()


def overdue(since: timedelta) -> int:
    """Return how many jobs have been due for longer than ``since`` without being begun."""
    waiting = Q(state__in=(Job.State.QUEUED, Job.State.FAILED))
    return Job.objects.filter(waiting, due_at__lt=timezone.now() - since).count()


def schedules() -> list[ScheduleLine]:
    """Return every schedule that the program has, by the name of its task."""
    states = {state.name: state for state in ScheduleState.objects.select_related("last_job").all()}
    return [_line(schedule, states.get(schedule.name)) for schedule in registry.schedules()]


def _line(schedule: registry.Schedule, state: ScheduleState | None) -> ScheduleLine:
    return ScheduleLine(
        name=schedule.name,
        times=schedule.rhythm,
        next_at=state.next_at if state else None,
        last_at=state.last_at if state else None,
        last_job=state.last_job if state else None,
    )


def workers(now: datetime | None = None) -> list[WorkerState]:
    """Return the workers that have signed in and not off, with the jobs they are at."""
    moment = now or timezone.now()
    rows = list(Worker.objects.all())
    running = list(jobs(Job.State.RUNNING).order_by("id")) if rows else []
    return [_state(row, running, moment) for row in rows]


def _state(row: Worker, running: Iterable[Job], moment: datetime) -> WorkerState:
    return WorkerState(
        name=row.name,
        host=row.host,
        pid=row.pid,
        at_once=row.at_once,
        started_at=row.started_at,
        beat_at=row.beat_at,
        is_alive=moment - row.beat_at < FRESH,
        jobs=tuple(job for job in running if job.worker == row.name),
    )
