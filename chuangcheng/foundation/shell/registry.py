"""What rooms put on the start page: cards that lead to their work, and first steps.

A room registers them in ``AppConfig.ready``. Each names the action it needs, so that everybody sees
only what they may do. Titles and texts are msgids.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpRequest

from chuangcheng.foundation.shell.access import allows


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


def cards(request: HttpRequest) -> list[Card]:
    """Return the cards that the person of ``request`` may follow, in order."""
    return [one for one in sorted(_cards.values(), key=_place) if _may(request, one.action)]


def first_steps(request: HttpRequest) -> list[tuple[FirstStep, bool]]:
    """Return the first steps the person may take, each with whether it is done.

    Empty once all are done: one question for each step they may take.
    """
    steps = [one for one in sorted(_steps.values(), key=_place) if _may(request, one.action)]
    found = [(one, one.is_done()) for one in steps]
    return [] if all(done for _, done in found) else found


def _may(request: HttpRequest, action: str) -> bool:
    return not action or allows(request, action)


def _place(entry: Card | FirstStep) -> tuple[int, str]:
    return entry.order, entry.title
