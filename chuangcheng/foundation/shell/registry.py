"""What rooms put on the start page: cards that lead to their work, and first steps.

A room registers them in ``AppConfig.ready``. Each names the action it needs; the start page shows
everybody only what they may do. Titles and texts are msgids.
"""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Card:
    """A card: what it is called, what one does there, the name of its address.

    ``action`` is the right it needs, empty for everybody who is signed in. Cards stand by
    ``order``, small numbers first.
    """

    title: str
    text: str
    route: str
    action: str = ""
    order: int = 100


@dataclass(frozen=True, slots=True)
class FirstStep:
    """Something to do in an empty installation; ``is_done`` asks the database whether it was."""

    title: str
    text: str
    route: str
    action: str
    is_done: Callable[[], bool] = field(compare=False)
    order: int = 100


_cards: dict[str, Card] = {}
_steps: dict[str, FirstStep] = {}


def card(wanted: Card) -> None:
    """Put a card on the start page. Raises ValueError for a second one of the same address."""
    if _cards.setdefault(wanted.route, wanted) != wanted:
        raise ValueError(f"two cards lead to {wanted.route}")


def first_step(wanted: FirstStep) -> None:
    """Add a first step. Raises ValueError for a second one of the same title."""
    if _steps.setdefault(wanted.title, wanted) != wanted:
        raise ValueError(f"two first steps are called {wanted.title}")


def cards() -> list[Card]:
    """Return every card, in order."""
    return sorted(_cards.values(), key=_place)


def first_steps() -> list[FirstStep]:
    """Return every first step, in order."""
    return sorted(_steps.values(), key=_place)


def _place(entry: Card | FirstStep) -> tuple[int, str]:
    return entry.order, entry.title
