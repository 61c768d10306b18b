"""The demonstration county grows from SQLite onto PostgreSQL and back, with every value the same.

On SQLite alone it moves from one file to another; `make test-postgres` goes the whole way.
"""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from chuangcheng.foundation.backups.formats.archive import Archive, open_archive
from tests.entrypoints.cli.conftest import clean_environment

PASSPHRASE = "a passphrase of the test"
OWN = {"audit_event", "audit_seal", "backups_backuprun"}
"""Tables in which a backup itself leaves its trace."""


@pytest.fixture
def database_url() -> Iterator[str]:
    """The address of a new, empty PostgreSQL database; empty where the suite runs on SQLite."""
    server = os.environ.get("DATABASE_URL", "")
    if not server:
        yield ""
        return
    name = f"growth_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def command(folder: Path, *arguments: object, **environment: str) -> str:
    """Run a command in an installation of its own and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "chuangcheng", *map(str, arguments)],
        cwd=folder,
        env=clean_environment(folder, **environment),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def values(backup: Archive) -> dict[str, tuple[int | None, str]]:
    """Return count and checksum of every table that is no trace of the backup itself."""
    return {
        member.name: (member.rows, member.content)
        for member in backup.members
        if member.name.startswith("data/")
        and member.name.removeprefix("data/").removesuffix(".jsonl.gz") not in OWN
    }


def test_a_sqlite_backup_restores_onto_postgresql_and_back(
    tmp_path: Path, database_url: str
) -> None:
    small, large, again = (tmp_path / name for name in ("small", "large", "again"))
    for folder in (small, large, again):
        folder.mkdir()
    (tmp_path / "pass").write_text(PASSPHRASE)
    keyed = ("--passphrase-file", tmp_path / "pass")
    grown = {"DATABASE_URL": database_url} if database_url else {}

    command(small, "demo", "--no-serve")
    command(small, "backup", tmp_path / "one", *keyed, DEMO="1")
    command(large, "restore", tmp_path / "one", *keyed, **grown, DEMO="1")
    assert "unbroken" in command(large, "upgrade", **grown, DEMO="1")
    command(large, "backup", tmp_path / "two", *keyed, **grown, DEMO="1")
    command(again, "restore", tmp_path / "two", *keyed, DEMO="1")
    command(again, "backup", tmp_path / "three", *keyed, DEMO="1")

    one, two, three = (open_archive(tmp_path / name) for name in ("one", "two", "three"))
    assert two.header.database == ("postgresql" if database_url else "sqlite")
    assert sum(rows or 0 for rows, _ in values(one).values()) > 1000
    assert values(one) == values(two) == values(three)
    assert one.header.keys == two.header.keys == three.header.keys
    names = [{m.name for m in one.members if m.name.startswith("files/")} for one in (one, three)]
    assert names[0] == names[1]
