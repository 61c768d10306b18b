"""The kinds of notices, told by the rooms that send them from their ``AppConfig.ready``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of notice: its stable name ``room.kind`` and what people call it (a msgid).

    ``by_mail`` says whether it goes into the daily mail while somebody has not chosen.
    """

    name: str
    title: str
    by_mail: bool = True


_kinds: dict[str, Kind] = {}


def kind(name: str, title: str, *, by_mail: bool = True) -> None:
    """Make a kind of notice known. Raises ValueError for a second one of the same name."""
    wanted = Kind(name, title, by_mail)
    if _kinds.setdefault(name, wanted) != wanted:
        raise ValueError(f"the kind of notice {name} is registered twice")


def kinds() -> tuple[Kind, ...]:
    """Return every kind, by name."""
    return tuple(_kinds[name] for name in sorted(_kinds))


def known(name: str) -> Kind:
    """Return the kind of this name; raises LookupError."""
    found = _kinds.get(name)
    if found is None:
        raise LookupError(f"no room registers the kind of notice {name}")
    return found
