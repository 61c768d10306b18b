"""Refusals as values: what is wrong, where, and how to mend it.

A fault is not an exception. Readers and checks collect faults and hand them
back, so that a user sees every mistake of a file at once instead of the first.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Translate = Callable[[str], str]
"""Turns an English msgid into the reader's language; ``str`` leaves it English."""

Path = tuple[str | int, ...]
"""Steps from the root of a document to one value, e.g. ``("nodes", 0, "weight")``."""


def N_(message: str) -> str:  # noqa: N802 - the name every catalogue tool knows
    """Mark ``message`` for the catalogues and return it unchanged."""
    return message


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: in a file, a document path, a line or a spreadsheet cell.

    ``line`` and ``column`` count from 1. Empty parts are left out when printed.
    """

    file: str = ""
    path: Path = ()
    line: int | None = None
    column: int | None = None
    sheet: str = ""
    cell: str = ""


NOWHERE = Place()


def in_document(path: Path) -> Place:
    """Return the place of ``path`` where no file is known (documents made in memory)."""
    return Place(path=path)


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a kind of fault says: a stable ``code`` and two msgids with ``%(name)s`` slots."""

    code: str
    message: str
    remedy: str


class Words(str):
    """Words for a slot that are themselves said in the reader's language.

    As a plain string they are the msgid.
    """

    __slots__ = ()

    def say(self, translate: Translate) -> str:
        """Return the words in the language of ``translate``."""
        return translate(str(self))


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in a user's input: its sentence, its place and the words for the slots."""

    sentence: Sentence
    place: Place = NOWHERE
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The stable name of this kind of fault, e.g. ``edition.duplicate_code``."""
        return self.sentence.code


class Refused(Exception):
    """Raised by readers of files when a file cannot be used at all.

    Domain algorithms never raise it: they return their faults.
    """

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(fault.code for fault in faults))
        self.faults = faults


IN_LINE = N_("line %(line)s")
IN_SHEET = N_("sheet “%(sheet)s”")
IN_CELL = N_("cell %(cell)s")
SEPARATOR = N_(", ")
SAYS_ALONE = N_("%(message)s %(remedy)s")
SAYS = N_("%(place)s: %(message)s %(remedy)s")


def describe_path(path: Path) -> str:
    """Return ``("nodes", 0, "weight")`` as ``nodes/1/weight``; list positions count from 1."""
    return "/".join(str(step + 1) if isinstance(step, int) else step for step in path)


def describe_place(place: Place, translate: Translate = str) -> str:
    """Return a place for a person to read: file, sheet and cell, or line and path."""
    parts = [place.file] if place.file else []
    if place.sheet:
        parts.append(translate(IN_SHEET) % {"sheet": place.sheet})
    if place.cell:
        parts.append(translate(IN_CELL) % {"cell": place.cell})
    elif place.line is not None:
        parts.append(translate(IN_LINE) % {"line": place.line})
    if place.path and not place.cell:
        parts.append(describe_path(place.path))
    return translate(SEPARATOR).join(parts)


def _slots(fault: Fault, translate: Translate) -> dict[str, str]:
    return {
        name: words.say(translate) if isinstance(words, Words) else words
        for name, words in fault.params.items()
    }


def describe_message(fault: Fault, translate: Translate = str) -> str:
    """Return what is wrong, without place and remedy."""
    return translate(fault.sentence.message) % _slots(fault, translate)


def describe_remedy(fault: Fault, translate: Translate = str) -> str:
    """Return how to mend it."""
    return translate(fault.sentence.remedy) % _slots(fault, translate)


def describe(fault: Fault, translate: Translate = str) -> str:
    """Return the whole sentence: place, what is wrong, how to mend it."""
    message = describe_message(fault, translate)
    remedy = describe_remedy(fault, translate)
    place = describe_place(fault.place, translate)
    if not place:
        return (translate(SAYS_ALONE) % {"message": message, "remedy": remedy}).strip()
    return (translate(SAYS) % {"place": place, "message": message, "remedy": remedy}).strip()
