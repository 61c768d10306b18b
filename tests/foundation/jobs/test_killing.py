"""Workers are killed in the midst of everything: nothing is lost, nothing done twice that matters.

Five times in every run; fifty times in ``make soak``. On SQLite there is one worker, on PostgreSQL
there are two at the same queue.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest

from chuangcheng.entrypoints.cli.watching import WorkerWatch

ROOT = Path(__file__).parents[3]
IN_SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
KILLS = 50 if IN_SOAK else 5
TRIAL = (sys.executable, "-m", "tests.foundation.jobs.trial")
PATIENCE = 120
STARTER = f"""
import time
from chuangcheng.entrypoints.cli.watching import WorkerWatch
watch = WorkerWatch({(*TRIAL, "work")!r})
watch.start()
while watch.pid is None:
    time.sleep(0.05)
print(watch.pid, flush=True)
time.sleep(600)
"""


@dataclass(frozen=True)
class Trial:
    """A database of its own, and the environment in which processes find it."""

    environment: dict[str, str]
    folder: Path

    @property
    def url(self) -> str:
        return self.environment.get("DATABASE_URL", "")

    def run(self, *arguments: object) -> "subprocess.Popen[bytes]":
        """Start the program of the trial."""
        command = [*TRIAL, *(str(argument) for argument in arguments)]
        return subprocess.Popen(command, env=self.environment, cwd=self.folder)

    def read(self, query: str) -> list[tuple[Any, ...]]:
        """Ask the database from outside."""
        if self.url:
            with psycopg.connect(self.url) as connection:
                return connection.execute(query.encode()).fetchall()
        with closing(sqlite3.connect(self.folder / "db.sqlite3", timeout=20)) as file:
            return file.execute(query).fetchall()

    def count(self, query: str) -> int:
        """Return the number a query tells."""
        ((number,),) = self.read(query)
        return int(number or 0)

    def wait(self, until: Callable[[], bool], seconds: float = PATIENCE) -> None:
        """Wait until something is so; fail with what the jobs are like if it does not become so."""
        end = time.monotonic() + seconds
        while not until():
            if time.monotonic() > end:
                states = self.read(
                    "SELECT id, name, state, attempts, failures, losses FROM jobs_job"
                    " WHERE state <> 'done' ORDER BY id LIMIT 20"
                )
                pytest.fail(f"not so after {seconds} s: {states}")
            time.sleep(0.1)


@pytest.fixture
def trial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Trial]:
    monkeypatch.setenv("CHUANGCHENG_HOME", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "chuangcheng.config.settings")
    monkeypatch.setenv("LOG_LEVEL", "ERROR")
    with own_database() as url:
        if url:
            monkeypatch.setenv("DATABASE_URL", url)
        made = Trial(dict(os.environ), tmp_path)
        assert made.run("prepare").wait(PATIENCE) == 0
        yield made


@contextmanager
def own_database() -> Iterator[str]:
    """Make a database on the server of DATABASE_URL; yields nothing where there is none."""
    server = os.environ.get("DATABASE_URL", "")
    if not server:
        yield ""
        return
    name = f"trial_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@contextmanager
def workers(number: int, *how: str) -> Iterator[list[WorkerWatch]]:
    """Keep workers alive as ``serve`` does."""
    watches = [WorkerWatch((*TRIAL, "work", *how), pauses=(0.1,)) for _ in range(number)]
    for watch in watches:
        watch.start()
    try:
        yield watches
    finally:
        for watch in watches:
            watch.stop()


def children(pid: int) -> list[int]:
    try:
        return [
            int(found) for found in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        ]
    except OSError:
        return []


def kill_something(watch: WorkerWatch, chance: random.Random) -> str:
    """Kill the whole worker, its first process, or one of its children; say which."""
    pid = watch.pid
    if pid is None:
        return "nothing"
    kind = chance.choice(["group", "first", "child"])
    hands = children(pid)
    victims = {"group": [pid, *hands], "first": [pid], "child": hands[:1] or [pid]}[kind]
    if kind == "child" and hands:
        victims = [chance.choice(hands)]
    for victim in victims:
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
    return kind


@pytest.mark.soak
def test_killed_workers_lose_nothing_and_do_nothing_twice(trial: Trial) -> None:
    seed = random.SystemRandom().randrange(10**6) if IN_SOAK else 3
    chance, killed = random.Random(seed), Counter[str]()  # noqa: S311 - no secret
    done = "SELECT count(*) FROM jobs_job WHERE state = 'done'"
    with workers(2 if trial.url else 1, "patiently") as watches:
        trial.wait(lambda: trial.count("SELECT count(*) FROM jobs_worker") == len(watches))
        feeder = trial.run("feed", "trial.once", 100_000)
        while sum(killed.values()) - killed["nothing"] < KILLS:
            before = trial.count(done)  # however slow the machine is, in the midst of work
            trial.wait(lambda: trial.count(done) > before + 1)  # noqa: B023 - called at once
            time.sleep(chance.uniform(0, 0.2))
            killed[kill_something(chance.choice(watches), chance)] += 1
            if chance.random() < 0.2 or feeder.poll() is not None:
                feeder.kill()  # who asks is killed as well, in the midst of a transaction
                feeder.wait()
                feeder = trial.run("feed", "trial.once", 100_000)
        feeder.kill()
        feeder.wait()
        undone = "SELECT count(*) FROM jobs_job WHERE state NOT IN ('done', 'dead')"
        trial.wait(lambda: trial.count(undone) == 0)

    asked = {number for (number,) in trial.read("SELECT n FROM asked WHERE n > 0")}
    ledger = Counter(number for (number,) in trial.read("SELECT n FROM ledger"))
    steps = {-(number * 10 + step) for number in asked for step in (1, 2, 3)}
    said = f"seed {seed}, {dict(killed)}, {len(asked)} asked"
    assert len(asked) > KILLS, said
    assert set(ledger) == asked | steps, said
    assert {number for number, times in ledger.items() if times > 1} == set(), said
    assert trial.read("SELECT id, name, why FROM jobs_job WHERE state = 'dead'") == [], said
    assert trial.count("SELECT count(*) FROM jobs_job") == 2 * len(asked), said
    assert trial.count("SELECT count(*) FROM django_q_ormq") == 0, said
    # Otherwise nobody was hit while working, and the trial showed nothing.
    assert trial.count("SELECT sum(losses) FROM jobs_job") > 0, said
    assert trial.count("SELECT count(*) FROM jobs_worker") == 0, said


def test_bad_tasks_end_as_dead_letters_and_stop_nobody_else(trial: Trial) -> None:
    for task in ("trial.murder", "trial.sleep", "trial.deaf"):
        assert trial.run("feed", task, 1).wait(PATIENCE) == 0
    with workers(1):
        trial.wait(lambda: trial.count("SELECT count(*) FROM jobs_worker") == 1)
        assert trial.run("feed", "trial.once", 4).wait(PATIENCE) == 0
        done = "SELECT count(*) FROM jobs_job WHERE state = 'done'"
        trial.wait(lambda: trial.count(done) == 6, 30)  # one of the four was taken back
        dead = "SELECT count(*) FROM jobs_job WHERE state = 'dead'"
        trial.wait(lambda: trial.count(dead) == 3, 60)
    found = trial.read("SELECT name, failures, losses, why FROM jobs_job WHERE state = 'dead'")
    ends = {name: (failures, losses, str(why)) for name, failures, losses, why in found}
    assert ends["trial.murder"][:2] == (0, 5)
    assert "jobs.lost" in ends["trial.murder"][2]
    for name in ("trial.sleep", "trial.deaf"):
        assert ends[name][:2] == (1, 0)
        assert "jobs.timed_out" in ends[name][2]


def test_a_worker_that_is_to_end_gives_its_job_back(trial: Trial) -> None:
    assert trial.run("feed", "trial.long", 1).wait(PATIENCE) == 0
    with workers(1) as (watch,):
        trial.wait(lambda: trial.count("SELECT count(*) FROM ledger") == 1)
        began = time.monotonic()
        watch.stop()
        assert time.monotonic() - began < 10
    job = trial.read("SELECT state, attempts, failures, losses FROM jobs_job")
    assert job == [("queued", 0, 0, 0)]
    assert trial.count("SELECT count(*) FROM django_q_ormq") == 1


def test_a_worker_does_not_outlive_who_started_it(trial: Trial) -> None:
    assert trial.run("feed", "trial.long", 1).wait(PATIENCE) == 0
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER],
        env=trial.environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert starter.stdout is not None
    pid = int(starter.stdout.readline())
    trial.wait(lambda: trial.count("SELECT count(*) FROM ledger") == 1)
    family = [pid, *children(pid)]
    starter.kill()
    starter.communicate()
    trial.wait(lambda: not any(Path(f"/proc/{member}").exists() for member in family), 10)
    assert trial.read("SELECT state, attempts FROM jobs_job") == [("queued", 0)]
