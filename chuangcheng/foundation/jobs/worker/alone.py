"""On SQLite there is one worker: a lock on a file of the state folder sees to it."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

LOOK_EVERY: Final = 0.5


@contextmanager
def alone(folder: Path, give_up: Callable[[], bool]) -> Iterator[bool]:
    """Wait until no other worker uses ``folder``; the kernel frees it when a process ends.

    Yields False where ``give_up`` said, while waiting, that it is no longer worth it.
    """
    with (folder / "worker.lock").open("a") as file:
        while not give_up():
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(LOOK_EVERY)
            else:
                yield True
                return
        yield False
