"""A child of the worker: it does one job after another, until its parent is gone.

It is forked, so it begins with the program loaded. Attempts come to it through a pipe as JSON; a
byte goes back after each. What it may not outlive is its parent: the kernel kills it then.
"""

import ctypes
import json
import os
import resource
import signal
from collections.abc import Callable
from dataclasses import asdict
from multiprocessing.connection import Connection
from types import FrameType
from typing import Final

from django.db import DEFAULT_DB_ALIAS, connections

from chuangcheng.foundation.audit.actors import Actor
from chuangcheng.foundation.jobs.services.attempts import Attempt
from chuangcheng.foundation.jobs.services.performing import Interrupted, TimedOut, perform, run

DONE: Final = b"done"
MOST_JOBS: Final = 200
"""After so many jobs a child makes room for a fresh one, and gives back what libraries keep."""
MOST_KILOBYTES: Final = 400_000
PR_SET_PDEATHSIG: Final = 1


def pack(attempt: Attempt) -> bytes:
    """Return an attempt as it goes through the pipe."""
    return json.dumps(asdict(attempt)).encode()


def unpack(sent: bytes) -> Attempt:
    """Return the attempt that was packed."""
    parts = json.loads(sent)
    return Attempt(**{**parts, "actor": Actor(**parts["actor"])})


def main(pipe: Connection, strange: list[Connection], parent: int) -> None:
    """Do the work that comes through ``pipe``; ``strange`` are ends that belong to others."""
    for end in strange:
        end.close()
    _die_with(parent)
    signal.set_wakeup_fd(-1)  # the parent's
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        for _ in range(MOST_JOBS):
            perform(unpack(pipe.recv_bytes()), _limited)
            connections.close_all()
            pipe.send_bytes(DONE)
            if _kilobytes() > MOST_KILOBYTES:
                return
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _limited(attempt: Attempt) -> None:
    """Call the task; TimedOut after its seconds, Interrupted where the worker is to end."""
    armed = True

    def raising(error: type[BaseException]) -> Callable[[int, FrameType | None], None]:
        def handle(_number: int, _frame: FrameType | None) -> None:
            nonlocal armed
            if armed:  # once, and never when the task has just returned
                armed = False
                raise error

        return handle

    signal.signal(signal.SIGALRM, raising(TimedOut))
    signal.signal(signal.SIGTERM, raising(Interrupted))
    signal.setitimer(signal.ITIMER_REAL, attempt.timeout)
    try:
        run(attempt)
    except (TimedOut, Interrupted):
        _forget_connection()
        raise
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # writing down how it ended is not broken off


def _forget_connection() -> None:
    """Begin with a new connection: a signal may have struck in the midst of opening or closing."""
    connections[DEFAULT_DB_ALIAS].close()
    del connections[DEFAULT_DB_ALIAS]


def _die_with(parent: int) -> None:
    """Have the kernel kill this process when its parent ends; leave at once if it has."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _kilobytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
