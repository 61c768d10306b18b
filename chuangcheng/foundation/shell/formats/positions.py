"""Lines and columns of the values of a document, looked for only when a fault needs one."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from chuangcheng.domain.errors import Path, Place


class Position(NamedTuple):
    """A place in a text; both numbers count from 1."""

    line: int
    column: int


class Locator:
    """Answers where a path of a document stands in its file.

    ``scan`` gives the position of every path. It is called once, at the first question: a
    file without faults never pays for it. A path that does not exist (a name that is
    missing) is answered with the place of the nearest value around it.
    """

    def __init__(self, file: str, scan: Callable[[], Mapping[Path, Position]]) -> None:
        self._file = file
        self._scan = scan
        self._positions: Mapping[Path, Position] | None = None

    def __call__(self, path: Path) -> Place:
        """Return the place of ``path``."""
        if self._positions is None:
            self._positions = self._scan()
        for length in range(len(path), -1, -1):
            position = self._positions.get(path[:length])
            if position:
                return Place(self._file, path, position.line, position.column)
        return Place(self._file, path)


def position_of(text: str, index: int) -> Position:
    """Return line and column of the character at ``index``."""
    before = text.rfind("\n", 0, index)
    return Position(text.count("\n", 0, index) + 1, index - before)
