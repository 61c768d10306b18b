"""Backup, restoration and upgrade by command, each in a state folder of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.entrypoints.cli.conftest import Run, clean_environment


@pytest.fixture
def site(tmp_path: Path, process: Run) -> Path:
    """A site that was set up and is in use: its record tells of one backup."""
    assert process("migrate").code == 0
    assert process("backup", tmp_path / "first").code == 0
    return tmp_path


def manage(folder: Path, *arguments: str) -> None:
    """Run a command of Django's in the state folder of ``process``."""
    environment = clean_environment(folder, DJANGO_SETTINGS_MODULE="chuangcheng.config.settings")
    subprocess.run(
        [sys.executable, "-m", "django", *arguments], env=environment, cwd=folder, check=True
    )


def test_a_backup_says_what_to_keep(site: Path, process: Run) -> None:
    done = process("backup", site / "b")
    assert done.code == 0
    assert "The keys are not in it." in done.out
    assert "SECRET_KEY:" in done.out
    told = json.loads(process("backup", site / "c", "--json").out)
    assert told["keys_enclosed"] is False
    assert len(told["sha256"]) == 64


def test_a_backup_is_checked_without_touching_anything(site: Path, process: Run) -> None:
    elsewhere = {"CHUANGCHENG_HOME": str(site / "nowhere")}
    done = process("restore", site / "first", "--check", **elsewhere)
    assert (done.code, "The backup is whole" in done.out) == (0, True)
    assert not (site / "nowhere").exists()
    damaged = bytearray((site / "first").read_bytes())
    damaged[2000] ^= 1
    (site / "damaged").write_bytes(damaged)
    done = process("restore", site / "damaged", "--check", **elsewhere)
    assert (done.code, "is damaged" in done.err) == (1, True)


def test_a_damaged_backup_makes_no_database(site: Path, process: Run) -> None:
    (site / "damaged").write_bytes((site / "first").read_bytes()[:5000])
    new = site / "new"
    done = process("restore", site / "damaged", CHUANGCHENG_HOME=str(new))
    assert (done.code, "is damaged" in done.err) == (1, True)
    assert not (new / "db.sqlite3").exists()


def test_restoration_sets_up_the_new_installation_by_itself(site: Path, process: Run) -> None:
    (site / "words").write_text("words that open it\n")
    assert process("backup", site / "b", "--passphrase-file", site / "words").code == 0
    new = {"CHUANGCHENG_HOME": str(site / "new")}
    done = process("restore", site / "b", "--passphrase-file", site / "words", **new)
    assert done.code == 0, done.err
    assert "every table compared and the same" in done.out
    assert "Keys put back: ENCRYPTION_KEYS, SECRET_KEY" in done.out
    assert process("upgrade", **new).code == 0
    again = process("restore", site / "b", "--passphrase-file", site / "words", **new)
    assert (again.code, "not empty" in again.err) == (1, True)


def test_nobody_can_be_asked_for_a_passphrase_in_a_script(site: Path, process: Run) -> None:
    done = process("backup", site / "b", "--with-keys")
    assert (done.code, "--passphrase-file" in done.err) == (1, True)
    assert not (site / "b").exists()


def test_a_passphrase_file_must_hold_one(site: Path, process: Run) -> None:
    (site / "empty").write_text("")
    done = process("backup", site / "b", "--passphrase-file", site / "empty")
    assert (done.code, "is empty" in done.err) == (1, True)


def test_an_upgrade_backs_up_migrates_and_verifies(site: Path, process: Run) -> None:
    manage(site, "migrate", "backups", "zero", "--verbosity", "0")
    done = process("upgrade")
    assert done.code == 0, done.err
    assert "Backup of what was:" in done.out
    assert "record unbroken" in done.out
    [backup] = (site / "var" / "backups").iterdir()
    assert process("restore", backup, "--check").code == 0
    again = process("upgrade")
    assert (again.code, "nothing to bring up to date" in again.out) == (0, True)
    assert len(list((site / "var" / "backups").iterdir())) == 1


def test_a_database_older_than_accounts_is_backed_up_too(tmp_path: Path, process: Run) -> None:
    manage(tmp_path, "migrate", "frameworks", "--verbosity", "0")
    done = process("upgrade")
    assert (done.code, "Backup of what was:" in done.out) == (0, True), done.err
    assert process("doctor", "--json").code in {0, 1}


def test_an_upgrade_of_nothing_sets_up_a_database(tmp_path: Path, process: Run) -> None:
    done = process("upgrade")
    assert (done.code, "has been set up" in done.out) == (0, True)
    assert not (tmp_path / "var" / "backups").exists()


def test_an_upgrade_tells_of_a_broken_record(site: Path, process: Run) -> None:
    import sqlite3

    process("upgrade")  # seals
    with sqlite3.connect(site / "var" / "db.sqlite3") as database:
        database.execute("UPDATE audit_event SET action = 'forged'")
    done = process("upgrade")
    assert (done.code, "The record does not verify" in done.err) == (1, True)
