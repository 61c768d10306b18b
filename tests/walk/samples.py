"""Sample arguments for every address that takes any: what the walk asks each person for.

A room's samples stand in ``tests/…/walk.py`` of its own test folder, in a function
``samples(world) -> dict[str, Sample]`` that writes what it needs and names addresses.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from chuangcheng.foundation.shell.access import Scope
from tests.walk.world import World

TESTS = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Sample:
    """How to ask for one address, and what is peculiar about it.

    ``scope`` is where the thing lies that the view's ``find`` returns, None where it finds
    nothing. ``owners`` are the names of walkers whose own thing it is, where it is nobody else's
    business: the others get 404. ``statuses`` are further answers that are right for whoever may
    open it (a token that is unknown, a health page that says no).
    """

    kwargs: Mapping[str, object] = field(default_factory=dict)
    scope: Scope | None = None
    owners: frozenset[str] | None = None
    statuses: frozenset[int] = frozenset()
    query: Mapping[str, str] = field(default_factory=dict)


def all_samples(world: World) -> dict[str, Sample]:
    """Return the samples of every room."""
    found: dict[str, Sample] = {}
    for path in sorted(TESTS.rglob("walk.py")):
        name = ".".join(path.relative_to(TESTS.parent).with_suffix("").parts)
        found |= import_module(name).samples(world)
    return found
