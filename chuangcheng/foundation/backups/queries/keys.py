"""The keys an installation works with, named by fingerprint."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from django.conf import settings

from chuangcheng.foundation.backups.formats.archive import fingerprint

SIGNING: Final = "SECRET_KEY"
ENCRYPTION: Final = "ENCRYPTION_KEYS"
FILES: Final[Mapping[str, str]] = {SIGNING: "secret_key", ENCRYPTION: "encryption_keys"}
"""Where generated keys lie in the state folder, by variable."""


def in_use() -> dict[str, str]:
    """Return the keys by variable, as they would be written into the environment."""
    return {SIGNING: settings.SECRET_KEY, ENCRYPTION: " ".join(settings.ENCRYPTION_KEYS)}


def named(keys: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the fingerprints of keys by variable."""
    return {
        name: tuple(fingerprint(one) for one in split(name, value)) for name, value in keys.items()
    }


def split(name: str, value: str) -> list[str]:
    """Return the single keys of a variable; only those of encryption may be several."""
    return value.split() if name == ENCRYPTION else [value]


def file_of(name: str) -> Path:
    """Return where the generated key of a variable lies, whether it is there or not."""
    return Path(settings.CHUANGCHENG_HOME) / FILES[name]


def from_environment(name: str) -> bool:
    """Tell whether a variable was given rather than generated."""
    report = settings.CHUANGCHENG_ENV_REPORT
    return any(one.variable.name == name and one.state != "absent" for one in report)
