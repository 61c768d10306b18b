"""Background work: how soon a fresh job is done, and what a worker costs that has nothing to do.

On an SQLite database of its own, with the worker as ``serve`` starts it. Bars: a fresh job is done
within 2 s in every try; an idle worker takes at most 3 % of one processor and writes at most 10
times a minute. Jobs per second and the cost of enqueueing are reported without a bar.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

LATENCY_BAR_S = 2.0
CPU_BAR = 0.03
WRITES_BAR = 10
IDLE_S = 60
TRIES = 12
MANY = 300
PATIENCE_S = 120


def register() -> None:
    """Register the task that is measured; Django has been started."""
    from chuangcheng.foundation.jobs.registry import JobContext, task

    @task("bench.nothing")
    def nothing(_context: JobContext, _payload: dict[str, Any]) -> None:
        """Do nothing."""


def start_django() -> None:
    """Start Django on the database that the environment names."""
    import django

    django.setup()
    register()


def work() -> None:
    """Be the worker of the process that started this one."""
    start_django()
    from chuangcheng.foundation.jobs.worker import work as be_worker

    be_worker(at_once=2, watched_by=os.getppid())


@contextmanager
def worker() -> Iterator[int]:
    """Run a worker until the block ends; yields its process."""
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.bench_jobs", "work"])
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def processor_seconds(pid: int) -> float:
    """Return the processor time a process has taken."""
    fields = (Path("/proc") / str(pid) / "stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int) -> float:
    """Return the memory that belongs to a process alone."""
    lines = (Path("/proc") / str(pid) / "smaps_rollup").read_text("ascii").splitlines()
    private = [int(line.split()[1]) for line in lines if line.startswith("Private")]
    return sum(private) / 1024


def idle(pid: int, database: Path) -> tuple[float, int]:
    """Return the share of a processor and the writes a minute of a worker without work."""
    with closing(sqlite3.connect(database)) as file:
        began, before = time.monotonic(), processor_seconds(pid)
        version, writes = file.execute("PRAGMA data_version").fetchone(), 0
        while time.monotonic() - began < IDLE_S:
            time.sleep(0.05)
            now = file.execute("PRAGMA data_version").fetchone()
            writes += now != version
            version = now
        taken = time.monotonic() - began
    return (processor_seconds(pid) - before) / taken, round(writes * 60 / taken)


def latencies() -> list[float]:
    """Return the seconds from asking until done, of jobs asked for now and then."""
    from chuangcheng.foundation.jobs.services import enqueue

    found = []
    for number in range(TRIES):
        time.sleep(0.37 + 0.083 * number)  # at other moments of the worker's second each time
        began = time.monotonic()
        job = enqueue("bench.nothing", {})
        wait_for(job.pk)
        found.append(time.monotonic() - began)
    return found


def wait_for(number: int) -> None:
    """Return when a job is done; raises TimeoutError."""
    from chuangcheng.foundation.jobs.models import Job

    end = time.monotonic() + PATIENCE_S
    while not Job.objects.filter(pk=number, state=Job.State.DONE).exists():
        if time.monotonic() > end:
            raise TimeoutError(number)
        time.sleep(0.01)


def many() -> tuple[float, float]:
    """Return the milliseconds that enqueueing one job takes, and how many are done a second."""
    from chuangcheng.foundation.jobs.models import Job
    from chuangcheng.foundation.jobs.services import enqueue

    began = time.monotonic()
    for _ in range(MANY):
        enqueue("bench.nothing", {})
    asked = time.monotonic()
    left = Job.objects.exclude(state=Job.State.DONE)
    while left.exists():
        if time.monotonic() > asked + PATIENCE_S:
            raise TimeoutError(left.count())
        time.sleep(0.05)
    return (asked - began) / MANY * 1000, MANY / (time.monotonic() - began)


def measure(home: Path) -> bool:
    """Print what was measured; tell whether every bar was met."""
    start_django()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with worker() as pid:
        time.sleep(5)
        memory = memory_mb(pid)  # while no children share it
        fresh = latencies()
        share, writes = idle(pid, home / "db.sqlite3")
        cost, rate = many()
    met = max(fresh) <= LATENCY_BAR_S and share <= CPU_BAR and writes <= WRITES_BAR
    print(f"fresh job done after    median {median(fresh):.2f} s, worst {max(fresh):.2f} s")
    print(f"idle worker             {share:.2%} of a processor, {writes} writes a minute")
    print(f"idle worker's memory    {memory:.0f} MB of its own")
    print(f"enqueueing              {cost:.1f} ms a job")
    print(f"jobs done               {rate:.0f} a second")
    bars = f"{LATENCY_BAR_S:.0f} s, {CPU_BAR:.0%}, {WRITES_BAR} writes"
    print(f"bars {bars}: {'met' if met else 'NOT met'}")
    return met


def main() -> int:
    """Measure in a folder of its own; exit code 1 where a bar is missed."""
    if sys.argv[1:] == ["work"]:
        work()
        return 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ.pop("DATABASE_URL", None)
        os.environ["CHUANGCHENG_HOME"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "chuangcheng.config.settings"
        os.environ["LOG_LEVEL"] = "WARNING"
        return 0 if measure(Path(folder)) else 1


if __name__ == "__main__":
    sys.exit(main())
