"""Reads the environment: the only place that decides between the small and the large way.

A variable that is absent means the small way, one that is present the large way. One that is
half-filled (empty, unreadable, contradictory) makes the program refuse to start, with a sentence
that names it. Every fault is collected before refusing, so that one start shows them all.
"""

import ipaddress
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal
from urllib.parse import SplitResult, unquote, urlsplit

from chuangcheng.domain.errors import N_, Fault, Refused, Sentence

State = Literal["absent", "set", "file"]


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: its name, what it is for, and what holds while it is absent.

    ``meaning`` and ``absent`` are msgids. The value of a ``secret`` one is never shown, and may be
    given as a file named by ``NAME_FILE`` instead.
    """

    name: str
    meaning: str
    absent: str
    example: str
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A variable as found: absent, set, or read from the file that ``NAME_FILE`` names.

    ``shown`` is the value for a person to see: empty while absent, dots for a secret.
    """

    variable: Variable
    state: State
    shown: str


HOME: Final = Variable(
    "CHUANGCHENG_HOME",
    N_("Folder of everything the program keeps: database, generated key, files."),
    N_("The folder “var” where the program is started."),
    "/srv/chuangcheng",
)
DATABASE_URL: Final = Variable(
    "DATABASE_URL",
    N_("PostgreSQL database of a large installation."),
    N_("SQLite in the file db.sqlite3 of the state folder."),
    "postgres://chuangcheng:PASSWORD@db.example:5432/chuangcheng",
    secret=True,
)
SECRET_KEY: Final = Variable(
    "SECRET_KEY",
    N_("Key that signs cookies and forms; the same on every machine of a large installation."),
    N_("Generated at first start into the file secret_key of the state folder."),
    "(openssl rand -base64 48)",
    secret=True,
)
PUBLIC_URL: Final = Variable(
    "PUBLIC_URL",
    N_("Address at which people reach the site."),
    N_("Only this machine is served: localhost and 127.0.0.1."),
    "https://chuangcheng.example",
)
DEMO: Final = Variable(
    "DEMO",
    N_("1 marks every page as a demonstration."),
    N_("Pages carry no such mark."),
    "1",
)
LOG_LEVEL: Final = Variable(
    "LOG_LEVEL",
    N_("Least level that is logged: DEBUG, INFO, WARNING or ERROR."),
    N_("INFO"),
    "WARNING",
)
DEBUG: Final = Variable(
    "DEBUG",
    N_("1 shows developers the inside of errors. Never on a site that people use."),
    N_("Error pages reveal nothing."),
    "1",
)
VARIABLES: Final = (HOME, DATABASE_URL, SECRET_KEY, PUBLIC_URL, DEMO, LOG_LEVEL, DEBUG)

EMPTY: Final = Sentence(
    "env.empty",
    N_("%(variable)s is set but empty."),
    N_("Give it a value, or remove it."),
)
TWICE: Final = Sentence(
    "env.twice",
    N_("%(variable)s and %(variable)s_FILE are both set."),
    N_("Keep one of them."),
)
UNREADABLE: Final = Sentence(
    "env.unreadable",
    N_("%(variable)s_FILE names the file %(file)s, which cannot be read as text."),
    N_("Correct the name, or let the program's user read the file."),
)
BLANK_FILE: Final = Sentence(
    "env.blank_file",
    N_("%(variable)s_FILE names the file %(file)s, which is empty."),
    N_("Put the value into the file."),
)
NOT_A_FLAG: Final = Sentence(
    "env.not_a_flag",
    N_("%(variable)s is “%(value)s”."),
    N_("Write 1 for yes or 0 for no."),
)
NOT_A_LEVEL: Final = Sentence(
    "env.not_a_level",
    N_("%(variable)s is “%(value)s”."),
    N_("Write DEBUG, INFO, WARNING or ERROR."),
)
NOT_A_DATABASE: Final = Sentence(
    "env.not_a_database",
    N_("%(variable)s does not name a PostgreSQL database."),
    N_("Write postgres://USER:PASSWORD@HOST:5432/NAME, or remove it to use SQLite."),
)
DATABASE_LACKS: Final = Sentence(
    "env.database_lacks",
    N_("%(variable)s lacks %(part)s."),
    N_("Write postgres://USER:PASSWORD@HOST:5432/NAME, or remove it to use SQLite."),
)
NOT_AN_ADDRESS: Final = Sentence(
    "env.not_an_address",
    N_("%(variable)s is “%(value)s”, which is not an address of a site."),
    N_("Write https:// and the host, nothing after it: https://chuangcheng.example"),
)
BAD_KEY_FILE: Final = Sentence(
    "env.bad_key_file",
    N_("%(variable)s: the file %(file)s does not hold a key that can be used."),
    N_("Delete the file; a new key is made at the next start, and open forms must be reloaded."),
)
WEAK_KEY: Final = Sentence(
    "env.weak_key",
    N_("%(variable)s is too short or too simple to be safe."),
    N_("Use at least 50 random characters, e.g. from: openssl rand -base64 48"),
)
DEBUG_IN_PUBLIC: Final = Sentence(
    "env.debug_in_public",
    N_("%(variable)s is on while PUBLIC_URL is set: errors would show secrets to everybody."),
    N_("Remove one of the two."),
)
NO_HOME: Final = Sentence(
    "env.no_home",
    N_("%(variable)s: the folder %(file)s cannot be created or written."),
    N_("Choose another folder, or give the program's user the right to write there."),
)

LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR")
FLAGS: Final = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
KEY_LENGTH: Final = 50
KEY_VARIETY: Final = 5
"""Below these Django itself warns that a key is weak."""
HOST: Final = re.compile(
    r"(?=.{1,253}\Z)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*"
)
LOOK_ONLY: Final = "CHUANGCHENG_LOOK_ONLY"
"""Set by a program that only looks, such as the doctor: then nothing is created."""
HIDDEN: Final = "••••••"


@dataclass(frozen=True, slots=True)
class Environment:
    """What the settings are made from; ``database_url`` and ``public_url`` may be absent."""

    home: Path
    database_url: str | None
    secret_key: str
    public_url: SplitResult | None
    demo: bool
    log_level: str
    debug: bool
    report: tuple[Reading, ...]


def read(environ: Mapping[str, str] | None = None) -> Environment:
    """Return the environment, from ``environ`` or that of the process.

    Creates the state folder and, where none is given, the key in it, unless LOOK_ONLY is set; then
    a key that is not there yet is replaced by one nobody will use. Raises Refused with a fault for
    each half-filled variable; then nothing has been created.
    """
    environ = os.environ if environ is None else environ
    reader, look_only = _Reader(environ), bool(environ.get(LOOK_ONLY))
    home = Path(reader.text(HOME) or "var").resolve()
    database_url = reader.database(DATABASE_URL)
    key = reader.key(SECRET_KEY)
    public_url = reader.address(PUBLIC_URL)
    demo, log_level, debug = reader.flag(DEMO), reader.level(LOG_LEVEL), reader.flag(DEBUG)
    if debug and public_url is not None:
        reader.refuse(DEBUG_IN_PUBLIC, DEBUG)
    if reader.faults:
        raise Refused(tuple(reader.faults))
    return Environment(
        home=home if look_only else _state_folder(home),
        database_url=database_url,
        secret_key=key or _own_key(home, look_only=look_only),
        public_url=public_url,
        demo=demo,
        log_level=log_level,
        debug=debug,
        report=tuple(reader.readings),
    )


class _Reader:
    """Takes values out of a mapping, noting each reading and each fault."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.readings: list[Reading] = []
        self.faults: list[Fault] = []

    def refuse(self, sentence: Sentence, variable: Variable, **params: str) -> None:
        self.faults.append(Fault(sentence, params={"variable": variable.name, **params}))

    def text(self, variable: Variable) -> str | None:
        """Return the value, or None while the variable is absent or faulty."""
        value = self.environ.get(variable.name)
        file = self.environ.get(f"{variable.name}_FILE") if variable.secret else None
        state: State = "absent"
        if value is not None and file is not None:
            self.refuse(TWICE, variable)
        elif file is not None:
            state, value = "file", self._from_file(variable, file)
        elif value is not None:
            state, value = "set", value.strip()
            if not value:
                self.refuse(EMPTY, variable)
        shown = (HIDDEN if variable.secret else value) if value else ""
        self.readings.append(Reading(variable, state, shown))
        return value or None

    def _from_file(self, variable: Variable, file: str) -> str:
        try:
            value = Path(file).read_text("utf-8").strip()
        except (OSError, ValueError):
            self.refuse(UNREADABLE, variable, file=file)
            return ""
        if not value:
            self.refuse(BLANK_FILE, variable, file=file)
        return value

    def flag(self, variable: Variable) -> bool:
        """Return yes or no; absent is no."""
        value = self.text(variable)
        if value is None:
            return False
        found = FLAGS.get(value.lower())
        if found is None:
            self.refuse(NOT_A_FLAG, variable, value=value)
        return bool(found)

    def level(self, variable: Variable) -> str:
        """Return a level of logging; absent is INFO."""
        value = (self.text(variable) or "INFO").upper()
        if value not in LEVELS:
            self.refuse(NOT_A_LEVEL, variable, value=value)
        return value

    def key(self, variable: Variable) -> str | None:
        """Return a key that is long and varied enough to sign with."""
        value = self.text(variable)
        if value is not None and (len(value) < KEY_LENGTH or len(set(value)) < KEY_VARIETY):
            self.refuse(WEAK_KEY, variable)
        return value

    def database(self, variable: Variable) -> str | None:
        """Return the address of a PostgreSQL database that has a name."""
        value = self.text(variable)
        if value is None:
            return None
        parts = _split(value)
        if parts is None or parts.scheme not in {"postgres", "postgresql"}:
            self.refuse(NOT_A_DATABASE, variable)
        elif not unquote(parts.path).strip("/"):
            self.refuse(DATABASE_LACKS, variable, part="NAME")
        elif parts.password and not parts.username:
            self.refuse(DATABASE_LACKS, variable, part="USER")
        return value

    def address(self, variable: Variable) -> SplitResult | None:
        """Return scheme and host of a site, without anything behind them."""
        value = self.text(variable)
        if value is None:
            return None
        parts = _split(value)
        if (
            parts is None
            or parts.scheme not in {"http", "https"}
            or not _is_host(parts.hostname or "")
            or parts.username is not None
            or parts.path.strip("/")
            or parts.query
            or parts.fragment
        ):
            self.refuse(NOT_AN_ADDRESS, variable, value=value)
            return None
        return parts


def _is_host(name: str) -> bool:
    """Tell whether this can be a host: an IP address, or letters, digits, dots and hyphens."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return HOST.fullmatch(name) is not None
    return True


def _split(value: str) -> SplitResult | None:
    """Return the parts of an address, or None where it has none (a port that is no number)."""
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 - reading it raises ValueError for a bad port
    except ValueError:
        return None
    return parts


def _state_folder(home: Path) -> Path:
    """Create the state folder for this user only; raise Refused where that fails."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _no_home(home) from error
    return home


def _own_key(home: Path, *, look_only: bool) -> str:
    """Return the key kept in ``home``, made at first start; only the program's user can read it.

    Two processes that start at once agree: the key is written aside, then put in place by a link,
    which fails for the second.
    """
    path = home / "secret_key"
    aside = home / f".secret_key.{secrets.token_hex(8)}"
    try:
        if not path.exists():
            if look_only:
                return secrets.token_urlsafe(48)
            aside.touch(mode=0o600)
            aside.write_text(secrets.token_urlsafe(48), "ascii")
            _put(aside, path)
        key = path.read_text("ascii").strip()
    except UnicodeError:
        key = ""
    except OSError as error:
        raise _no_home(home) from error
    if not key:
        params = {"variable": SECRET_KEY.name, "file": str(path)}
        raise Refused((Fault(BAD_KEY_FILE, params=params),))
    return key


def _put(aside: Path, path: Path) -> None:
    """Give the finished file its name unless another process was quicker."""
    try:
        path.hardlink_to(aside)
    except FileExistsError:
        pass
    finally:
        aside.unlink(missing_ok=True)


def _no_home(home: Path) -> Refused:
    params = {"variable": HOME.name, "file": str(home)}
    return Refused((Fault(NO_HOME, params=params),))
