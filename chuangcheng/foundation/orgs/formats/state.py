"""What the program holds of one subject, as plain values to hold a file against."""

from dataclasses import dataclass, field
from datetime import date

from chuangcheng.domain.text import Text, narrow, to_simplified


def key_of(text: str) -> str:
    """Return a name or code as it is compared: one script, one width, one case."""
    return to_simplified(narrow(text)).casefold()


@dataclass(frozen=True, slots=True)
class ClassNow:
    """A class of units."""

    id: int
    code: str
    name: Text
    kind: str = ""


@dataclass(frozen=True, slots=True)
class UnitNow:
    """A unit; ``parent_code`` is empty at the top, ``valid_from`` is ``2026-10-31``."""

    id: int
    code: str
    name: Text
    class_code: str
    parent_code: str = ""
    statistical_code: str = ""
    phone: str = ""
    address: str = ""
    valid_from: str = ""
    status: str = "active"


@dataclass(frozen=True, slots=True)
class PersonNow:
    """A person of a unit."""

    id: int
    code: str
    name: str
    unit_code: str
    post: str = "staff"
    title: str = ""
    phone: str = ""
    email: str = ""
    in_office: bool = True


@dataclass(frozen=True, slots=True)
class ZoneNow:
    """A zone; ``lead`` and ``co`` are codes of the units that answer for it today."""

    id: int
    code: str
    name: Text
    bounds: str = ""
    in_use: bool = True
    lead: str = ""
    co: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class State:
    """Everything of one subject."""

    today: date
    classes: tuple[ClassNow, ...] = ()
    units: tuple[UnitNow, ...] = ()
    people: tuple[PersonNow, ...] = ()
    zones: tuple[ZoneNow, ...] = ()


@dataclass(slots=True)
class Entry:
    """A unit that rows may refer to: one that is there, or one that a row would add."""

    code: str
    name: str
    active: bool = True
    refused: tuple[str, int] | None = None
    """Sheet and row, where the row that would add it is refused."""
    keys: set[str] = field(default_factory=set)
    """Its names, old and new, as they are compared."""


class UnitBook:
    """Finds units by code or name, among those that are there and those that the file adds."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self._by_code: dict[str, set[str]] = {}
        self._by_name: dict[str, set[str]] = {}

    def add(self, entry: Entry, *names: str) -> None:
        """Take an entry up, under its code and these names."""
        self.entries[entry.code] = entry
        self._by_code.setdefault(key_of(entry.code), set()).add(entry.code)
        self.name(entry, *names)

    def name(self, entry: Entry, *names: str) -> None:
        """Let an entry be found under further names."""
        for name in names:
            if name:
                key = key_of(name)
                entry.keys.add(key)
                self._by_name.setdefault(key, set()).add(entry.code)

    def by_code(self, text: str) -> list[str]:
        """Return the codes that are meant by a code: the very same, or of another width or case."""
        if text in self.entries:
            return [text]
        return sorted(self._by_code.get(key_of(text), ()))

    def by_name(self, text: str) -> list[str]:
        """Return the codes of the units of this name; active ones, if there are any."""
        codes = sorted(self._by_name.get(key_of(text), ()))
        active = [code for code in codes if self.entries[code].active]
        return active or codes
