"""Events for people: what somebody may see, filtered, page by page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Q, QuerySet

from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.shell.access import Scope

PAGE: Final = 50
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_LONGEST_CURSOR: Final = 18


@dataclass(frozen=True, slots=True)
class Sight:
    """How far somebody may look: at events, and at readings of personal data."""

    events: tuple[Scope, ...]
    readings: tuple[Scope, ...] = ()

    def condition(self) -> Q:
        """Return what an event must meet to be seen."""
        return (Q(is_reading=False) & _inside(self.events)) | (
            Q(is_reading=True) & _inside(self.readings)
        )

    def subjects(self) -> frozenset[str] | None:
        """Return the subjects whose events can be seen; None for all."""
        wide = [scope.subject for scope in self.events if not scope.path and not scope.person]
        return None if "" in wide else frozenset(wide)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter; what is empty does not narrow. ``actor`` is a name or an identifier."""

    since: datetime | None = None
    until: datetime | None = None
    actor: str = ""
    action: str = ""
    kind: str = ""
    thing: str = ""
    subject: str = ""
    readings: bool = False

    def condition(self) -> Q:
        """Return what an event must meet to be wanted."""
        found = Q()
        if self.since:
            found &= Q(at__gte=self.since)
        if self.until:
            found &= Q(at__lt=self.until)
        if self.actor:
            # One index or the other; names made of digits alone there are none.
            by = "actor_id" if self.actor.isdecimal() else "actor_name"
            found &= Q(**{by: self.actor})
        if self.readings:
            found &= Q(is_reading=True)
        exact = {
            "action": self.action,
            "target_type": self.kind,
            "target_id": self.thing,
            "subject": self.subject,
        }
        return found & Q(**{name: value for name, value in exact.items() if value})


@dataclass(frozen=True, slots=True)
class EventPage:
    """Some events, the newest first, and where to go on; empty where there is nothing more."""

    events: list[Event]
    older: str
    newer: str


def found_events(sight: Sight, wanted: Wanted) -> QuerySet[Event]:
    """Return the events that somebody may see and wants, the newest first."""
    return Event.objects.filter(sight.condition(), wanted.condition()).order_by("-at", "-id")


def event_page(
    sight: Sight, wanted: Wanted, *, before: str = "", after: str = "", size: int = PAGE
) -> EventPage:
    """Return a page of events: the newest, or those older or newer than a mark of another page.

    One query, however far back the page lies. A mark that is none is passed over.
    """
    events = found_events(sight, wanted)
    older_than, newer_than = _mark(before), _mark(after)
    if newer_than is not None and older_than is None:
        at, number = newer_than
        later = events.filter(Q(at__gte=at) & (Q(at__gt=at) | Q(id__gt=number)))
        found = list(later.order_by("at", "id")[: size + 1])
        more, shown = len(found) > size, found[:size][::-1]
        return EventPage(shown, _cursor(shown[-1:]), _cursor(shown[:1]) if more else "")
    if older_than is not None:
        at, number = older_than
        events = events.filter(Q(at__lte=at) & (Q(at__lt=at) | Q(id__lt=number)))
    found = list(events[: size + 1])
    more, shown = len(found) > size, found[:size]
    return EventPage(
        shown, _cursor(shown[-1:]) if more else "", _cursor(shown[:1]) if older_than else ""
    )


def find_event(sight: Sight, number: int) -> Event | None:
    """Return the event with this number, None where there is none that may be seen."""
    return Event.objects.filter(sight.condition(), pk=number).first()


def _inside(scopes: Iterable[Scope]) -> Q:
    """Return the condition that an event lies inside one of the scopes.

    An event knows its subject but no unit, so that a right for a unit alone shows none.
    """
    wide = [scope for scope in scopes if not scope.path and not scope.person]
    if any(not scope.subject for scope in wide):
        return Q()
    subjects = [Q(subject=scope.subject) for scope in wide]
    return reduce(or_, subjects) if subjects else Q(pk__in=())


def _cursor(events: list[Event]) -> str:
    """Return the mark of an event: its time in microseconds, and its number."""
    return "".join(f"{(event.at - _EPOCH) // _MICROSECOND}-{event.pk}" for event in events)


def _mark(cursor: str) -> tuple[datetime, int] | None:
    time, _, number = cursor.partition("-")
    parts = (time, number)
    if not all(p.isascii() and p.isdecimal() and len(p) <= _LONGEST_CURSOR for p in parts):
        return None
    try:
        return _EPOCH + int(time) * _MICROSECOND, int(number)
    except OverflowError:
        return None
