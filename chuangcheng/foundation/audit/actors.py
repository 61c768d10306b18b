"""Who is acting, and from where; carried beside the call, so that no service has to hand it on."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, as the record prints it: a plain identifier, the name and the unit of that day.

    It is no key to a table, so the record outlives the account. A deputy carries in ``for_id``
    and ``for_name`` whom they stand in for; the record names both.
    """

    id: str
    name: str
    unit: str = ""
    kind: Literal["person", "system", "job", "stranger"] = "person"
    for_id: str = ""
    for_name: str = ""


SYSTEM: Final = Actor("system", "system", kind="system")
STRANGER: Final = Actor("stranger", "stranger", kind="stranger")

_actor: ContextVar[Actor] = ContextVar("actor", default=SYSTEM)
_source: ContextVar[str] = ContextVar("source", default="")
_readings: ContextVar[dict[tuple[str, ...], float] | None] = ContextVar("readings", default=None)


@contextmanager
def acting(actor: Actor, source: str = "") -> Iterator[None]:
    """Let ``actor`` act inside the block; ``source`` says from where (``web``, ``cli``)."""
    was_actor, was_source, was_read = _actor.set(actor), _source.set(source), _readings.set({})
    try:
        yield
    finally:
        _actor.reset(was_actor)
        _source.reset(was_source)
        _readings.reset(was_read)


def act_for(deputy: str, principal: str, principal_id: str = "") -> None:
    """Let the record name ``principal`` beside the actor, until the enclosing ``acting`` ends.

    ``deputy`` is the identifier of whom this is about: nothing happens where somebody else acts.
    """
    actor = _actor.get()
    if actor.id == deputy and actor.kind == "person" and not actor.for_name:
        _actor.set(replace(actor, for_id=principal_id, for_name=principal))


def current_actor() -> Actor:
    """Return who acts; the system itself outside every ``acting`` block."""
    return _actor.get()


def current_source() -> str:
    """Return from where; empty where nobody said."""
    return _source.get()


def readings_here() -> dict[tuple[str, ...], float] | None:
    """Return what was read inside this ``acting`` block and when (seconds); None outside one."""
    return _readings.get()
