"""The life of a job in a worker: taken, done, failed, lost."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic
from typing import Any, Final
from uuid import uuid4

from django.db import DatabaseError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from chuangcheng.domain.errors import Fault, Refused
from chuangcheng.foundation.audit.actors import Actor, acting
from chuangcheng.foundation.jobs import faults, registry
from chuangcheng.foundation.jobs.models import Job
from chuangcheng.foundation.jobs.services import queue

LEASE: Final = timedelta(seconds=60)
"""How long a job is held without a sign of life from its worker."""
MOST_LOSSES: Final = 5
"""A task that takes its worker with it so many times is given up."""
DETAIL_LENGTH: Final = 20_000
PROGRESS_EVERY: Final = 1.0
"""Seconds between two writes of progress."""


class Lost(BaseException):
    """The attempt no longer holds its job: another worker has it. Not to be caught by tasks."""


class TimedOut(BaseException):
    """The attempt took longer than its task may. Not to be caught by tasks."""


class Interrupted(BaseException):
    """The worker is to end and cannot wait for the task. Not to be caught by tasks."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at a job: what a worker needs to do it and to prove that it holds it."""

    job_id: int
    token: str
    number: int
    name: str
    key: str
    payload: dict[str, Any]
    actor: Actor
    timeout: int


@dataclass(slots=True)
class _Context:
    """What the task is given; see ``registry.JobContext``."""

    held: Attempt
    told_at: float = field(default=0.0)

    @property
    def job_id(self) -> int:
        return self.held.job_id

    @property
    def key(self) -> str:
        return self.held.key

    @property
    def attempt(self) -> int:
        return self.held.number

    def progress(self, done: int, total: int, note: str = "") -> None:
        now = monotonic()
        if done < total and now - self.told_at < PROGRESS_EVERY:
            return
        self.told_at = now
        told = _held(self.held).update(
            progress_done=done, progress_total=total, progress_note=note[:300]
        )
        if not told and not _is_done(self.held):
            raise Lost

    @contextmanager
    def holding(self) -> Iterator[None]:
        with transaction.atomic():
            if not _held(self.held).select_for_update().exists():
                raise Lost
            yield

    @contextmanager
    def completing(self) -> Iterator[None]:
        with self.holding():
            yield
            _finish(self.held)


@transaction.atomic
def claim(worker: str = "", except_jobs: frozenset[int] = frozenset()) -> Attempt | None:
    """Take the next job that is due, and count the attempt; None where there is nothing to do.

    ``except_jobs`` are those this worker is still doing: never taken a second time.
    """
    delivery = queue.take()
    if delivery is None:
        return None
    now = timezone.now()
    job = Job.objects.select_for_update().filter(pk=delivery.job_id).first()
    if job is None or job.is_over or job.queue_id != delivery.place:
        queue.drop(delivery.place)
        return None
    if job.id in except_jobs or (job.lease_until is not None and job.lease_until > now):
        queue.put_off(delivery.place, max(job.lease_until or now, now + LEASE / 2))
        return None
    if job.state == Job.State.RUNNING and _lost_for_good(job):
        return None
    return _start(job, worker)


def _lost_for_good(job: Job) -> bool:
    """Count a loss; True where the job is not tried again at once."""
    job.losses += 1
    if job.losses >= MOST_LOSSES:
        _give_up(job, Fault(faults.LOST, params={"times": str(job.losses)}), "")
        return True
    if job.losses == 1:
        return False
    task = registry.find(job.name)
    wait = task.wait(job.losses - 1) if task else registry.BACKOFF[0]
    _try_again(job, wait, Fault(faults.LOST, params={"times": str(job.losses)}), "")
    return True


def _start(job: Job, worker: str) -> Attempt:
    task = registry.find(job.name)
    now = timezone.now()
    job.state = Job.State.RUNNING
    job.attempts += 1
    job.token = uuid4().hex
    job.started_at = now
    job.lease_until = now + LEASE
    job.worker = worker
    job.save()
    queue.put_off(_place(job), job.lease_until)
    actor = Actor(job.actor_id, job.actor_name, job.actor_unit, kind="job")
    timeout = task.timeout if task else registry.TIMEOUT
    return Attempt(
        job.id, job.token, job.attempts, job.name, job.key, dict(job.payload), actor, timeout
    )


def perform(attempt: Attempt) -> None:
    """Do the work of an attempt and write down how it ended; a failure is no exception here."""
    try:
        run(attempt)
    except Lost:
        return
    except TimedOut:
        words = {"seconds": str(attempt.timeout)}
        fail(attempt, Fault(faults.TIMED_OUT, params=words), traceback.format_exc())
    except Interrupted:
        give_back(attempt)
    except Exception as error:  # noqa: BLE001 - whatever a task raises is its failure
        fail(attempt, why_of(error, attempt), traceback.format_exc())
    else:
        finish(attempt)


def run(attempt: Attempt) -> None:
    """Call the task, as the person who asked for it; raises whatever it raises."""
    task = registry.known(attempt.name)
    with acting(attempt.actor, f"job {attempt.job_id}"):
        task.run(_Context(attempt), attempt.payload)


def why_of(error: Exception, attempt: Attempt) -> Fault:
    """Return in words what an exception of a task means."""
    if isinstance(error, Refused):
        return error.faults[0] if error.faults else Fault(faults.OTHER)
    if isinstance(error, LookupError) and registry.find(attempt.name) is None:
        return Fault(faults.UNKNOWN, params={"name": attempt.name})
    if isinstance(error, DatabaseError):
        return Fault(faults.DATABASE_AWAY)
    return Fault(faults.BROKEN, params={"kind": type(error).__name__})


@transaction.atomic
def finish(attempt: Attempt) -> None:
    """Write down that the work is done, unless the job was completed or taken over already."""
    if _held(attempt).select_for_update().exists():
        _finish(attempt)


@transaction.atomic
def fail(attempt: Attempt, why: Fault, detail: str) -> None:
    """Write down that an attempt failed: try again later, or give up after the last retry."""
    job = _held(attempt).select_for_update().first()
    if job is None:
        return
    task = registry.find(job.name)
    job.failures += 1
    if job.failures > (task.retries if task else registry.RETRIES):
        _give_up(job, why, detail)
    else:
        wait = task.wait(job.failures) if task else registry.BACKOFF[0]
        _try_again(job, wait, why, detail)


@transaction.atomic
def give_back(attempt: Attempt) -> None:
    """Put a job back, to be done at once by another worker; the attempt does not count."""
    job = _held(attempt).select_for_update().first()
    if job is not None:
        job.attempts -= 1
        _wait_until(job, Job.State.QUEUED, 0)


def release(job_ids: list[int]) -> None:
    """Let jobs be taken at once whose worker is known to be gone, before their lease ends."""
    with transaction.atomic():
        jobs = list(Job.objects.select_for_update().filter(pk__in=job_ids, state=Job.State.RUNNING))
        now = timezone.now()
        Job.objects.filter(pk__in=[job.pk for job in jobs]).update(lease_until=now)
        queue.put_off_all([_place(job) for job in jobs], now)


def _held(attempt: Attempt) -> "QuerySet[Job]":
    return Job.objects.filter(pk=attempt.job_id, token=attempt.token, state=Job.State.RUNNING)


def _is_done(attempt: Attempt) -> bool:
    return Job.objects.filter(pk=attempt.job_id, token=attempt.token, state=Job.State.DONE).exists()


def _finish(attempt: Attempt) -> None:
    job = Job.objects.get(pk=attempt.job_id)
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.DONE,
        finished_at=timezone.now(),
        lease_until=None,
        queue_id=None,
        why={},
        detail="",
        progress_done=F("progress_total"),
    )
    queue.drop(_place(job))


def _try_again(job: Job, seconds: int, why: Fault, detail: str) -> None:
    job.why, job.detail = faults.as_stored(why), detail[-DETAIL_LENGTH:]
    _wait_until(job, Job.State.FAILED, seconds)


def _wait_until(job: Job, state: str, seconds: int) -> None:
    job.state, job.token, job.lease_until = state, "", None
    job.due_at = timezone.now() + timedelta(seconds=seconds)
    job.save()
    queue.put_off(_place(job), job.due_at)


def _give_up(job: Job, why: Fault, detail: str) -> None:
    queue.drop(_place(job))
    job.why, job.detail = faults.as_stored(why), detail[-DETAIL_LENGTH:]
    job.state, job.token, job.lease_until, job.queue_id = Job.State.DEAD, "", None, None
    job.finished_at = timezone.now()
    job.save()


def _place(job: Job) -> int:
    return job.queue_id if job.queue_id is not None else -1
