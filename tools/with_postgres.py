"""Runs a command beside a throw-away PostgreSQL: `python -m tools.with_postgres COMMAND...`

The server listens on the loopback address only, on a free port, with a password of its own, in a
temporary folder without syncing to disk. The command gets its address as DATABASE_URL; its exit
code is ours. Server and folder are gone afterwards, however the command ends.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

USER = "chuangcheng"
ATTEMPTS = 5


def find_programs() -> Path:
    """Return the folder that holds initdb and pg_ctl: the newest Debian one, else from PATH."""
    versions = sorted(
        (path for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")),
        key=lambda path: int(path.parent.parent.name),
    )
    if versions:
        return versions[-1].parent
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    sys.exit("PostgreSQL is missing: install it (Debian: apt-get install postgresql)")


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def run_as_owner(arguments: list[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a PostgreSQL program as a user it accepts: initdb refuses root."""
    user = "postgres" if os.geteuid() == 0 else None
    return subprocess.run(
        arguments,
        user=user,
        group=user,
        extra_groups=[] if user else None,
        cwd=folder,
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@contextmanager
def server() -> Iterator[str]:
    """Start a server, give its DATABASE_URL, stop it and remove its folder."""
    programs = find_programs()
    folder = Path(tempfile.mkdtemp(prefix="chuangcheng-postgres-"))
    data = folder / "data"
    try:
        password = secrets.token_hex(16)
        (folder / "password").write_text(password)
        if os.geteuid() == 0:
            for path in (folder, folder / "password"):
                shutil.chown(path, "postgres", "postgres")
        made = run_as_owner(
            [programs / "initdb", "--pgdata", data, "--username", USER, "--encoding", "UTF8",
             "--locale", "C.UTF-8", "--auth", "scram-sha-256", "--no-sync",
             "--pwfile", folder / "password"],
            folder,
        )  # fmt: skip
        if made.returncode:
            sys.exit(f"initdb failed:\n{made.stdout}{made.stderr}")
        port = start(programs, folder, data)
        yield f"postgres://{USER}:{password}@127.0.0.1:{port}/postgres"
    finally:
        if (data / "postmaster.pid").exists():
            run_as_owner([programs / "pg_ctl", "stop", "-D", data, "-m", "immediate"], folder)
        shutil.rmtree(folder, ignore_errors=True)


def start(programs: Path, folder: Path, data: Path) -> int:
    """Start the server on a free port and return it; a port taken meanwhile means another try."""
    log = folder / "log"
    for _ in range(ATTEMPTS):
        port = free_port()
        options = (
            f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} "
            "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        )
        started = run_as_owner(
            [programs / "pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", options], folder
        )
        if started.returncode == 0:
            return port
    sys.exit(f"PostgreSQL does not start:\n{log.read_text()}")


def main() -> int:
    """Run the command given as arguments; return its exit code."""
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2

    def leave(signum: int, _frame: FrameType | None) -> None:
        # SystemExit unwinds through server(), which stops what it started.
        sys.exit(128 + signum)

    signal.signal(signal.SIGTERM, leave)
    with server() as address:
        return subprocess.run(
            sys.argv[1:], env={**os.environ, "DATABASE_URL": address}, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
