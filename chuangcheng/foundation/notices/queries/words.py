"""The words of a notice in the language of whoever reads it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from chuangcheng.domain.text import Text
from chuangcheng.foundation.notices.models import Notice


@dataclass(frozen=True, slots=True)
class Said:
    """A notice as it is read: one line, and the text below it."""

    title: str
    body: str


def words_of(notice: Notice) -> Said:
    """Return title and text of a notice in the active language."""
    return Said(one_line(fill(notice.title, notice.params)), fill(notice.body, notice.params))


def fill(msgid: str, params: Mapping[str, object]) -> str:
    """Return a msgid in the active language with its slots filled; empty stays empty.

    A parameter is a plain word, ``{"text": [繁, 简, English]}`` for a name in every script, or
    ``{"msgid": …}`` for a word that is itself translated. Raises KeyError, TypeError or ValueError
    where text and parameters do not fit; :func:`services.notify` sees to it that they do.
    """
    if not msgid:
        return ""
    language = get_language() or ""
    return gettext(msgid) % {name: _word(value, language) for name, value in params.items()}


def _word(value: object, language: str) -> str:
    if isinstance(value, Mapping):
        if "msgid" in value:
            return gettext(str(value["msgid"]))
        return Text(*value["text"]).get(language)
    return str(value)


def one_line(text: str) -> str:
    """Return text without line breaks and control characters, fit for a subject or a name."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
