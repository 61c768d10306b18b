"""The lines of a year's file before anybody judged them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from chuangcheng.domain.errors import Place

COLUMNS: Final[Mapping[str, str]] = {
    "date": "date",
    "日期": "date",
    "until": "until",
    "至": "until",
    "kind": "kind",
    "類別": "kind",
    "类别": "kind",
    "name": "name",
    "名稱": "name",
    "名称": "name",
}
"""What a column may be called, and what it holds."""

KNOWN_KINDS: Final[Mapping[str, bool]] = {
    "holiday": True,
    "off": True,
    "放假": True,
    "休": True,
    "workday": False,
    "work": False,
    "上班": False,
    "班": False,
}
"""What a kind may be called, and whether it means a day off."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line as written; ``place`` tells where each of its values stands."""

    date: object
    until: object
    kind: object
    name: object
    place: Callable[[str], Place]


@dataclass(frozen=True, slots=True)
class Year:
    """A file as written; ``year`` is None where only the dates tell it."""

    year: object
    source: str
    rows: tuple[Row, ...]
    place: Place
