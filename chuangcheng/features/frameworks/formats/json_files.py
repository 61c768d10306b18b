"""Reads JSON into plain values, strictly: exact numbers, no duplicate names.

The standard library parses; what it would let pass (NaN, numbers of any size, a name
twice, lone surrogates) is marked while it builds, and then found and placed by one walk.
"""

import json
from decimal import Decimal
from json import JSONDecodeError

from chuangcheng.domain.errors import Path, Place, Refused, Sentence
from chuangcheng.features.frameworks.formats import sentences
from chuangcheng.features.frameworks.formats.json_positions import (
    Duplicate,
    position_at_depth,
    scan,
)
from chuangcheng.foundation.shell.formats import document_sentences, file_sentences, scalars
from chuangcheng.foundation.shell.formats.limits import Limits
from chuangcheng.foundation.shell.formats.notes import Notes, shown_value
from chuangcheng.foundation.shell.formats.positions import Locator

_MEANINGS: tuple[tuple[str, Sentence], ...] = (
    ("trailing comma", sentences.JSON_TRAILING_COMMA),
    ("',' delimiter", sentences.JSON_COMMA),
    ("':' delimiter", sentences.JSON_COLON),
    ("property name", sentences.JSON_KEY),
    ("Unterminated string", sentences.JSON_STRING),
    ("Invalid control", sentences.JSON_STRING),
    ("escape", sentences.JSON_STRING),
    ("Extra data", sentences.JSON_EXTRA),
)


class _BadNumber:
    """Stands where a number was that cannot be used, until the walk notes it."""

    def __init__(self, written: str, sentence: Sentence) -> None:
        self.written = written
        self.sentence = sentence


class _WithDuplicates(dict[str, object]):
    """A group in which a name stands more than once."""


def read_json(text: str, file: str, limits: Limits) -> tuple[object, Locator]:
    """Return the value of the JSON document in ``text`` and a locator for its parts.

    Raises ``Refused`` with every fault found; a syntax error ends the search.
    """
    notes = Notes(file)
    root = _parse(text, notes, limits)
    locate = Locator(file, lambda: scan(text).positions)
    _Walk(notes, limits, locate, text).through(root)
    notes.refuse_if_any()
    return root, locate


def _parse(text: str, notes: Notes, limits: Limits) -> object:
    try:
        return json.loads(
            text,
            parse_int=_number,
            parse_float=_number,
            parse_constant=lambda name: _BadNumber(name, document_sentences.NOT_FINITE),
            object_pairs_hook=_group,
        )
    except JSONDecodeError as error:
        place = Place(notes.file, (), error.lineno, error.colno)
        raise notes.refuse(_meaning(error), place) from None
    except RecursionError:
        raise _too_deep(text, notes, limits) from None


def _too_deep(text: str, notes: Notes, limits: Limits) -> Refused:
    position = position_at_depth(text, limits.depth)
    place = Place(notes.file, (), *position) if position else None
    return notes.refuse(document_sentences.TOO_DEEP, place, most=limits.depth)


def _meaning(error: JSONDecodeError) -> Sentence:
    if not error.doc.strip():
        return file_sentences.EMPTY
    for part, sentence in _MEANINGS:
        if part in error.msg:
            return sentence
    return sentences.JSON_SYNTAX


def _number(written: str) -> int | Decimal | _BadNumber:
    try:
        return scalars.number(written)
    except scalars.OutOfRange:
        return _BadNumber(written, document_sentences.NUMBER_OUT_OF_RANGE)


def _group(pairs: list[tuple[str, object]]) -> dict[str, object]:
    group = dict(pairs)
    return group if len(group) == len(pairs) else _WithDuplicates(pairs)


class _Walk:
    """Visits every value once, without recursion, and notes what may not stay."""

    def __init__(self, notes: Notes, limits: Limits, locate: Locator, text: str) -> None:
        self.notes = notes
        self.limits = limits
        self.locate = locate
        self.text = text
        self._duplicates_noted = False

    def through(self, root: object) -> None:
        """Note the faults of ``root`` and of everything in it; raise ``Refused`` at a limit."""
        waiting: list[tuple[Path, object]] = [((), root)]
        seen = 0
        while waiting:
            path, value = waiting.pop()
            seen += 1
            if seen > self.limits.values:
                raise self.notes.refuse(document_sentences.TOO_MANY_VALUES, most=self.limits.values)
            if isinstance(value, dict | list):
                if len(path) >= self.limits.depth:
                    raise _too_deep(self.text, self.notes, self.limits)
                waiting.extend(reversed(self._parts(path, value)))
            else:
                self._check(path, value)

    def _parts(
        self, path: Path, value: dict[str, object] | list[object]
    ) -> list[tuple[Path, object]]:
        if isinstance(value, list):
            return [((*path, index), part) for index, part in enumerate(value)]
        if isinstance(value, _WithDuplicates) and not self._duplicates_noted:
            self._duplicates_noted = True
            for duplicate in scan(self.text).duplicates:
                self._note_duplicate(duplicate)
        for key in value:
            self._check((*path, key), key)
        return [((*path, key), part) for key, part in value.items()]

    def _check(self, path: Path, value: object) -> None:
        if isinstance(value, _BadNumber):
            self.notes.note(value.sentence, self.locate(path), found=shown_value(value.written))
        if not isinstance(value, str):
            return
        if len(value) > self.limits.text:
            self.notes.note(
                document_sentences.TEXT_TOO_LONG, self.locate(path), most=self.limits.text
            )
        found = scalars.CONTROL.search(value)
        if found:
            character = f"U+{ord(found.group()):04X}"
            self.notes.note(
                file_sentences.CONTROL_CHARACTER, self.locate(path), character=character
            )

    def _note_duplicate(self, duplicate: Duplicate) -> None:
        place = Place(self.notes.file, duplicate.path, *duplicate.second)
        key = shown_value(duplicate.path[-1])
        self.notes.note(
            document_sentences.DUPLICATE_KEY, place, key=key, first=duplicate.first.line
        )
