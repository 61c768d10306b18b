"""A small installation with tasks of its own, to be worked off by real workers that are killed.

``python -m tests.foundation.jobs.trial prepare|feed|work`` is run by the tests in processes of its
own. Each number that is asked for is written to the table ``asked`` in the transaction that
enqueues its job; each job writes its number to ``ledger``, which has no constraint whatever, so
that what is done twice would show.
"""

import contextlib
import os
import signal
import sys
import time
from typing import Any

import django
from django.core.management import call_command
from django.db import connection, transaction

FEED_EVERY = 0.05


def register_good() -> None:
    """Register the tasks that do what they should; Django has been started."""
    from chuangcheng.foundation.jobs.registry import JobContext, task
    from chuangcheng.foundation.jobs.services import enqueue

    @task("trial.once", backoff=(1,))
    def once(context: JobContext, payload: dict[str, Any]) -> None:
        """Write one line with the end of the job, and ask for the next job in the same breath."""
        time.sleep(0.03)
        with context.completing():
            note("ledger", payload["n"])
            enqueue("trial.steps", {"n": payload["n"]})
            time.sleep(0.02)
        time.sleep(0.03)

    @task("trial.steps", backoff=(1,))
    def steps(context: JobContext, payload: dict[str, Any]) -> None:
        """Write three lines, each in a transaction of its own, each once whatever happens."""
        for step in range(1, 4):
            number = -(payload["n"] * 10 + step)
            with context.holding():
                if not read("SELECT n FROM ledger WHERE n = %s", number):
                    note("ledger", number)
            context.progress(step, 3)
            time.sleep(0.02)


def register_bad() -> None:
    """Register the tasks that end badly; Django has been started."""
    from chuangcheng.foundation.jobs.registry import JobContext, task

    @task("trial.murder", backoff=(1,))
    def murder(_context: JobContext, _payload: dict[str, Any]) -> None:
        """Take the process with it, as a task without memory does."""
        os.kill(os.getpid(), signal.SIGKILL)

    @task("trial.sleep", retries=0, timeout=1)
    def sleep(_context: JobContext, _payload: dict[str, Any]) -> None:
        """Take longer than allowed, and catch what can be caught."""
        with contextlib.suppress(Exception):
            time.sleep(60)

    @task("trial.deaf", retries=0, timeout=1)
    def deaf(_context: JobContext, _payload: dict[str, Any]) -> None:
        """Take longer than allowed and hear no signal, as foreign code may."""
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM, signal.SIGTERM})
        time.sleep(60)

    @task("trial.long")
    def long(_context: JobContext, payload: dict[str, Any]) -> None:
        """Take long, but say when it began."""
        with transaction.atomic():
            note("ledger", payload["n"])
        time.sleep(60)


def note(table: str, number: int) -> None:
    """Insert a number."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} (n) VALUES (%s)", (number,))  # noqa: S608 - our own


def read(query: str, *values: int) -> list[Any]:
    """Return the first column of a query."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [row[0] for row in cursor.fetchall()]


def prepare() -> None:
    """Make the tables."""
    for app in ("jobs", "audit", "django_q"):
        call_command("migrate", app, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE asked (n integer)")
        cursor.execute("CREATE TABLE ledger (n integer)")


def feed(task: str, count: int) -> None:
    """Ask for jobs one by one, each third time taking it back; go on where the last one stopped."""
    from chuangcheng.foundation.jobs.services import enqueue

    (last,) = read("SELECT coalesce(max(n), 0) FROM asked")
    for number in range(last + 1, last + count + 1):
        with transaction.atomic():
            note("asked", number)
            enqueue(task, {"n": number})
            if number % 3 == 0 and task == "trial.once":
                transaction.set_rollback(True)
        if number % 3 == 0 and task == "trial.once":
            with transaction.atomic():  # the number is used up, so that the next goes on behind it
                note("asked", -number)
        time.sleep(FEED_EVERY)


def work(*, patiently: bool) -> None:
    """Be a worker; a patient one holds no job guilty that is killed with it again and again."""
    from chuangcheng.entrypoints.cli.watching import WATCHED_BY
    from chuangcheng.foundation.jobs.services import attempts
    from chuangcheng.foundation.jobs.worker import work as be_worker

    if patiently:
        attempts.MOST_LOSSES = 1_000  # type: ignore[misc]  # final for the program

    be_worker(at_once=3, watched_by=int(os.environ[WATCHED_BY]))


def main(arguments: list[str]) -> None:
    """Do what the first argument says."""
    django.setup()
    register_good()
    register_bad()
    what, *rest = arguments
    if what == "prepare":
        prepare()
    elif what == "feed":
        feed(rest[0], int(rest[1]))
    else:
        work(patiently=bool(rest))


if __name__ == "__main__":
    main(sys.argv[1:])
