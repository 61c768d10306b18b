"""How the pages of the record call actions and things, as told by the rooms they belong to.

A room calls these from its ``AppConfig.ready``. What nobody described is shown by its plain name;
a thing whose type is ``room.model`` of a model takes the model's own name and those of its fields.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

Address = Callable[[str], str | None]
"""Takes the identifier of a thing, returns where its page is; None where it has none."""
Subjects = Callable[[], Iterable[tuple[str, str]]]
"""Returns number and name of every subject, the name in the language of the page."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing: its title (a msgid), where its page is, the titles of its fields."""

    title: str
    url: Address | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


_actions: dict[str, str] = {}
_kinds: dict[str, Kind] = {}
_subjects: list[Subjects] = []


def describe_action(name: str, title: str) -> None:
    """Say what an action is called; ``title`` is a msgid. Raises ValueError for a second title."""
    if _actions.setdefault(name, title) != title:
        raise ValueError(f"the action {name} is described twice")


def describe_target(
    type: str,  # noqa: A002 - the word of Target
    title: str,
    url: Address | None = None,
    fields: Mapping[str, str] | None = None,
) -> None:
    """Say what a kind of thing and its fields are called (msgids) and where one's page is."""
    _kinds[type] = Kind(title, url, dict(fields or {}))


def describe_subjects(subjects: Subjects) -> None:
    """Say who knows the names of the subjects."""
    _subjects[:] = [subjects]


def actions() -> Mapping[str, str]:
    """Return the title of every described action by its name."""
    return dict(_actions)


def kind_of(type: str) -> Kind | None:  # noqa: A002 - the word of Target
    """Return what was said of a kind of thing, None where nothing was."""
    return _kinds.get(type)


def kinds() -> Mapping[str, Kind]:
    """Return every described kind of thing by its type."""
    return dict(_kinds)


def subjects() -> dict[str, str]:
    """Return the names of the subjects by their numbers; empty where nobody knows them."""
    return {number: name for ask in _subjects for number, name in ask()}
