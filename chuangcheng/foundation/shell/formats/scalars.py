"""Turns the written form of single values into Python values, never through a float.

Numbers become ``int`` or ``Decimal`` exactly as written; dates stay text. Only the words
of YAML's core schema are booleans, so ``no``, ``on`` and ``off`` stay what somebody wrote.
"""

import re
from decimal import Decimal

MOST_DIGITS = 28
MOST_EXPONENT = 28

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}

# Control characters but tab and line ends; marks that turn the direction of writing and so
# make a line show something else than it says; code points that are no characters.
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)


class OutOfRange(Exception):
    """A number has too many digits or too large an exponent to be meant."""


class NotFinite(Exception):
    """Infinity, or "not a number"."""


def number(written: str) -> int | Decimal:
    """Return the number written as a JSON or YAML literal; raise ``OutOfRange``.

    The limits keep ``1e999999`` and numbers of a million digits from eating the machine.
    """
    mantissa, _, exponent = written.lower().partition("e")
    digits = sum(char.isdigit() for char in mantissa)
    if digits > MOST_DIGITS or len(exponent) > len("+99"):
        raise OutOfRange
    if exponent and abs(int(exponent)) > MOST_EXPONENT:
        raise OutOfRange
    if _INTEGER.fullmatch(written):
        return int(written)
    return Decimal(written)


def plain(written: str) -> str | int | Decimal | bool | None:
    """Return the value of an unquoted YAML scalar; raise ``OutOfRange`` or ``NotFinite``.

    Digits with a leading zero stay text: they are codes, and a code must not lose it.
    """
    if written in _WORDS:
        return _WORDS[written]
    if _DECIMAL.fullmatch(written):
        return number(written)
    if _NOT_FINITE.fullmatch(written):
        raise NotFinite
    return written
