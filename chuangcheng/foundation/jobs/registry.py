"""What the rooms want done in the background: tasks, receivers of events, and schedules.

Each room registers its own in its ``jobs.py``, which is read when the program starts.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from chuangcheng.foundation.jobs import times

BACKOFF: Final = (10, 60, 300, 1800, 7200)
"""Seconds to wait after the first, second … failure; the last one again from then on."""
RETRIES: Final = 5
TIMEOUT: Final = 300


class JobContext(Protocol):
    """What a task learns about its run, and how it tells how far it is.

    ``key`` is the same in every attempt, and for a receiver it is the identifier of the event:
    what is done once must be done once for each key.
    """

    @property
    def job_id(self) -> int:
        """Number of the job."""

    @property
    def key(self) -> str:
        """Key of the job."""

    @property
    def attempt(self) -> int:
        """1 for the first attempt."""

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Say how far the work is; ``note`` is a msgid or plain words. Cheap to call often."""

    def holding(self) -> AbstractContextManager[None]:
        """Open a transaction that commits only while this attempt still holds the job."""

    def completing(self) -> AbstractContextManager[None]:
        """Open the transaction of the last writes: they and the end of the job commit together."""


Run = Callable[[JobContext, dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Task:
    """A kind of work: ``run`` is called with a context and the payload, at least once.

    It fails after ``retries`` further attempts, and each attempt after ``timeout`` seconds.
    ``event`` is what a receiver waits for, empty for a task. ``title`` is a msgid for the pages.
    """

    name: str
    run: Run
    title: str = ""
    retries: int = RETRIES
    backoff: tuple[int, ...] = BACKOFF
    timeout: int = TIMEOUT
    event: str = ""

    def wait(self, failures: int) -> int:
        """Return the seconds to wait after this many failures."""
        return self.backoff[min(failures, len(self.backoff)) - 1]


@dataclass(frozen=True, slots=True)
class Schedule:
    """A task that is due again and again, at local times."""

    name: str
    at: str
    rhythm: times.Times = field(compare=False)
    payload: Mapping[str, Any] = field(default_factory=dict)


_tasks: dict[str, Task] = {}
_schedules: dict[str, Schedule] = {}


def task(
    name: str,
    *,
    title: str = "",
    retries: int = RETRIES,
    backoff: tuple[int, ...] = BACKOFF,
    timeout: int = TIMEOUT,
) -> Callable[[Run], Run]:
    """Register a function as the task ``name`` (``room.verb``). Raises ValueError if taken."""

    def registered(run: Run) -> Run:
        _register(Task(name, run, title, retries, backoff, timeout))
        return run

    return registered


def receiver(
    event: str,
    *,
    name: str,
    title: str = "",
    retries: int = RETRIES,
    backoff: tuple[int, ...] = BACKOFF,
    timeout: int = TIMEOUT,
) -> Callable[[Run], Run]:
    """Register a function as the receiver ``name`` of every event ``event``."""

    def registered(run: Run) -> Run:
        _register(Task(name, run, title, retries, backoff, timeout, event))
        return run

    return registered


def schedule(name: str, *, at: str, payload: Mapping[str, Any] | None = None) -> None:
    """Let the task ``name`` be due at the times of ``at``, in the installation's time zone.

    Forms: ``every 5 minutes``, ``daily 08:00``, ``weekly MON 08:00``, ``monthly 1 03:30``. Raises
    ValueError for another form, or where the task has a schedule already.
    """
    wanted = Schedule(name, at, times.read(at), dict(payload or {}))
    if _schedules.setdefault(name, wanted) != wanted:
        raise ValueError(f"the task {name} has two schedules")


def find(name: str) -> Task | None:
    """Return the task or receiver of this name, None where no room knows it."""
    return _tasks.get(name)


def known(name: str) -> Task:
    """Return the task or receiver of this name; raises LookupError."""
    found = _tasks.get(name)
    if found is None:
        raise LookupError(f"no room registers the task {name}")
    return found


def receivers_of(event: str) -> tuple[Task, ...]:
    """Return the receivers of an event, by name."""
    return tuple(_tasks[name] for name in sorted(_tasks) if _tasks[name].event == event)


def tasks() -> tuple[Task, ...]:
    """Return every task and receiver, by name."""
    return tuple(_tasks[name] for name in sorted(_tasks))


def schedules() -> tuple[Schedule, ...]:
    """Return every schedule, by the name of its task."""
    return tuple(_schedules[name] for name in sorted(_schedules))


@contextmanager
def registered_for_a_test(*, alone: bool = False) -> Iterator[None]:
    """Forget at the end of the block what is registered inside it; ``alone`` begins with none."""
    before = dict(_tasks), dict(_schedules)
    if alone:
        _tasks.clear()
        _schedules.clear()
    try:
        yield
    finally:
        _tasks.clear()
        _schedules.clear()
        _tasks.update(before[0])
        _schedules.update(before[1])


def _register(wanted: Task) -> None:
    if not wanted.backoff:
        raise ValueError(f"the task {wanted.name} has no times to wait")
    if wanted.timeout < 1:
        raise ValueError(f"the task {wanted.name} has no time to run")
    if wanted.name in _tasks:
        raise ValueError(f"the task {wanted.name} is registered twice")
    _tasks[wanted.name] = wanted
