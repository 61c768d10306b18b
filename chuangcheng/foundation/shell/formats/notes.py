"""Gathers the faults of one file, up to a number a person can still read."""

from dataclasses import replace
from pathlib import PurePath

from chuangcheng.domain.errors import Fault, Place, Refused, Sentence
from chuangcheng.foundation.shell.formats import file_sentences

MOST_FAULTS = 200


def shown_file(path: str | PurePath) -> str:
    """Return a file's name for a sentence: as it was given, without unprintable characters."""
    return "".join(char if char.isprintable() else "?" for char in str(path))


def shown_value(value: object) -> str:
    """Return a short, printable picture of a value for a sentence."""
    text = "".join(char if char.isprintable() else " " for char in str(value)).strip()
    return text if len(text) <= 40 else f"{text[:37]}…"


def _printable(place: Place) -> Place:
    """Return a place whose path can be printed: names in a file may hold anything."""
    path = tuple(shown_file(step) if isinstance(step, str) else step for step in place.path)
    return place if path == place.path else replace(place, path=path)


class Notes:
    """The faults of one file; keeps the first ``MOST_FAULTS`` and counts the rest."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.count = 0
        self._kept: list[Fault] = []

    def note(self, sentence: Sentence, place: Place | None = None, **params: object) -> None:
        """Add a fault; ``params`` fill the slots of its sentence."""
        self.count += 1
        if len(self._kept) < MOST_FAULTS:
            words = {
                name: value if isinstance(value, str) else str(value)
                for name, value in params.items()
            }
            self._kept.append(Fault(sentence, _printable(place or Place(file=self.file)), words))

    def faults(self) -> tuple[Fault, ...]:
        """Return the faults kept, and a last one that says how many more there were."""
        kept = tuple(self._kept)
        left_out = self.count - len(kept)
        if not left_out:
            return kept
        more = Fault(file_sentences.MORE_FAULTS, Place(file=self.file), {"count": str(left_out)})
        return (*kept, more)

    def refuse_if_any(self) -> None:
        """Raise ``Refused`` with all faults, if there are any."""
        if self.count:
            raise Refused(self.faults())

    def refuse(self, sentence: Sentence, place: Place | None = None, **params: object) -> Refused:
        """Return the exception that says this fault and all noted before it."""
        self.note(sentence, place, **params)
        return Refused(self.faults())
