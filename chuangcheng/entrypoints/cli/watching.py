"""Starts one worker beside the site and watches it: it is started again when it dies.

The worker is a process of its own, in a session of its own: Ctrl-C reaches the site, which then
asks the worker to end. Should the site be killed, the worker notices and ends by itself.
"""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from typing import Final

log: Final = logging.getLogger(__name__)

WATCHED_BY: Final = "CHUANGCHENG_WATCHED_BY"
"""Tells a worker the process it may not outlive."""
FIRST_AFTER: Final = 0.5
"""Seconds before the first start: the site's own process comes first."""
PAUSES: Final = (0.2, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
"""Seconds before a dead worker is started again; longer where it dies again and again."""
LIVES: Final = 60.0
"""A worker that lived so long has recovered."""
PATIENCE: Final = 12.0
"""Seconds that the worker has to end: its jobs at hand may finish, or are given back."""


# -P: no module of the folder it happens to be started in.
COMMAND: Final = (sys.executable, "-P", "-m", "chuangcheng", "worker")


class WorkerWatch:
    """Keeps one worker alive between ``start`` and ``stop``."""

    def __init__(self, command: Sequence[str] = COMMAND, pauses: Sequence[float] = PAUSES) -> None:
        self._command, self._pauses = command, pauses
        self.deaths = 0
        """How often it died in a row, each time before it had lived for a minute."""
        self._ending = threading.Event()
        self._lock = threading.Lock()
        self._worker: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, name="worker watch", daemon=True)

    @property
    def pid(self) -> int | None:
        """Number of the worker's process; None where it is dead at the moment."""
        worker = self._worker
        return worker.pid if worker is not None and worker.poll() is None else None

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the worker to end, and wait until it has; kill it if it does not."""
        self._ending.set()
        with self._lock:  # nobody starts another from here on
            worker = self._worker
        if worker is not None and worker.poll() is None:
            worker.send_signal(signal.SIGTERM)
            try:
                worker.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                worker.kill()
                worker.wait()
        if self._thread.is_alive():
            self._thread.join()

    def _keep(self) -> None:
        self._ending.wait(FIRST_AFTER)
        while worker := self._begin():
            began = time.monotonic()
            code = worker.wait()
            if self._ending.is_set():
                return
            self.deaths = 1 if time.monotonic() - began > LIVES else self.deaths + 1
            pause = self._pauses[min(self.deaths, len(self._pauses)) - 1]
            details = {"code": code, "deaths": self.deaths}
            log.error("the worker ended; started again in %s s", pause, extra={"details": details})
            self._ending.wait(pause)

    def _begin(self) -> subprocess.Popen[bytes] | None:
        """Start a worker; None where the watch is over."""
        with self._lock:
            if self._ending.is_set():
                return None
            self._worker = subprocess.Popen(  # noqa: S603 - this very program
                self._command,
                env={**os.environ, WATCHED_BY: str(os.getpid())},
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
            return self._worker
