"""Names of files as people give them, made harmless without making them strangers."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from chuangcheng.foundation.files.formats.sentences import (
    HIDING_NAME,
    NO_NAME,
    TWO_ENDINGS,
    refused,
)

LONGEST: Final = 120
"""Characters of a name that are kept; the ending always is."""
_LONGEST_ENDING: Final = 12
_SEPARATORS: Final = re.compile(r"[/\\]")
_SPACES: Final = re.compile(r"\s+")
_UNWANTED: Final = re.compile(r'[<>:"|?*]')
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
"""What Windows takes for a device."""
# What a system would run, or a browser show as a page, were the last ending lost.
PROGRAMS: Final = frozenset(
    re.findall(
        r"\w+",
        "apk app asp aspx bat cgi cmd com cpl dll exe hta htm html jar jnlp js jse jsp lnk mht"
        " mhtml mjs msc msi php phtml pif pl ps1 py reg scr sct sh shtml svg svgz swf url vb vbe"
        " vbs war wsf wsh xht xhtml xml xsl",
    )
)


@dataclass(frozen=True, slots=True)
class Name:
    """A cleaned name and its ending in lower case without the dot; empty where there is none."""

    text: str
    ending: str


def read_name(given: str) -> Name:
    """Return ``given`` cleaned: composed characters, single blanks, no signs Windows forbids.

    A name that is too long loses characters from its stem. Raises Refused for an empty name, for
    one with a path, an invisible or direction-turning character, and for one with a program's
    ending before its last one.
    """
    text = unicodedata.normalize("NFC", given).strip()
    if _SEPARATORS.search(text) or any(_hides(sign) for sign in text):
        raise refused(HIDING_NAME)
    text = _UNWANTED.sub("_", _SPACES.sub(" ", text)).strip(" .")
    stem, dot, ending = text.rpartition(".")
    if not dot:
        stem, ending = text, ""
    if not stem:
        raise refused(NO_NAME)
    _refuse_programs(text)
    if _RESERVED.fullmatch(text):
        stem = f"_{stem}"
    if len(ending) > _LONGEST_ENDING:
        stem, ending = f"{stem}.{ending}", ""
    tail = f".{ending}" if ending else ""
    return Name(stem[: LONGEST - len(tail)].rstrip(" .") + tail, ending.lower())


def _hides(sign: str) -> bool:
    """Tell whether a character shows nothing or turns the direction of what follows."""
    return not sign.isspace() and unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _refuse_programs(text: str) -> None:
    for part in text.split(".")[1:-1]:
        if part.strip().lower() in PROGRAMS:
            raise refused(TWO_ENDINGS, text, ending=f".{part}")
