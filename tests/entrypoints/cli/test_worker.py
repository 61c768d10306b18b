"""The worker that ``serve`` starts and watches, and the command for workers elsewhere."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from chuangcheng.entrypoints.cli.watching import WATCHED_BY, WorkerWatch
from tests.entrypoints.cli.conftest import clean_environment
from tests.entrypoints.cli.test_serving import free_port, page, running, stopped

PATIENCE = 60


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the database has been made."""
    folder = tmp_path_factory.mktemp("site")
    assert command(folder, "migrate").returncode == 0
    return folder


@pytest.fixture
def built(home: Path) -> dict[str, str]:
    """An environment in which the front end counts as built."""
    folder = home / "dist"
    folder.mkdir(exist_ok=True)
    entry = {"file": "assets/x.js", "isEntry": True, "css": []}
    manifest = {f"src/{name}.ts": {**entry, "name": name} for name in ("main", "theme")}
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    return {
        "DJANGO_SETTINGS_MODULE": "tests.entrypoints.cli.served_settings",
        "TEST_FRONT_END": str(folder),
    }


def command(
    folder: Path, *arguments: str, **environment: str
) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "chuangcheng", *arguments],
        cwd=folder,
        env=clean_environment(folder, **environment),
        capture_output=True,
        text=True,
        check=False,
    )


def workers_of(pid: int) -> list[int]:
    """Return the workers that a process has started."""
    lists = Path(f"/proc/{pid}/task").glob("*/children")  # each thread's own
    found = [int(child) for children in lists for child in children.read_text().split()]
    return [child for child in found if b"worker" in command_of(child).split(b"\0")]


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def wait(until: Callable[[], object], seconds: float = PATIENCE) -> None:
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.05)


def test_serve_starts_one_worker_starts_it_again_and_ends_it(
    built: dict[str, str], home: Path
) -> None:
    port = free_port()
    with running(home, built, "serve", "--port", str(port)) as server:
        page(port, server)
        wait(lambda: workers_of(server.pid))
        (first,) = workers_of(server.pid)
        os.kill(first, signal.SIGKILL)
        wait(lambda: workers_of(server.pid) not in ([], [first]))
        (second,) = workers_of(server.pid)
        page(port, server)
        output = stopped(server)
        assert command_of(second) == b""
    assert "the worker ended; started again" in output


def test_a_worker_ends_when_serve_is_killed(built: dict[str, str], home: Path) -> None:
    port = free_port()
    with running(home, built, "serve", "--port", str(port)) as server:
        page(port, server)
        wait(lambda: workers_of(server.pid))
        (worker,) = workers_of(server.pid)
        server.kill()
        wait(lambda: command_of(worker) == b"", 10)


def test_serve_ends_its_worker_when_terminated(built: dict[str, str], home: Path) -> None:
    port = free_port()
    with running(home, built, "serve", "--port", str(port)) as server:
        page(port, server)
        wait(lambda: workers_of(server.pid))
        (worker,) = workers_of(server.pid)
        server.terminate()
        server.communicate(timeout=PATIENCE)
        assert server.returncode == 0
        assert command_of(worker) == b""


def test_on_sqlite_there_is_no_second_worker(home: Path) -> None:
    answer = command(home, "worker")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "with SQLite the site does its background work itself" in answer.stderr
    half = command(home, "worker", JOBS="external")
    assert half.returncode == 1
    assert "DATABASE_URL" in half.stderr


def test_a_worker_waits_until_the_one_before_it_is_gone(home: Path) -> None:
    first, second = start_worker(home), None
    try:
        assert "worker started" in said(first)
        second = start_worker(home)
        time.sleep(1.5)
        first.terminate()
        assert first.wait(PATIENCE) == 0
        assert "worker started" in said(second)
        second.terminate()
        assert second.wait(PATIENCE) == 0
    finally:
        for worker in (first, second):
            if worker is not None:
                worker.kill()
                worker.communicate()


def start_worker(home: Path) -> "subprocess.Popen[str]":
    """Start a worker as ``serve`` does; this process watches."""
    return subprocess.Popen(
        [sys.executable, "-m", "chuangcheng", "worker"],
        env=clean_environment(home, **{WATCHED_BY: str(os.getpid())}),
        stderr=subprocess.PIPE,
        text=True,
    )


def said(worker: "subprocess.Popen[str]") -> str:
    """Return the next line that a worker logs."""
    assert worker.stderr is not None
    return worker.stderr.readline()


def test_a_worker_that_dies_again_and_again_is_started_less_often() -> None:
    watch = WorkerWatch((sys.executable, "-c", "raise SystemExit(3)"), pauses=(0.1, 0.2, 60.0))
    began = time.monotonic()
    watch.start()
    wait(lambda: watch.deaths == 3)
    taken = time.monotonic() - began
    assert watch.pid is None
    watch.stop()  # does not wait for the pause
    assert time.monotonic() - began < taken + 2
