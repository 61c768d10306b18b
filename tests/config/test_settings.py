"""The settings that the environment leads to, each read in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

KEY = "k3y-with-enough-different-characters-and-enough-length-to-pass"


def settings_with(home: Path, *names: str, **variables: str) -> dict[str, Any]:
    """Return the named settings as a fresh process reads them."""
    program = (
        "import json, sys; from chuangcheng.config import settings;"
        "print(json.dumps({n: getattr(settings, n) for n in sys.argv[1:]}, default=str))"
    )
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", program, *names],
        env={**kept, "CHUANGCHENG_HOME": str(home), **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_absent_variables_give_sqlite_and_this_machine_only(tmp_path: Path) -> None:
    found = settings_with(tmp_path, "DATABASES", "ALLOWED_HOSTS", "CSRF_COOKIE_SECURE", "DEBUG")
    database = found["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert database["NAME"] == str(tmp_path / "db.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode = WAL" in database["OPTIONS"]["init_command"]
    assert database["OPTIONS"]["timeout"] >= 5
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert found["CSRF_COOKIE_SECURE"] is False
    assert found["DEBUG"] is False


def test_present_variables_give_postgresql_and_a_public_site(tmp_path: Path) -> None:
    found = settings_with(
        tmp_path,
        "DATABASES",
        "ALLOWED_HOSTS",
        "CSRF_TRUSTED_ORIGINS",
        "CSRF_COOKIE_SECURE",
        "SECURE_HSTS_SECONDS",
        "SECRET_KEY",
        DATABASE_URL="postgres://user:pw@db.example:5433/name",
        PUBLIC_URL="https://chuangcheng.example:8443/",
        SECRET_KEY=KEY,
        ENCRYPTION_KEYS="MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=",
    )
    database = found["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", 5433, "name")
    assert "chuangcheng.example" in found["ALLOWED_HOSTS"]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://chuangcheng.example:8443"]
    assert found["CSRF_COOKIE_SECURE"] is True
    assert found["SECURE_HSTS_SECONDS"] > 0
    assert found["SECRET_KEY"] == KEY
    assert list(tmp_path.iterdir()) == []


def test_the_demonstration_mark_is_a_variable(tmp_path: Path) -> None:
    assert settings_with(tmp_path, "DEMO", DEMO="1") == {"DEMO": True}


def test_the_catalogues_are_found_in_the_source_tree() -> None:
    assert [str(Path(path)) for path in settings.LOCALE_PATHS] == [str(settings.TREE / "locale")]


def test_the_report_for_the_doctor_hangs_on_the_settings() -> None:
    report = settings.CHUANGCHENG_ENV_REPORT
    assert {row.variable.name for row in report} >= {"CHUANGCHENG_HOME", "DATABASE_URL"}
    assert all(row.variable.meaning and row.variable.absent for row in report)


def test_django_finds_nothing_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check", fail_level="WARNING")
    assert "no issues" in capsys.readouterr().out
