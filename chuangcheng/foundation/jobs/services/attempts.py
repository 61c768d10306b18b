"""One attempt at a job: how it is taken, kept, and written down as it ended.

An attempt holds its job by a token. Whatever it writes about the job is written only while the
job still carries that token, so that an attempt which was thought dead cannot undo or repeat the
work of the one that followed it.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from chuangcheng.domain.errors import Fault
from chuangcheng.domain.text import storable
from chuangcheng.foundation.audit.actors import Actor
from chuangcheng.foundation.jobs import faults, registry
from chuangcheng.foundation.jobs.models import Job
from chuangcheng.foundation.jobs.services import queue

LEASE: Final = timedelta(seconds=60)
"""How long a job is held without a sign of life from its worker."""
MOST_LOSSES: Final = 5
"""A task that takes its worker with it so many times is given up."""
DETAIL_LENGTH: Final = 20_000


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a worker needs to do a job and to prove that it holds it; ``timeout`` in seconds."""

    job_id: int
    place: int
    token: str
    number: int
    name: str
    key: str
    payload: dict[str, Any]
    actor: Actor
    timeout: int


@transaction.atomic
def claim(worker: str = "", doing: frozenset[int] = frozenset()) -> Attempt | None:
    """Take the next job that is due, and count the attempt; None where nothing is to be done.

    ``doing`` are the jobs this worker is at: one of them is never taken a second time, even where
    its lease has run out because the database was away.
    """
    delivery = queue.take()
    if delivery is None:
        return None
    now = timezone.now()
    job = Job.objects.select_for_update().filter(pk=delivery.job_id).first()
    if job is None or job.is_over or job.queue_id != delivery.place:
        queue.drop(delivery.place)
        return None
    if job.id in doing or (job.lease_until is not None and job.lease_until > now):
        queue.put_off(delivery.place, max(job.lease_until or now, now + LEASE / 2))
        return None
    if job.state == Job.State.RUNNING and not _survives_loss(job):
        return None
    return _start(job, worker)


def finish(attempt: Attempt) -> None:
    """Write down that the work is done, unless the job is over or another attempt has it."""
    with transaction.atomic():
        if held(attempt).select_for_update().exists():
            finish_held(attempt)


def finish_held(attempt: Attempt) -> None:
    """Write down that the work is done, inside the transaction that has made sure of the job."""
    held(attempt).update(
        state=Job.State.DONE,
        finished_at=timezone.now(),
        lease_until=None,
        queue_id=None,
        why={},
        detail="",
        progress_done=F("progress_total"),
    )
    queue.drop(attempt.place)


@transaction.atomic
def fail(attempt: Attempt, why: Fault, detail: str = "") -> Job | None:
    """Write down that an attempt failed: it is tried again later, or given up after the last.

    Returns the job as it stands then; None where the attempt no longer holds it.
    """
    job = held(attempt).select_for_update().first()
    if job is None:
        return None
    task = registry.find(job.name)
    job.failures += 1
    if job.failures > (task.retries if task else registry.RETRIES):
        _give_up(job, why, detail)
    else:
        _wait(job, Job.State.FAILED, task.wait(job.failures) if task else registry.BACKOFF[0])
        _explain(job, why, detail)
    return job


@transaction.atomic
def give_back(attempt: Attempt) -> None:
    """Put a job back, to be done at once by another worker; the attempt does not count."""
    job = held(attempt).select_for_update().first()
    if job is not None:
        job.attempts -= 1
        _wait(job, Job.State.QUEUED, 0)


@transaction.atomic
def keep(attempts: list[Attempt]) -> None:
    """Hold the jobs of these attempts for another lease.

    A job in the midst of a transaction of its task is locked, and its place is kept all the same:
    who waited for it here could keep no other one meanwhile.
    """
    until = timezone.now() + LEASE
    kept = [attempt for attempt in attempts if held(attempt).exists()]
    for attempt in kept:
        free = held(attempt).select_for_update(skip_locked=True).values_list("pk", flat=True)
        Job.objects.filter(pk__in=list(free)).update(lease_until=until)
    queue.put_off_all([attempt.place for attempt in kept], until)


@transaction.atomic
def release(jobs: "QuerySet[Job]") -> int:
    """Let those of ``jobs`` that run be taken at once, whose worker is known to be gone.

    Returns how many. The next to take one counts the loss.
    """
    running = list(jobs.select_for_update().filter(state=Job.State.RUNNING))
    now = timezone.now()
    Job.objects.filter(pk__in=[job.pk for job in running]).update(lease_until=now)
    queue.put_off_all([_place(job) for job in running], now)
    return len(running)


def held(attempt: Attempt) -> "QuerySet[Job]":
    """Return the job of an attempt, as long as the attempt holds it."""
    return Job.objects.filter(pk=attempt.job_id, token=attempt.token, state=Job.State.RUNNING)


def _survives_loss(job: Job) -> bool:
    """Count that a worker vanished with the job; tell whether it is tried again at once."""
    job.losses += 1
    why = Fault(faults.LOST, params={"times": str(job.losses)})
    if job.losses >= MOST_LOSSES:
        _give_up(job, why)
        return False
    if job.losses > 1:
        task = registry.find(job.name)
        _wait(job, Job.State.FAILED, task.wait(job.losses - 1) if task else registry.BACKOFF[0])
        _explain(job, why)
        return False
    return True


def _start(job: Job, worker: str) -> Attempt:
    task, now, place = registry.find(job.name), timezone.now(), _place(job)
    job.state, job.worker, job.token = Job.State.RUNNING, worker, uuid4().hex
    job.attempts += 1
    job.started_at, job.lease_until = now, now + LEASE
    job.save()
    queue.put_off(place, job.lease_until)
    return Attempt(
        job_id=job.id,
        place=place,
        token=job.token,
        number=job.attempts,
        name=job.name,
        key=job.key,
        payload=dict(job.payload),
        actor=Actor(job.actor_id, job.actor_name, job.actor_unit, kind="job"),
        timeout=task.timeout if task else registry.TIMEOUT,
    )


def _wait(job: Job, state: Job.State, seconds: int) -> None:
    job.state, job.token, job.lease_until = state, "", None
    job.due_at = timezone.now() + timedelta(seconds=seconds)
    job.save()
    queue.put_off(_place(job), job.due_at)


def _explain(job: Job, why: Fault, detail: str = "") -> None:
    job.why, job.detail = faults.as_stored(why), storable(detail[-DETAIL_LENGTH:])
    job.save(update_fields=["why", "detail"])


def _give_up(job: Job, why: Fault, detail: str = "") -> None:
    queue.drop(_place(job))
    job.state, job.token, job.lease_until, job.queue_id = Job.State.DEAD, "", None, None
    job.finished_at = timezone.now()
    job.save()
    _explain(job, why, detail)


def _place(job: Job) -> int:
    return job.queue_id if job.queue_id is not None else -1
