import os
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from chuangcheng.domain.errors import Refused
from chuangcheng.entrypoints.cli import findings, serving
from chuangcheng.entrypoints.cli.commands.doctor import say_message, say_remedy
from chuangcheng.entrypoints.cli.findings import Check, Finding
from chuangcheng.entrypoints.cli.languages import Voice

KEY = "k3y-with-enough-different-characters-and-enough-length-to-pass"


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Path:
    """A state folder of an installation that is fit in every respect."""
    folder = tmp_path / "state"
    folder.mkdir(mode=0o700)
    settings.CHUANGCHENG_HOME = folder
    settings.SECRET_KEY = KEY
    settings.DEBUG = settings.DEMO = False
    settings.PUBLIC_URL = "https://site.example"
    return folder


def said(finding: Finding) -> str:
    voice = Voice("en", str)
    return f"{say_message(finding, voice)} {say_remedy(finding, voice)}"


@pytest.mark.usefixtures("home")
@pytest.mark.django_db
def test_a_fit_installation_is_good_in_every_respect() -> None:
    checks = (*findings.BEFORE_DJANGO, *findings.WITH_DJANGO)
    found = [check() for check in checks]
    assert [(one.check, said(one)) for one in found if one.state != "ok"] == []
    assert len({one.check for one in found}) == len(checks)
    assert all(check.__doc__ for check in checks)


def test_an_old_python_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.version_info", (3, 9, 1))
    assert findings.python().state == "fail"
    assert "3.9.1" in said(findings.python())


@pytest.mark.parametrize(
    ("required", "state"),
    [
        (["Django>=5"], "ok"),
        (["Django>=99"], "fail"),
        (["no-such-package-of-ours"], "fail"),
        (["no-such-package-of-ours; python_version < '3'"], "ok"),
        (["not a requirement ???"], "ok"),
        (None, "ok"),
    ],
)
def test_packages_must_be_there_in_a_fitting_version(
    required: list[str] | None, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metadata, "requires", lambda _: required)
    assert findings.packages().state == state


def test_others_may_not_look_into_the_state_folder(home: Path) -> None:
    home.chmod(0o755)
    found = findings.state_folder()
    assert found.state == "warn"
    assert f"chmod 700 {home}" in said(found)


def test_a_state_folder_that_follows_the_start_is_noted(
    home: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = SimpleNamespace(name="CHUANGCHENG_HOME")
    settings.CHUANGCHENG_ENV_REPORT = (SimpleNamespace(variable=name, state="absent"),)
    assert findings.state_folder().state == "warn"
    assert "Set CHUANGCHENG_HOME" in said(findings.state_folder())
    (home.parent / "pyproject.toml").touch()  # a source tree, where it may
    assert findings.state_folder().state == "ok"


def test_a_state_folder_yet_to_be_made_is_no_fault(home: Path) -> None:
    home.rmdir()
    found = findings.state_folder()
    assert found.state == "ok"
    assert "made at first start" in said(found)
    assert not home.exists()


def test_a_database_yet_to_be_made_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "database_is_missing", lambda: True)
    [found] = findings.outcomes((findings.database, findings.migrations))
    assert (found.check, found.state) == ("database", "fail")
    assert said(found) == "There is no database yet. Run: chuangcheng migrate"


def test_the_state_folder_must_be_writable(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert findings.state_folder().state == "fail"


@pytest.mark.parametrize(("megabytes", "state"), [(50, "fail"), (500, "warn"), (5_000, "ok")])
def test_space_is_watched(
    megabytes: int, state: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def disk(_: object) -> SimpleNamespace:
        return SimpleNamespace(f_bavail=megabytes, f_frsize=1024 * 1024)

    monkeypatch.setattr(os, "statvfs", disk)
    assert findings.state_folder().state == state


def test_a_weak_key_is_named(home: Path, settings: Settings) -> None:
    for key in ("short", "a" * 60):
        settings.SECRET_KEY = key
        assert findings.secret_key().state == "fail"


def test_a_generated_key_must_be_private(home: Path) -> None:
    assert "environment" in said(findings.secret_key())
    file = home / "secret_key"
    file.write_text(KEY, "ascii")
    for mode, state in ((0o600, "ok"), (0o644, "fail"), (0o640, "fail")):
        file.chmod(mode)
        assert findings.secret_key().state == state
    assert f"chmod 600 {file}" in said(findings.secret_key())


def test_debug_and_demonstration_are_no_production(home: Path, settings: Settings) -> None:
    settings.DEBUG = settings.DEMO = True
    assert (findings.debug_mode().state, findings.demo_mode().state) == ("fail", "fail")


@pytest.mark.parametrize(
    ("url", "state"), [("", "warn"), ("http://site.example", "fail"), ("https://a.example", "ok")]
)
def test_people_come_by_https(url: str, state: str, home: Path, settings: Settings) -> None:
    settings.PUBLIC_URL = url
    assert findings.public_url().state == state


def test_a_front_end_that_is_not_built_is_named(
    home: Path, settings: Settings, tmp_path: Path
) -> None:
    settings.FRONTEND_FOLDER = tmp_path
    assert findings.front_end().state == "fail"


def test_catalogues_that_are_not_compiled_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "catalogues", lambda: tmp_path)
    assert findings.message_catalogues().state == "fail"
    folder = tmp_path / "zh_Hant/LC_MESSAGES"
    folder.mkdir(parents=True)
    assert findings.message_catalogues().state == "fail"
    (folder / "django.mo").touch()
    assert findings.message_catalogues().state == "ok"


def test_a_time_zone_nobody_knows_is_named(home: Path, settings: Settings) -> None:
    settings.TIME_ZONE = "Asia/Shanghai"
    assert findings.time_zone().state == "ok"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(findings, "_setting", lambda _: "Nowhere/Town")
        assert findings.time_zone().state == "fail"


def test_a_database_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError, connection

    def fail(*_: object) -> None:
        raise OperationalError("no route\nmore detail")

    monkeypatch.setattr(findings, "database_is_missing", lambda: False)
    monkeypatch.setattr(connection, "ensure_connection", fail)
    found = findings.database()
    assert found.state == "fail"
    assert "no route" in said(found)
    assert "more detail" not in said(found)
    monkeypatch.setattr(findings, "unapplied_migrations", fail)
    assert findings.migrations().state == "fail"


def test_missing_steps_of_the_database_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "database_is_missing", lambda: False)
    monkeypatch.setattr(findings, "unapplied_migrations", lambda: ["a.0001", "a.0002"])
    found = findings.migrations()
    assert (found.state, found.params["count"]) == ("fail", 2)


# --- what must hold before others are served ------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("LOCALHOST", True),
        ("0.0.0.0", False),  # noqa: S104 - a text, nothing is bound
        ("::", False),
        ("192.0.2.7", False),
        ("county.example", False),
        ("", False),
    ],
)
def test_only_this_machine_is_told_apart(host: str, loopback: bool) -> None:
    assert serving.is_loopback(host) is loopback


def refusals(host: str) -> set[str]:
    try:
        serving.check_fit(host)
    except Refused as refused:
        return {fault.code for fault in refused.faults if fault.sentence.remedy}
    return set()


PUBLIC = "192.0.2.7"


@pytest.mark.django_db
def test_a_fit_installation_may_be_served_to_others(home: Path) -> None:
    assert refusals(PUBLIC) == set()


UNSAFE: list[tuple[dict[str, Any], str]] = [
    ({"DEMO": True}, "serve.demo"),
    ({"DEBUG": True}, "serve.debug"),
    ({"SECRET_KEY": "short"}, "serve.secret_key"),
    ({"PUBLIC_URL": "http://site.example"}, "serve.public_url"),
    ({"FRONTEND_FOLDER": "/nowhere"}, "serve.front_end"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("change", "code"), UNSAFE)
@pytest.mark.parametrize("host", [PUBLIC, "127.0.0.1"])
def test_an_unsafe_installation_is_not_served_to_others(
    host: str, change: dict[str, Any], code: str, home: Path, settings: Settings
) -> None:
    """With a PUBLIC_URL others come through a server in front, whatever the host."""
    for name, value in change.items():
        setattr(settings, name, value)
    assert refusals(host) == {code}


@pytest.mark.django_db
def test_a_public_address_needs_a_public_url(home: Path, settings: Settings) -> None:
    settings.PUBLIC_URL = ""
    assert refusals(PUBLIC) == {"serve.public_url"}
    settings.DEMO = settings.DEBUG = True
    assert refusals("127.0.0.1") == set()


def test_an_unmigrated_database_is_served_to_nobody(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none() -> Finding:
        return Finding("migrations", "fail", "x", "y")

    checks: tuple[Check, ...] = (none,)
    monkeypatch.setattr(findings, "TO_SERVE", checks)
    assert refusals("127.0.0.1") == {"serve.migrations"}
