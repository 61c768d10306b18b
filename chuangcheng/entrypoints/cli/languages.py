"""Which language the command line speaks, and its catalogue.

The standard library's gettext reads the same compiled catalogues as the pages do, so that
help and faults need no Django. argparse's own words come from there too.
"""

import gettext
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

DOMAIN = "django"
DEFAULT = "zh-Hant"
LOCALES = {"zh-Hant": "zh_Hant", "zh-Hans": "zh_Hans", "en": "en"}
VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_TRADITIONAL_PLACES = {"tw", "hk", "mo", "hant"}


@dataclass(frozen=True, slots=True)
class Voice:
    """The chosen language; ``say`` turns an English msgid into it."""

    language: str
    say: Callable[[str], str]


def choose(argv: Sequence[str], environ: Mapping[str, str]) -> str:
    """Return the language of ``--lang``, else of the environment, else 繁體.

    ``--lang`` is looked for before the arguments are parsed, so that the parser's own
    complaints come in the language asked for.
    """
    for index, argument in enumerate(argv):
        following = argv[index + 1] if index + 1 < len(argv) else ""
        wanted = following if argument == "--lang" else argument.removeprefix("--lang=")
        if argument.startswith("--lang") and wanted in LOCALES:
            return wanted
    for variable in VARIABLES:
        value = environ.get(variable, "")
        for name in value.split(":"):
            found = match(name)
            if found:
                return found
        if value:
            break
    return DEFAULT


def match(name: str) -> str | None:
    """Return our language for a locale's name such as ``zh_CN.UTF-8``; ``None`` for others."""
    parts = name.partition(".")[0].partition("@")[0].casefold().replace("-", "_").split("_")
    if parts[0] == "zh":
        traditional = "hans" not in parts and not _TRADITIONAL_PLACES.isdisjoint(parts)
        return "zh-Hant" if traditional else "zh-Hans"
    return "en" if parts[0] == "en" else None


def catalogues() -> Path:
    """Return the folder of the catalogues: beside the package in the tree, inside it in a wheel."""
    package = Path(__file__).resolve().parents[2]
    beside = package.parent / "locale"
    return beside if beside.is_dir() else package / "locale"


@contextmanager
def spoken(language: str) -> Iterator[Voice]:
    """Speak ``language`` for a while: ours by the voice, argparse's by gettext's own binding."""
    folder = str(catalogues())
    catalogue = gettext.translation(DOMAIN, folder, [LOCALES[language]], fallback=True)
    domain, chosen = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(DOMAIN, folder)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = LOCALES[language]
    try:
        # gettext answers an empty string with the catalogue's own head.
        yield Voice(language, lambda message: catalogue.gettext(message) if message else "")
    finally:
        gettext.textdomain(domain)
        if chosen is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = chosen
