"""What ``doctor`` looks at, one function per check; ``serve`` asks the same functions.

A check returns a ``Finding``; it never raises for what it looks at. ``fail`` means that the
installation is not fit to be used (or not safe to be seen by others), ``warn`` that somebody
should know.
"""

import os
import stat
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any, Literal

from chuangcheng.domain.errors import N_
from chuangcheng.entrypoints.cli.django_start import (
    LOOK_ONLY,
    database_is_missing,
    unapplied_migrations,
)
from chuangcheng.entrypoints.cli.languages import DOMAIN, LOCALES, catalogues

State = Literal["ok", "warn", "fail"]

OLDEST_PYTHON = (3, 11)
HOME_VARIABLE = "CHUANGCHENG_HOME"
MEND_FILE = N_(
    "Check the rights to the file %(file)s; if it is damaged, put it back from a backup, "
    "or move it away and run: chuangcheng migrate"
)
MEND_SERVER = N_("Check DATABASE_URL and that the database runs.")
LEAST_SPACE_MB, LITTLE_SPACE_MB = 100, 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check: msgids with ``%(name)s`` slots and the words for them."""

    check: str
    state: State
    message: str
    remedy: str = ""
    params: Mapping[str, object] = field(default_factory=dict)


def _settings() -> object:
    from django.conf import settings

    return settings


def _setting(name: str) -> object:
    return getattr(_settings(), name)


def python() -> Finding:
    """Python is new enough."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info < OLDEST_PYTHON:
        return Finding(
            "python",
            "fail",
            N_("Python %(version)s is too old."),
            N_("Install Python 3.11 or newer."),
            {"version": version},
        )
    return Finding("python", "ok", N_("Python %(version)s"), params={"version": version})


def packages() -> Finding:
    """Every package that the program requires is installed in a fitting version."""
    from packaging.requirements import InvalidRequirement, Requirement

    wrong: list[str] = []
    count = 0
    for written in metadata.requires("chuangcheng") or ():
        try:
            requirement = Requirement(written)
        except InvalidRequirement:
            continue
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        count += 1
        try:
            version = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            wrong.append(requirement.name)
            continue
        if not requirement.specifier.contains(version, prereleases=True):
            wrong.append(f"{requirement.name} {version}")
    if wrong:
        return Finding(
            "packages",
            "fail",
            N_("Packages are missing or do not fit: %(names)s."),
            N_("Install the program again with its pinned packages."),
            {"names": ", ".join(wrong)},
        )
    return Finding("packages", "ok", N_("%(count)s packages as required"), params={"count": count})


def state_folder() -> Finding:
    """The state folder can be written, is nobody else's business, and has space."""
    home = Path(str(_setting("CHUANGCHENG_HOME")))
    words: dict[str, object] = {"folder": home}
    there = home if home.exists() else next(one for one in home.parents if one.exists())
    if not os.access(there, os.R_OK | os.W_OK | os.X_OK):
        return Finding(
            "state_folder",
            "fail",
            N_("The state folder %(folder)s cannot be written."),
            N_("Give the program's user the right to write there, or set CHUANGCHENG_HOME."),
            words,
        )
    space = os.statvfs(there)
    words["free"] = space.f_bavail * space.f_frsize // (1024 * 1024)
    if int(str(words["free"])) < LEAST_SPACE_MB:
        return Finding(
            "state_folder",
            "fail",
            N_("The disk of the state folder is full: %(free)s MB left."),
            N_("Free some space."),
            words,
        )
    return _seen_by_others(home, words) or _left_to_chance(home, words) or _with_space(home, words)


def _seen_by_others(home: Path, words: dict[str, object]) -> Finding | None:
    if not home.exists() or not home.stat().st_mode & stat.S_IRWXO:
        return None
    return Finding(
        "state_folder",
        "warn",
        N_("Other users of this machine can look into the state folder %(folder)s."),
        N_("Take their rights away: chmod 700 %(folder)s"),
        words,
    )


def _left_to_chance(home: Path, words: dict[str, object]) -> Finding | None:
    """Warn where the folder follows whoever starts the program; in a source tree it may."""
    report: Iterable[Any] = getattr(_settings(), "CHUANGCHENG_ENV_REPORT", ())
    chosen = any(one.variable.name == HOME_VARIABLE and one.state != "absent" for one in report)
    if chosen or (home.parent / "pyproject.toml").is_file():
        return None
    return Finding(
        "state_folder",
        "warn",
        N_("State folder %(folder)s: it depends on where the program is started."),
        N_("Set CHUANGCHENG_HOME to a folder that stays the same."),
        words,
    )


def _with_space(home: Path, words: dict[str, object]) -> Finding:
    if not home.exists():
        return Finding(
            "state_folder",
            "ok",
            N_("State folder %(folder)s: made at first start, %(free)s MB free"),
            params=words,
        )
    little = int(str(words["free"])) < LITTLE_SPACE_MB
    return Finding(
        "state_folder",
        "warn" if little else "ok",
        N_("State folder %(folder)s, %(free)s MB free"),
        N_("Free some space.") if little else "",
        words,
    )


def secret_key() -> Finding:
    """The key that signs cookies is long enough and readable by the program's user only."""
    key, home = str(_setting("SECRET_KEY")), Path(str(_setting("CHUANGCHENG_HOME")))
    file = home / "secret_key"
    if len(key) < 50 or len(set(key)) < 5:
        return Finding(
            "secret_key",
            "fail",
            N_("The secret key is too short or too simple."),
            N_("Set SECRET_KEY to 50 random characters or more: openssl rand -base64 48"),
        )
    if os.environ.get(LOOK_ONLY) and not _given_key() and not file.exists():
        return Finding("secret_key", "ok", N_("The secret key is generated at first start"))
    generated = file.exists() and file.read_text("ascii", errors="replace").strip() == key
    if not generated:
        return Finding("secret_key", "ok", N_("Secret key from the environment"))
    if file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return Finding(
            "secret_key",
            "fail",
            N_("Others can read the secret key in %(file)s."),
            N_("Take their rights away: chmod 600 %(file)s"),
            {"file": file},
        )
    return Finding("secret_key", "ok", N_("Secret key generated, readable by this user only"))


def _given_key() -> bool:
    return any(name in os.environ for name in ("SECRET_KEY", "SECRET_KEY_FILE"))


def debug_mode() -> Finding:
    """Errors do not show the inside of the program."""
    if _setting("DEBUG"):
        return Finding(
            "debug",
            "fail",
            N_("DEBUG is on: error pages show the inside of the program."),
            N_("Remove DEBUG from the environment."),
        )
    return Finding("debug", "ok", N_("Error pages reveal nothing"))


def demo_mode() -> Finding:
    """The site does not run in demonstration mode."""
    if _setting("DEMO"):
        return Finding(
            "demo",
            "fail",
            N_("Demonstration mode is on: all names and figures are invented."),
            N_("Remove DEMO from the environment, or serve it to this machine only."),
        )
    return Finding("demo", "ok", N_("Not a demonstration"))


def public_url() -> Finding:
    """People reach the site by HTTPS, or it serves this machine only."""
    url = str(_setting("PUBLIC_URL"))
    if not url:
        return Finding(
            "public_url",
            "warn",
            N_("PUBLIC_URL is not set: only this machine is served."),
            N_("Set it to the https:// address at which people reach the site."),
        )
    if not url.startswith("https://"):
        return Finding(
            "public_url",
            "fail",
            N_("PUBLIC_URL is %(url)s: without HTTPS everything can be read on the way."),
            N_("Put a server with HTTPS in front and write its https:// address."),
            {"url": url},
        )
    return Finding("public_url", "ok", N_("People reach the site at %(url)s"), params={"url": url})


def database() -> Finding:
    """The database answers; a file that is not there is not made by looking."""
    if database_is_missing():
        return Finding(
            "database", "fail", N_("There is no database yet."), N_("Run: chuangcheng migrate")
        )
    return answering()


def answering() -> Finding:
    """The database answers; a file that is not there is made."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError, connection

    words = {"engine": connection.display_name}
    try:
        connection.ensure_connection()
    except (DatabaseError, ImproperlyConfigured, OSError, TypeError, ValueError) as error:
        lines = str(error).strip().split("\n")
        words = {**words, "reason": lines[0], "file": str(connection.settings_dict["NAME"])}
        return Finding(
            "database",
            "fail",
            N_("The database (%(engine)s) does not answer: %(reason)s"),
            MEND_FILE if connection.vendor == "sqlite" else MEND_SERVER,
            words,
        )
    return Finding("database", "ok", N_("The database (%(engine)s) answers"), params=words)


def migrations() -> Finding:
    """The tables of the database are those of this version."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    if database_is_missing():
        return database()  # which says all there is to say
    try:
        missing = unapplied_migrations()
    except (DatabaseError, ImproperlyConfigured, OSError, TypeError, ValueError):
        return Finding(
            "migrations", "fail", N_("The tables cannot be checked: the database does not answer.")
        )
    if missing:
        return Finding(
            "migrations",
            "fail",
            N_("The database is not up to date. Steps that it lacks: %(count)s."),
            N_("Run: chuangcheng migrate"),
            {"count": len(missing)},
        )
    return Finding("migrations", "ok", N_("The database is up to date"))


def front_end() -> Finding:
    """The scripts and styles of the pages have been built."""
    folder = Path(str(_setting("FRONTEND_FOLDER")))
    if not (folder / "manifest.json").is_file():
        return Finding(
            "front_end",
            "fail",
            N_("The front end has not been built."),
            N_("In a source tree run: make frontend. A release contains it: install it again."),
        )
    return Finding("front_end", "ok", N_("The front end is built"))


def message_catalogues() -> Finding:
    """The translations have been compiled."""
    folders = [catalogues() / locale / "LC_MESSAGES" for locale in LOCALES.values()]
    missing = [
        folder for folder in folders if folder.is_dir() and not (folder / f"{DOMAIN}.mo").is_file()
    ]
    if missing or not any(folder.is_dir() for folder in folders):
        return Finding(
            "catalogues",
            "fail",
            N_("The translations have not been compiled: pages and sentences are in English."),
            N_("In a source tree run: make messages. A release contains them: install it again."),
        )
    return Finding("catalogues", "ok", N_("The translations are compiled"))


def time_zone() -> Finding:
    """The time zone is known to this machine."""
    import zoneinfo

    name = str(_setting("TIME_ZONE"))
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return Finding(
            "time_zone",
            "fail",
            N_("The time zone %(name)s is not known."),
            N_("Install the package tzdata."),
            {"name": name},
        )
    return Finding("time_zone", "ok", N_("Time zone %(name)s"), params={"name": name})


Check = Callable[[], Finding]


def outcomes(checks: Iterable[Check]) -> list[Finding]:
    """Return what the checks find, one finding on each thing."""
    return list({found.check: found for found in (check() for check in checks)}.values())


BEFORE_DJANGO: tuple[Check, ...] = (python, packages, message_catalogues)
"""Checks that need no settings."""
WITH_DJANGO: tuple[Check, ...] = (
    state_folder,
    secret_key,
    database,
    migrations,
    public_url,
    debug_mode,
    demo_mode,
    front_end,
    time_zone,
)
TO_USE_LIBRARY: tuple[Check, ...] = (database, migrations)
"""Without these nothing can be stored."""
TO_SERVE: tuple[Check, ...] = (database, migrations, front_end)
"""Without these no page would work."""
TO_SERVE_OTHERS: tuple[Check, ...] = (demo_mode, debug_mode, secret_key, public_url)
"""What must hold before anybody but this machine is served."""
