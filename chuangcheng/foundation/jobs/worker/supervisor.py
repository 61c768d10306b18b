"""The worker's own process: it looks at the queue and the clock, and leaves the work to children.

It does nothing that can take long, so that leases are kept, the record is sealed and schedules are
met while the children work. Nothing here ends it but a signal, or the end of who started it.
"""

import logging
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Pipe
from typing import Final

from django.db import DatabaseError, connection

from chuangcheng.domain.errors import Fault
from chuangcheng.foundation.audit.services import seal
from chuangcheng.foundation.jobs import faults
from chuangcheng.foundation.jobs.models import Job, Worker
from chuangcheng.foundation.jobs.services import queue, schedules, workers
from chuangcheng.foundation.jobs.services.attempts import claim, fail, release
from chuangcheng.foundation.jobs.services.cleaning import sweep
from chuangcheng.foundation.jobs.services.performing import say_failed
from chuangcheng.foundation.jobs.worker.crew import Crew, Ended

log: Final = logging.getLogger(__name__)

POLL: Final = 1.0
"""Seconds between two looks at an empty queue."""
SEAL_EVERY: Final = 2.0
SCHEDULES_EVERY: Final = 5.0
BEAT_EVERY: Final = 15.0
BURY_EVERY: Final = 30.0
SWEEP_EVERY: Final = 300.0
SLOWEST: Final = 60.0
"""Most seconds between two tries of a chore that fails."""
GRACE: Final = 5.0
"""Seconds that jobs at hand may still take when the worker is to end; then they are given back."""
GIVING_BACK: Final = 3.0


@dataclass(slots=True)
class Chore:
    """Something done every few seconds; where it fails, less and less often until it works."""

    name: str
    do: Callable[[], object]
    every: float
    due: float = 0.0
    failures: int = 0

    def run(self, now: float) -> bool:
        """Do it if it is due; tell whether it works."""
        if now < self.due:
            return self.failures == 0
        try:
            self.do()
        except Exception:
            self.failures += 1
            pause = min(self.every * 2**self.failures, SLOWEST)
            log.exception("%s fails; tried again in %.0f s", self.name, pause)
            connection.close()
            self.due = now + pause
            return False
        if self.failures:
            log.warning("%s works again", self.name)
        self.failures, self.due = 0, now + self.every
        return True


class Supervisor:
    """A worker; ``watched_by`` is the process it may not outlive, if any."""

    def __init__(self, *, at_once: int = 2, watched_by: int | None = None) -> None:
        self._crew = Crew(at_once)
        self._watched_by = watched_by
        self._row: Worker | None = None
        self._asked = False
        self._beat = Chore("the sign of life", self._give_sign, BEAT_EVERY)
        self._take = Chore("looking at the queue", self._hand_out, POLL)
        self._others = (
            Chore("sealing the record", seal, SEAL_EVERY),
            Chore("the schedules", schedules.run_due, SCHEDULES_EVERY),
            Chore("burying workers", workers.bury, BURY_EVERY),
            Chore("sweeping the queue", sweep, SWEEP_EVERY, due=time.monotonic() + SWEEP_EVERY),
        )
        self._woken, self._waker = Pipe(duplex=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)

    def run(self) -> None:
        """Work until SIGTERM or SIGINT, or until the process that watches is gone."""
        log.info("worker started, %s jobs at once", self._crew.size)
        while not self.is_to_end():
            self._round()
        self._end()
        log.info("worker ended")

    def _ask(self, _number: int, _frame: object) -> None:
        self._asked = True
        self._waker.send_bytes(b"!")  # ends the wait

    def is_to_end(self) -> bool:
        """Tell whether it was asked to end, or who watches it is gone."""
        return self._asked or (self._watched_by is not None and os.getppid() != self._watched_by)

    def _round(self) -> None:
        """Do what is due, then wait for the next thing to happen."""
        now = time.monotonic()
        # Without a sign of life no new job: it could be taken for lost while it runs.
        if self._beat.run(now):
            self._take.run(now)
        for chore in self._others:
            chore.run(now)
        soonest = min(chore.due for chore in (self._beat, self._take, *self._others))
        self._crew.wait(min(soonest - time.monotonic(), POLL), self._woken)
        self._look_after()

    def _give_sign(self) -> None:
        if self._row is None:
            workers.bury()
            self._row = workers.sign_in(self._crew.size)
        else:
            workers.beat(self._row, self._crew.attempts)

    def _hand_out(self) -> None:
        name = self._row.name if self._row else ""
        while self._crew.has_room and queue.is_waiting():
            attempt = claim(name, frozenset(each.job_id for each in self._crew.attempts))
            if attempt is not None:
                self._crew.hand_out(attempt)

    def _look_after(self) -> None:
        busy = len(self._crew.attempts)
        for ended in self._crew.look():
            try:
                _write_down(ended)
            except DatabaseError:
                log.exception("job %s waits for the end of its lease", ended.attempt.job_id)
                connection.close()
        if len(self._crew.attempts) < busy and not self._take.failures:
            self._take.due = 0.0  # somebody is free

    def _end(self) -> None:
        """Let jobs at hand finish, or give them back; then sign off."""
        for seconds in (GRACE if self._asked else 0.0, GIVING_BACK):
            until = time.monotonic() + seconds
            while self._crew.attempts and time.monotonic() < until:
                self._crew.wait(until - time.monotonic())
                self._look_after()
            self._crew.interrupt()
        self._crew.end()
        if self._row is not None:
            try:
                workers.sign_off(self._row)
                seal()
            except Exception:
                log.exception("the worker could not sign off")


def _write_down(ended: Ended) -> None:
    if ended.late:
        words = {"seconds": str(ended.attempt.timeout)}
        say_failed(fail(ended.attempt, Fault(faults.TIMED_OUT, params=words)))
        return
    log.error("a child ended in the middle of job %s", ended.attempt.job_id)
    release(Job.objects.filter(pk=ended.attempt.job_id, token=ended.attempt.token))
