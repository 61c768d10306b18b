"""Takes values out of the environment, noting each reading and each fault."""

import base64
import ipaddress
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from chuangcheng.config.env.faults import (
    BAD_ENCRYPTION_KEY,
    BLANK_FILE,
    DATABASE_LACKS,
    EMPTY,
    HALF_OF_TWO,
    NEEDS_OTHER,
    NOT_A_DATABASE,
    NOT_A_FLAG,
    NOT_A_LEVEL,
    NOT_A_NUMBER,
    NOT_A_WAY_OF_WORK,
    NOT_AN_ADDRESS,
    TWICE,
    UNREADABLE,
    WEAK_KEY,
)
from chuangcheng.config.env.variables import Reading, State, Variable
from chuangcheng.domain.errors import Fault, Sentence

LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR")
FLAGS: Final = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
EXTERNAL: Final = "external"
KEY_LENGTH: Final = 50
KEY_VARIETY: Final = 5
"""Below these Django itself warns that a key is weak."""
HOST: Final = re.compile(
    r"(?=.{1,253}\Z)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*"
)
URL_SAFE: Final = str.maketrans("-_", "+/")
HIDDEN: Final = "••••••"


class Reader:
    """Takes values out of a mapping, noting each reading and each fault."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.readings: list[Reading] = []
        self.faults: list[Fault] = []

    def refuse(self, sentence: Sentence, variable: Variable, **params: str) -> None:
        """Note a fault of a variable."""
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

    def both(self, first: Variable, second: Variable) -> tuple[str, str] | None:
        """Return two values that need each other, or None while both are absent."""
        values = self.text(first), self.text(second)
        for value, variable, other in ((values[0], first, second), (values[1], second, first)):
            if value is None and values != (None, None):
                self.refuse(HALF_OF_TWO, other, other=variable.name)
        return (values[0], values[1]) if values[0] and values[1] else None

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

    def jobs(self, variable: Variable, database: Variable) -> bool:
        """Tell whether workers run elsewhere; then they need a database that many can write."""
        value = self.text(variable)
        if value is not None and value != EXTERNAL:
            self.refuse(NOT_A_WAY_OF_WORK, variable, value=value)
        elif value is not None and not {database.name, f"{database.name}_FILE"} & {*self.environ}:
            self.refuse(NEEDS_OTHER, variable, other=database.name)
        return value == EXTERNAL

    def number(self, variable: Variable, *, least: int, absent: int) -> int:
        """Return a whole number that is not below ``least``."""
        value = self.text(variable)
        if value is None:
            return absent
        if not (value.isascii() and value.isdecimal() and len(value) < 10 and int(value) >= least):
            self.refuse(NOT_A_NUMBER, variable, value=value, least=str(least))
            return absent
        return int(value)

    def key(self, variable: Variable) -> str | None:
        """Return a key that is long and varied enough to sign with."""
        value = self.text(variable)
        if value is not None and (len(value) < KEY_LENGTH or len(set(value)) < KEY_VARIETY):
            self.refuse(WEAK_KEY, variable)
        return value

    def encryption_keys(self, variable: Variable) -> tuple[str, ...] | None:
        """Return keys that seal, the one in use first; None while absent or faulty."""
        value = self.text(variable)
        if value is None:
            return None
        keys = tuple(part for part in re.split(r"[\s,]+", value) if part)
        for place, key in enumerate(keys, start=1):
            if not encryption_key(key):
                self.refuse(BAD_ENCRYPTION_KEY, variable, place=str(place))
        return keys

    def database(self, variable: Variable) -> str | None:
        """Return the address of a PostgreSQL database that has a name."""
        value = self.text(variable)
        if value is None:
            return None
        parts = split(value)
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
        parts = split(value)
        if (
            parts is None
            or parts.scheme not in {"http", "https"}
            or not is_host(parts.hostname or "")
            or parts.username is not None
            or parts.path.strip("/")
            or parts.query
            or parts.fragment
        ):
            self.refuse(NOT_AN_ADDRESS, variable, value=value)
            return None
        return parts


def encryption_key(text: str) -> bool:
    """Tell whether ``text`` is 32 bytes in base64, of either alphabet."""
    try:
        return len(base64.b64decode(text.translate(URL_SAFE), validate=True)) == 32
    except ValueError:
        return False


def is_host(name: str) -> bool:
    """Tell whether this can be a host: an IP address, or letters, digits, dots and hyphens."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return HOST.fullmatch(name) is not None
    return True


def split(value: str) -> SplitResult | None:
    """Return the parts of an address, or None where it has none (a port that is no number)."""
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 - reading it raises ValueError for a bad port
    except ValueError:
        return None
    return parts
