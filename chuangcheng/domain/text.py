"""Text in two scripts, editable parameters inside text, and cells that cannot act.

Framework texts are content: they are stored in traditional and simplified script,
each derivable from the other (OpenCC ``t2s`` and ``s2t``) and correctable.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

LANGUAGES = ("zh-Hant", "zh-Hans", "en")

# OpenCC's character tables miss these in our field's words; pairs of (wrong, right).
TRADITIONAL_CORRECTIONS: tuple[tuple[str, str], ...] = (
    ("臺賬", "台賬"),
    ("平臺", "平台"),
    ("站臺", "站台"),
)
SIMPLIFIED_CORRECTIONS: tuple[tuple[str, str], ...] = (("甚么", "什么"),)


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@lru_cache(maxsize=2)
def _converter(config: str) -> _Converter:
    import opencc

    converter: _Converter = opencc.OpenCC(config)
    return converter


def _correct(text: str, corrections: tuple[tuple[str, str], ...]) -> str:
    for wrong, right in corrections:
        text = text.replace(wrong, right)
    return text


def to_simplified(text: str) -> str:
    """Return ``text`` in simplified script; the vocabulary stays the mainland's."""
    if text.isascii():
        return text
    return _correct(_converter("t2s").convert(text), SIMPLIFIED_CORRECTIONS)


def to_traditional(text: str) -> str:
    """Return ``text`` in traditional script; the vocabulary stays the mainland's."""
    if text.isascii():
        return text
    return _correct(_converter("s2t").convert(text), TRADITIONAL_CORRECTIONS)


@dataclass(frozen=True, slots=True)
class Text:
    """A content text in both scripts and, where somebody wrote one, in English."""

    zh_hant: str
    zh_hans: str
    en: str = ""

    def get(self, language: str) -> str:
        """Return the text for ``zh-Hant``, ``zh-Hans`` or ``en`` (any letter case).

        English falls back to traditional script where nobody wrote an English text.
        """
        wanted = language.casefold()
        if wanted.startswith("zh-hans"):
            return self.zh_hans
        if wanted.startswith("en") and self.en:
            return self.en
        return self.zh_hant


NO_TEXT = Text("", "")


def in_both_scripts(name: str, en: str = "") -> Text:
    """Return a name given in either script in both; one that fits both is taken for simplified."""
    hans = to_simplified(name)
    return Text(to_traditional(name) if hans == name else name, hans, en)


def searchable(*texts: str) -> str:
    """Return texts as searches compare them: one script, one width, one case.

    A question is folded by the same function; ``雲溪`` finds ``云溪`` and the other way round.
    """
    joined = "\n".join(dict.fromkeys(text for text in texts if text))
    return to_simplified(unicodedata.normalize("NFKC", joined)).casefold()


_PARAMETER = re.compile(r"\{(\d+(?:\.\d+)?)\}")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text; ``parameter`` tells that it is an editable number."""

    text: str
    parameter: bool = False


def segments(text: str) -> tuple[Segment, ...]:
    """Split ``步行{300}米`` into plain stretches and editable numbers."""
    pieces = _PARAMETER.split(text)
    return tuple(
        Segment(piece, parameter=bool(index % 2)) for index, piece in enumerate(pieces) if piece
    )


def without_braces(text: str) -> str:
    """Return ``步行{300}米`` as ``步行300米``."""
    return _PARAMETER.sub(r"\1", text)


def narrow(text: str) -> str:
    """Fold full-width digits, letters and signs to their ordinary forms, and trim spaces.

    Roman numerals such as ``Ⅲ`` stay as they are: codes are written with them.
    """
    folded = "".join(
        unicodedata.normalize("NFKC", char) if "\uff01" <= char <= "\uff5e" else char
        for char in text.replace("\u3000", " ")
    )
    return folded.strip()


def folded(code: str) -> str:
    """Return a code as people type it: ``Ⅲ-1`` and ``iii-1`` both become ``III-1``."""
    return unicodedata.normalize("NFKC", code).strip().upper()


_ACTIVE = ("=", "+", "-", "@")
_BREAKS = ("\t", "\r", "\n")


def inert(cell: str) -> str:
    """Return ``cell`` so that no spreadsheet program takes it for a formula.

    A text whose first visible sign is ``= + - @``, full-width forms included, or that begins
    with a tab or line break gets an apostrophe in front. Numbers are not text and never pass
    through here.
    """
    seen = unicodedata.normalize("NFKC", cell).lstrip()
    return f"'{cell}" if seen.startswith(_ACTIVE) or cell.startswith(_BREAKS) else cell


def storable(text: object, longest: int | None = None) -> str:
    """Return ``text`` as every database takes it: no zero byte, no half of a sign, not too long.

    For words that nobody typed into a form, such as what an error says. ``longest`` counts
    characters; what is cut off leaves an ellipsis.
    """
    sound = str(text)
    if longest is not None and len(sound) > longest:
        sound = sound[: longest - 1] + "…"
    if "\x00" in sound:
        sound = sound.replace("\x00", "")
    try:
        sound.encode()
    except UnicodeEncodeError:
        sound = sound.encode("utf-8", "replace").decode()
    return sound
