"""The subjects as far as this room knows them: numbers, and names that a room above told."""

from collections.abc import Iterable
from dataclasses import dataclass

from chuangcheng.foundation.audit import registry
from chuangcheng.foundation.shell.access import Scope


@dataclass(frozen=True, slots=True)
class SubjectRef:
    """A subject by its number, with its name in the language of the page."""

    id: int
    name: str

    def scope(self) -> Scope:
        """Return where it lies: everything of this subject."""
        return Scope(subject=str(self.id))


def find_subject(number: int) -> SubjectRef | None:
    """Return the subject of this number, None where there is none."""
    name = registry.subjects().get(str(number))
    return SubjectRef(number, name) if name is not None else None


def subjects_within(scopes: Iterable[Scope]) -> list[SubjectRef]:
    """Return the subjects that a right reaches, by name."""
    reached = tuple(scopes)
    found = [SubjectRef(int(number), name) for number, name in registry.subjects().items()]
    return sorted(
        (one for one in found if any(_touches(scope, one) for scope in reached)),
        key=lambda one: one.name,
    )


def _touches(scope: Scope, subject: SubjectRef) -> bool:
    return scope.subject in {"", str(subject.id)}
