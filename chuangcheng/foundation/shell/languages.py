"""Which language a person gets: the one chosen, else the browser's, else 繁體."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation.trans_real import parse_accept_lang_header


@dataclass(frozen=True, slots=True)
class Language:
    """An interface language: Django's code, tag for ``lang=""``, its own name, a short mark."""

    code: str
    tag: str
    name: str
    short: str


TRADITIONAL: Final = Language("zh-hant", "zh-Hant", "繁體中文", "繁")
SIMPLIFIED: Final = Language("zh-hans", "zh-Hans", "简体中文", "简")
ENGLISH: Final = Language("en", "en", "English", "EN")
LANGUAGES: Final = (TRADITIONAL, SIMPLIFIED, ENGLISH)
DEFAULT: Final = TRADITIONAL

_BY_CODE: Final = {language.code: language for language in LANGUAGES}
_TRADITIONAL_PLACES: Final = {"tw", "hk", "mo"}
"""Regions whose browsers say ``zh-XX`` and mean traditional characters; all others mean 简体."""


def language(code: str | None) -> Language:
    """Return the language with this code, or the default one for an unknown code."""
    return _BY_CODE.get((code or "").lower(), DEFAULT)


def known(code: str | None) -> bool:
    """Tell whether ``code`` is one of the interface languages."""
    return code in _BY_CODE


def choose(cookie: str | None, accept: str) -> Language:
    """Return the language for a request.

    ``cookie`` is what the switch stored and wins where it is known; ``accept`` is the browser's
    Accept-Language header. A browser that asks for none of ours gets the default.
    """
    if known(cookie):
        return language(cookie)
    for tag, weight in parse_accept_lang_header(accept):
        found = _match(tag) if weight > 0 else None
        if found is not None:
            return found
    return DEFAULT


def _match(tag: str) -> Language | None:
    """Return our language for one lower-case tag such as ``zh-tw``, or None."""
    main, *rest = tag.split("-")
    if main in {"zh", "yue", "cmn"}:
        traditional = "hant" in rest or (
            "hans" not in rest and not _TRADITIONAL_PLACES.isdisjoint(rest)
        )
        return TRADITIONAL if traditional else SIMPLIFIED
    return ENGLISH if main == "en" else None
