"""Words of sentences that depend on the reader's language: heads, sheets, names of items.

The heads of a workbook stand in ``facts_layout`` in all languages, and the names of items in
the edition; a sentence takes them from there when it is said, not from a catalogue.
"""

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Self

from chuangcheng.domain.errors import IN_SHEET, N_, Translate, Words
from chuangcheng.features.frameworks.formats.facts_layout import (
    FACTS,
    OBSERVATIONS,
    Column,
    SheetLayout,
)

SCRIPT = N_("these sentences are in English")
"""What the catalogues answer to this tells their language; 簡體 is derived from 繁體."""
LIST_SEPARATOR = N_(", ")
QUOTED = N_("“%(head)s”")
BOTH = N_("%(one)s and %(other)s")
EITHER = N_("%(one)s or %(other)s")


def language_of(translate: Translate) -> str:
    """Return the language a translation speaks: ``zh-Hant``, ``zh-Hans`` or ``en``."""
    said = translate(SCRIPT)
    return "zh-Hant" if "繁體" in said else "zh-Hans" if "繁体" in said else "en"


class Spoken(Words):
    """Words that a function puts together once the language is known."""

    __slots__ = ("speak",)
    speak: Callable[[Translate], str]

    def __new__(cls, speak: Callable[[Translate], str]) -> Self:
        """Return the words; as a plain string they are what an English reader sees."""
        words = super().__new__(cls, speak(str))
        words.speak = speak
        return words

    def say(self, translate: Translate) -> str:
        """Return the words in the language of ``translate``."""
        return self.speak(translate)


def in_language(pick: Callable[[str], str]) -> Words:
    """Return words that ``pick`` chooses by language."""
    return Spoken(lambda translate: pick(language_of(translate)))


def head(column: Column) -> Words:
    """Return a column's head."""
    return in_language(column.head)


def heads(columns: Iterable[Column]) -> Words:
    """Return heads one after the other."""
    return listed(tuple(head(column) for column in columns))


def listed(words: Iterable[Words]) -> Words:
    """Return words one after the other."""
    kept = tuple(words)
    return Spoken(lambda say: say(LIST_SEPARATOR).join(word.say(say) for word in kept))


def sheet_name(layout: SheetLayout) -> Words:
    """Return a sheet's name."""
    return in_language(layout.name)


def ways(columns: Iterable[Iterable[str]]) -> Words:
    """Return ways to fill in a row: ``“observed” and “passed”`` or another."""
    kept = tuple(tuple(way) for way in columns)

    def quoted(field: str, translate: Translate) -> str:
        column = FACTS.column(field)
        if column is None:  # observations stand in a sheet of their own
            return translate(IN_SHEET) % {"sheet": sheet_name(OBSERVATIONS).say(translate)}
        shown = head(column).say(translate)
        return translate(QUOTED) % {"head": shown}

    def joined(pattern: str, pieces: Iterable[str], translate: Translate) -> str:
        said = translate(pattern)
        return reduce(lambda one, other: said % {"one": one, "other": other}, pieces)

    def speak(translate: Translate) -> str:
        each = [
            joined(BOTH, (quoted(field, translate) for field in way), translate) for way in kept
        ]
        return joined(EITHER, dict.fromkeys(each), translate)

    return Spoken(speak)
