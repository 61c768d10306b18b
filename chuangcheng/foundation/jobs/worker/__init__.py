"""The worker: a process that looks at the queue, and children of it that do the work."""

from pathlib import Path

from chuangcheng.foundation.jobs.worker.alone import alone
from chuangcheng.foundation.jobs.worker.supervisor import Supervisor

__all__ = ["work"]


def work(*, at_once: int, watched_by: int | None = None, only_one_in: Path | None = None) -> None:
    """Work until a signal asks to end, or until the process ``watched_by`` is gone.

    ``only_one_in`` is the state folder where no second worker may be at work.
    """
    supervisor = Supervisor(at_once=at_once, watched_by=watched_by)
    if only_one_in is None:
        supervisor.run()
        return
    with alone(only_one_in, supervisor.is_to_end) as mine:
        if mine:
            supervisor.run()
