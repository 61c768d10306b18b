"""Finds where the parts of a JSON text stand; the text is known to be well formed."""

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from chuangcheng.domain.errors import Path
from chuangcheng.foundation.shell.formats.positions import Position, position_of

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+')


class Duplicate(NamedTuple):
    """A name that stands twice in the same group."""

    path: Path
    first: Position
    second: Position


@dataclass
class Scan:
    """The position of every path, and the names that stand twice."""

    positions: dict[Path, Position] = field(default_factory=dict)
    duplicates: list[Duplicate] = field(default_factory=list)


@dataclass
class _Frame:
    path: Path
    group: bool
    index: int = 0
    key: str | None = None
    seen: dict[str, Position] = field(default_factory=dict)


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.result = Scan()
        self._frames: list[_Frame] = []
        self._line_starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def run(self) -> Scan:
        for token in _TOKEN.finditer(self.text):
            self._take(token.group(), token.start())
        return self.result

    def _position(self, index: int) -> Position:
        line = bisect_right(self._line_starts, index)
        return Position(line, index - self._line_starts[line - 1] + 1)

    def _take(self, token: str, index: int) -> None:
        if token in "]}":
            self._frames.pop()
        elif token == ",":
            self._next()
        elif token != ":":
            if self._frames and self._frames[-1].group and self._frames[-1].key is None:
                self._name(token, index)
            else:
                self._value(token, index)

    def _next(self) -> None:
        frame = self._frames[-1]
        frame.index += 1
        frame.key = None

    def _name(self, token: str, index: int) -> None:
        frame = self._frames[-1]
        key: str = json.loads(token)
        frame.key = key
        position = self._position(index)
        if key in frame.seen:
            self.result.duplicates.append(Duplicate((*frame.path, key), frame.seen[key], position))
        frame.seen.setdefault(key, position)
        self.result.positions.setdefault((*frame.path, key), position)

    def _value(self, token: str, index: int) -> None:
        path = self._value_path()
        opens = token in "[{"
        if not opens or not self._frames or not self._frames[-1].group:
            self.result.positions[path] = self._position(index)
        if opens:
            self._frames.append(_Frame(path, group=token == "{"))

    def _value_path(self) -> Path:
        if not self._frames:
            return ()
        frame = self._frames[-1]
        return (*frame.path, frame.key or "") if frame.group else (*frame.path, frame.index)


def position_at_depth(text: str, depth: int) -> Position | None:
    """Return where brackets are nested deeper than ``depth``; the text may be cut short."""
    level = 0
    for token in _TOKEN.finditer(text):
        if token.group() in {"[", "{"}:
            level += 1
            if level > depth:
                return position_of(text, token.start())
        elif token.group() in {"]", "}"}:
            level -= 1
    return None


def scan(text: str) -> Scan:
    """Return where every value of ``text`` stands.

    A single value stands at itself, a group or list at its name, an entry of a list at its
    beginning.
    """
    return _Scanner(text).run()
