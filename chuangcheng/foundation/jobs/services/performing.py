"""Do the work of an attempt: call the task, and write down how it ended."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from django.db import OperationalError, connection, transaction

from chuangcheng.domain.errors import Fault, Refused
from chuangcheng.domain.text import storable
from chuangcheng.foundation.audit.actors import acting
from chuangcheng.foundation.jobs import faults, registry
from chuangcheng.foundation.jobs.models import Job
from chuangcheng.foundation.jobs.services.attempts import (
    Attempt,
    fail,
    finish,
    finish_held,
    give_back,
    held,
)
from chuangcheng.foundation.shell.logs import trace

log: Final = logging.getLogger(__name__)
PROGRESS_EVERY: Final = 1.0
"""Seconds between two writes of progress."""
NOTE_LENGTH: Final = 300
PATIENCE: Final = (0.2, 1.0, 5.0, 10.0)
"""Seconds between tries to write down an ending while the database is away or busy."""


class Lost(BaseException):
    """The attempt no longer holds its job: another has it. Tasks must not catch it."""


class TimedOut(BaseException):
    """The attempt took longer than its task may. Tasks must not catch it."""


class Interrupted(BaseException):
    """The worker is to end and waits no longer. Tasks must not catch it."""


@dataclass(slots=True)
class Context:
    """What the task is given; :class:`registry.JobContext` says what each part does."""

    held_by: Attempt
    told_at: float = field(default=0.0)

    @property
    def job_id(self) -> int:
        """Number of the job."""
        return self.held_by.job_id

    @property
    def key(self) -> str:
        """Key of the job."""
        return self.held_by.key

    @property
    def attempt(self) -> int:
        """1 for the first attempt."""
        return self.held_by.number

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Write how far the work is, once a second at most and at the end."""
        now = time.monotonic()
        if done < total and now - self.told_at < PROGRESS_EVERY:
            return
        self.told_at = now
        said = storable(note, NOTE_LENGTH)
        told = {"progress_done": done, "progress_total": total, "progress_note": said}
        if not held(self.held_by).update(**told) and not self._is_completed():
            raise Lost

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Open a transaction in which the attempt surely holds the job; raises Lost if not."""
        with transaction.atomic():
            if not held(self.held_by).select_for_update().exists():
                raise Lost
            yield

    @contextmanager
    def completing(self) -> Iterator[None]:
        """Open the transaction with which the job ends; raises Lost if another has it."""
        with self.holding():
            yield
            finish_held(self.held_by)

    def _is_completed(self) -> bool:
        mine = Job.objects.filter(pk=self.held_by.job_id, token=self.held_by.token)
        return mine.filter(state=Job.State.DONE).exists()


def run(attempt: Attempt) -> None:
    """Call the task as the person who asked for it; raises whatever it raises."""
    task = registry.known(attempt.name)
    with acting(attempt.actor, f"job {attempt.job_id}"):
        task.run(Context(attempt), attempt.payload)


def perform(attempt: Attempt, doing: Callable[[Attempt], None] = run) -> None:
    """Do the work of an attempt and write down how it ended; a failure is no exception here.

    Raises OperationalError only where the database cannot be told; then the job is lost, and
    another worker takes it.
    """
    try:
        doing(attempt)
    except Lost:
        log.warning("job %s (%s) was taken over by another attempt", attempt.job_id, attempt.name)
    except Interrupted:
        _insist(lambda: give_back(attempt))
    except TimedOut as error:
        fault = Fault(faults.TIMED_OUT, params={"seconds": str(attempt.timeout)})
        _failed(attempt, fault, trace(error))
    except Exception as error:  # noqa: BLE001 - whatever a task raises is its failure
        _failed(attempt, _why(error, attempt), trace(error))
    else:
        _insist(lambda: finish(attempt))


def say_failed(job: Job | None) -> None:
    """Log what became of a job whose attempt failed."""
    if job is None:
        return
    level = logging.ERROR if job.state == Job.State.DEAD else logging.WARNING
    word = "given up" if job.state == Job.State.DEAD else "failed and is tried again"
    details = {"task": job.name, "failures": job.failures, "why": job.why.get("code", "")}
    log.log(level, "job %s %s", job.id, word, extra={"details": details})


def _failed(attempt: Attempt, why: Fault, detail: str) -> None:
    _insist(lambda: say_failed(fail(attempt, why, detail)))


def _why(error: Exception, attempt: Attempt) -> Fault:
    if isinstance(error, Refused):
        return error.faults[0] if error.faults else Fault(faults.OTHER)
    if isinstance(error, LookupError) and registry.find(attempt.name) is None:
        return Fault(faults.UNKNOWN, params={"name": attempt.name})
    if isinstance(error, OperationalError):
        return Fault(faults.DATABASE_AWAY)
    return Fault(faults.BROKEN, params={"kind": type(error).__name__})


def _insist(write: Callable[[], None]) -> None:
    """Write, again and again for a while where the database is away; then let it raise."""
    for seconds in PATIENCE:
        try:
            return write()
        except OperationalError:
            if connection.in_atomic_block:
                raise
            connection.close()
            time.sleep(seconds)
    return write()
