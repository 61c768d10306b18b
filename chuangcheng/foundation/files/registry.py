"""What files are for: kinds, what each takes, and who may read one; as told by the rooms above.

A room calls :func:`register` and :func:`grant_access` from its ``AppConfig.ready``. A kind nobody
grants is read by nobody.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Protocol

from django.http import HttpRequest

from chuangcheng.foundation.files.formats.types import ALL
from chuangcheng.foundation.shell.access import Scope


class Kept(Protocol):
    """What a predicate is asked about: a ``StoredFile``."""

    pk: int
    kind: str

    def scope(self) -> Scope:
        """Return where it lies."""


Predicate = Callable[[HttpRequest, Kept], bool]
OWN: Final = "files.unit"
"""The kind of files on the room's own page."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is for: ``name`` as ``room.noun``, a title (a msgid), the types it takes.

    ``limit`` is the most bytes of one file, None for what the installation allows.
    """

    name: str
    title: str
    types: frozenset[str] = ALL
    limit: int | None = None


_kinds: dict[str, Kind] = {}
_predicates: dict[str, Predicate] = {}


def register(kind: Kind) -> None:
    """Make a kind known. Raises ValueError where the name is taken or a type unknown."""
    if not kind.types <= ALL:
        raise ValueError(f"{', '.join(sorted(kind.types - ALL))}: no types of files")
    if _kinds.setdefault(kind.name, kind) != kind:
        raise ValueError(f"the kind of file {kind.name} is registered twice")


def grant_access(kind: str, predicate: Predicate) -> None:
    """Let ``predicate(request, file)`` say who may read files of a kind.

    Raises LookupError for a kind nobody registered, ValueError where another predicate says it.
    """
    known(kind)
    if _predicates.setdefault(kind, predicate) != predicate:
        raise ValueError(f"access to {kind} is granted twice")


def known(name: str) -> Kind:
    """Return a kind; raises LookupError where nobody registered it."""
    found = _kinds.get(name)
    if found is None:
        raise LookupError(f"no room registers the kind of file {name}")
    return found


def find(name: str) -> Kind | None:
    """Return a kind, None where nobody registered it."""
    return _kinds.get(name)


def may_read(request: HttpRequest, file: Kept) -> bool:
    """Tell whether whoever asks may read ``file``; nobody may where nobody grants it."""
    predicate = _predicates.get(file.kind)
    return predicate is not None and predicate(request, file)


@contextmanager
def registered_for_a_test() -> Iterator[None]:
    """Forget at the end of the block what is registered inside it."""
    before = dict(_kinds), dict(_predicates)
    try:
        yield
    finally:
        _kinds.clear()
        _kinds.update(before[0])
        _predicates.clear()
        _predicates.update(before[1])
