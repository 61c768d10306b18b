"""Reads YAML into plain values, strictly: no surprises, no references, no duplicate names.

PyYAML's own loaders follow YAML 1.1 (``no`` is false, ``12:30`` is 750), make numbers
floats and let a later name silently replace an earlier one. So only its parser is used;
its events become values here, one by one, and limits hold while reading, not after.
"""

from typing import Any

from chuangcheng.domain.errors import Path, Place, Refused, Sentence
from chuangcheng.foundation.shell.formats import (
    document_sentences,
    file_sentences,
    scalars,
    yaml_sentences,
)
from chuangcheng.foundation.shell.formats.limits import Limits
from chuangcheng.foundation.shell.formats.notes import Notes, shown_value
from chuangcheng.foundation.shell.formats.positions import Locator, Position
from chuangcheng.foundation.shell.formats.yaml_errors import explain, sign_words

Event = Any
"""PyYAML's events carry no types of their own."""


def read_yaml(text: str, file: str, limits: Limits) -> tuple[object, Locator]:
    """Return the value of the one YAML document in ``text`` and a locator for its parts.

    Raises ``Refused`` with every fault found, up to the first that stops the parser.
    """
    notes = Notes(file)
    builder = _Builder(notes, limits)
    _feed(builder, text, notes)
    if not builder.documents:
        notes.note(file_sentences.EMPTY)
    notes.refuse_if_any()
    return builder.root, Locator(file, lambda: _scan(text, file, limits))


def _scan(text: str, file: str, limits: Limits) -> dict[Path, Position]:
    builder = _Builder(Notes(file), limits, record=True)
    _feed(builder, text, Notes(file))
    return builder.positions


def _feed(builder: "_Builder", text: str, notes: Notes) -> None:
    import yaml

    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        sentence, position, words = explain(error, text)
        place = Place(notes.file, (), position.line, position.column)
        raise notes.refuse(sentence, place, **words) from None
    except yaml.YAMLError:
        raise notes.refuse(yaml_sentences.YAML_SYNTAX) from None


_WIDE_SPACES = {"\u3000", "\u00a0"}


class _Frame:
    """A group or list under construction."""

    __slots__ = ("first_lines", "key", "path", "value")

    def __init__(self, value: dict[str, object] | list[object], path: Path) -> None:
        self.value = value
        self.path = path
        self.key: str | None = None
        self.first_lines: dict[str, int] = {}


class _Builder:
    """Makes values of parser events; notes faults and goes on where that is possible."""

    def __init__(self, notes: Notes, limits: Limits, *, record: bool = False) -> None:
        self.notes = notes
        self.limits = limits
        self.record = record
        self.positions: dict[Path, Position] = {}
        self.documents = 0
        self.root: object = None
        self._frames: list[_Frame] = []
        self._values = 0
        self._skipping = 0  # depth inside a list or group that stands where a name belongs
        self._handlers = {
            "ScalarEvent": self._scalar,
            "MappingStartEvent": self._start,
            "SequenceStartEvent": self._start,
            "MappingEndEvent": self._end,
            "SequenceEndEvent": self._end,
            "AliasEvent": self._alias,
            "DocumentStartEvent": self._document,
        }

    def take(self, event: Event) -> None:
        """Take the next event of the parser; raise ``Refused`` at a limit."""
        handler = self._handlers.get(type(event).__name__)
        if handler:
            handler(event)

    # --- events --------------------------------------------------------------------------

    def _document(self, event: Event) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self._refuse(yaml_sentences.YAML_SEVERAL, event)

    def _alias(self, event: Event) -> None:
        self._note(yaml_sentences.YAML_ALIAS, event)
        if not self._skipping:
            self._place_value(None, event)

    def _scalar(self, event: Event) -> None:
        self._check_marks(event)
        if self._skipping:
            return
        if self._expects_key():
            self._name(event)
        else:
            self._check_colon(event)
            self._place_value(self._value(event), event)

    def _start(self, event: Event) -> None:
        self._check_marks(event)
        if self._skipping or self._expects_key():
            if not self._skipping:
                self._note(yaml_sentences.YAML_KEY, event)
            self._skipping += 1
            return
        if len(self._frames) >= self.limits.depth:
            raise self._refuse(document_sentences.TOO_DEEP, event, most=self.limits.depth)
        value: dict[str, object] | list[object]
        value = {} if type(event).__name__ == "MappingStartEvent" else []
        path = self._next_path()
        self._place_value(value, event)
        self._frames.append(_Frame(value, path))

    def _end(self, _: Event) -> None:
        if not self._skipping:
            self._frames.pop()
            return
        self._skipping -= 1
        if not self._skipping:
            self._frames[-1].key = ""  # its value is read and then forgotten with the fault

    # --- names and values ----------------------------------------------------------------

    def _expects_key(self) -> bool:
        if not self._frames:
            return False
        frame = self._frames[-1]
        return isinstance(frame.value, dict) and frame.key is None

    def _name(self, event: Event) -> None:
        frame = self._frames[-1]
        name: str = event.value
        line = event.start_mark.line + 1
        if name in frame.first_lines:
            first = frame.first_lines[name]
            path = (*frame.path, name)
            self._note(
                document_sentences.DUPLICATE_KEY, event, path, key=shown_value(name), first=first
            )
        if name[:1] in _WIDE_SPACES:
            self._note(yaml_sentences.YAML_FULL_WIDTH, event, sign=f"U+{ord(name[0]):04X}")
        frame.first_lines.setdefault(name, line)
        frame.key = name
        self._check_text(name, event)
        if self.record:
            position = Position(line, event.start_mark.column + 1)
            self.positions.setdefault((*frame.path, name), position)

    def _place_value(self, value: object, event: Event) -> None:
        self._values += 1
        if self._values > self.limits.values:
            raise self._refuse(document_sentences.TOO_MANY_VALUES, event, most=self.limits.values)
        self._record(value, event)
        if not self._frames:
            self.root = value
            return
        frame = self._frames[-1]
        if isinstance(frame.value, list):
            frame.value.append(value)
        else:
            frame.value[frame.key or ""] = value
            frame.key = None

    def _value(self, event: Event) -> object:
        written: str = event.value
        self._check_text(written, event)
        if event.style:  # quoted, or a block of text: what is written is meant
            return written
        try:
            return scalars.plain(written)
        except scalars.OutOfRange:
            self._note(document_sentences.NUMBER_OUT_OF_RANGE, event, found=shown_value(written))
        except scalars.NotFinite:
            self._note(document_sentences.NOT_FINITE, event, found=shown_value(written))
        return None

    # --- checks and places ---------------------------------------------------------------

    def _check_marks(self, event: Event) -> None:
        if event.anchor is not None:
            self._note(yaml_sentences.YAML_ALIAS, event)
        if event.tag is not None:
            self._note(yaml_sentences.YAML_TAG, event)

    def _check_text(self, written: str, event: Event) -> None:
        if len(written) > self.limits.text:
            self._note(document_sentences.TEXT_TOO_LONG, event, most=self.limits.text)
        found = scalars.CONTROL.search(written)
        if found:
            character = f"U+{ord(found.group()):04X}"
            self._note(file_sentences.CONTROL_CHARACTER, event, character=character)

    def _check_colon(self, event: Event) -> None:
        """Note ``{name：5}``, which YAML takes for a name without a value."""
        key = self._frames[-1].key if self._frames else None
        if event.value or event.style or not key or "：" not in key:
            return
        mark = event.start_mark
        column = max(mark.column - len(key) + key.index("："), 0) + 1
        place = Place(self.notes.file, (), mark.line + 1, column)
        self.notes.note(yaml_sentences.YAML_CHINESE_SIGN, place, **sign_words("："))

    def _next_path(self) -> Path:
        """Return the path of the value that comes next."""
        if not self._frames:
            return ()
        frame = self._frames[-1]
        if isinstance(frame.value, list):
            return (*frame.path, len(frame.value))
        return (*frame.path, frame.key or "")

    def _record(self, value: object, event: Event) -> None:
        """Remember where a value stands; groups and empty values stand at their names."""
        if not self.record:
            return
        path = self._next_path()
        if path not in self.positions or not (value is None or isinstance(value, dict | list)):
            mark = event.start_mark
            self.positions[path] = Position(mark.line + 1, mark.column + 1)

    def _here(self, event: Event, path: Path = ()) -> Place:
        mark = event.start_mark
        return Place(self.notes.file, path, mark.line + 1, mark.column + 1)

    def _note(self, sentence: Sentence, event: Event, path: Path = (), **words: object) -> None:
        self.notes.note(sentence, self._here(event, path), **words)

    def _refuse(self, sentence: Sentence, event: Event, **words: object) -> Refused:
        return self.notes.refuse(sentence, self._here(event), **words)
