"""What happens to the people and the zone duties of a unit that ends."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from chuangcheng.foundation.orgs import events
from chuangcheng.foundation.orgs.models import Person, Unit, Zone, ZoneDuty
from chuangcheng.foundation.orgs.services.changing import Change, seen

DAY = timedelta(days=1)
FOREVER = date.max
Span = tuple[date, date]
"""A time from a day to a day, both included."""


def in_office(unit: Unit) -> list[Person]:
    """Return the people of a unit that are in office, the head first."""
    return list(unit.people.filter(is_active=True).select_related("unit").order_by("post", "name"))


def hand_over_people(unit: Unit, to: Unit, reason: str) -> list[Person]:
    """Transfer everybody in office; a head becomes leader where there is a head already."""
    people = in_office(unit)
    has_head = to.people.filter(is_active=True, post=Person.Post.HEAD).exists()
    for person in people:
        before = seen(person)
        person.unit = to
        if person.post == Person.Post.HEAD:
            person.post = Person.Post.LEADER if has_head else Person.Post.HEAD
            has_head = True
        told = {"unit": to.pk, "was_unit": unit.pk}
        change = Change(person, "orgs.person.transfer", events.PERSON_TRANSFERRED, before, reason)
        change.write(told)
    return people


def let_leave(unit: Unit, day: date, reason: str) -> list[Person]:
    """Let everybody in office leave on ``day``."""
    people = in_office(unit)
    for person in people:
        before = seen(person)
        person.is_active, person.left_on = False, day
        change = Change(person, "orgs.person.leave", events.PERSON_LEFT, before, reason)
        change.write({"unit": unit.pk})
    return people


def running(day: date) -> Q:
    """Return the condition for duties that run on ``day`` or begin later."""
    return Q(valid_to__isnull=True) | Q(valid_to__gte=day)


def end_duties(unit: Unit, last: date) -> None:
    """End the running zone duties of a unit; ``last`` is their last day.

    Duties that have not begun by then never begin, and go; the record tells of them.
    """
    duties = list(_running_duties(unit, last + DAY))
    _end(duties, last)
    _note(duties, "ended", unit)


def hand_over_duties(unit: Unit, to: Unit, day: date) -> None:
    """End the zone duties of a unit; ``to`` has what is left of each from ``day`` on.

    Each keeps its last day, and begins when it would have begun. Where ``to`` answers for the zone
    in that time already, it goes on as it does, but leads as long as the other would have led.
    """
    left = list(_running_duties(unit, day))
    spans = [(max(duty.valid_from, day), duty.valid_to or FOREVER) for duty in left]
    end_duties(unit, day - DAY)
    for duty, span in zip(left, spans, strict=True):
        own = to.zone_duties.filter(zone=duty.zone).select_related("zone")
        begun = _take_up(duty, span, list(own))
        for row in begun:
            row.unit = to
        ZoneDuty.objects.bulk_create(begun)
        _note(begun, "began", to)


def _take_up(duty: ZoneDuty, span: Span, own: list[ZoneDuty]) -> list[ZoneDuty]:
    """Return the duties that begin when ``duty`` is taken up for ``span`` beside ``own`` ones."""
    rest, further = [span], []
    for held in own:
        time = (held.valid_from, held.valid_to or FOREVER)
        if duty.is_lead and not held.is_lead:
            further += _make_room(held, time, span)
        else:
            rest = [piece for one in rest for piece in _without(one, time)]
    return [*(_duty(duty.zone, duty.is_lead, piece) for piece in rest), *further]


def _make_room(held: ZoneDuty, time: Span, span: Span) -> list[ZoneDuty]:
    """Let a duty end where another begins; return what is left of it afterwards."""
    pieces = _without(time, span)
    if pieces == [time]:
        return []
    before = [piece for piece in pieces if piece[0] == held.valid_from]
    _end([held], before[0][1] if before else held.valid_from - DAY)
    return [_duty(held.zone, held.is_lead, piece) for piece in pieces if piece not in before]


def _without(span: Span, taken: Span) -> list[Span]:
    """Return what is left of a time when another is taken out of it: none, one or two pieces."""
    pieces = [(span[0], min(span[1], taken[0] - DAY))]
    if taken[1] < FOREVER:
        pieces.append((max(span[0], taken[1] + DAY), span[1]))
    return [(first, last) for first, last in pieces if first <= last]


def _duty(zone: Zone, is_lead: bool, span: Span) -> ZoneDuty:
    last = None if span[1] == FOREVER else span[1]
    return ZoneDuty(zone=zone, is_lead=is_lead, valid_from=span[0], valid_to=last)


def _end(duties: list[ZoneDuty], last: date) -> None:
    """Let duties end; one that would end before it began is none."""
    never = [duty.pk for duty in duties if duty.valid_from > last]
    ZoneDuty.objects.filter(pk__in=never).delete()
    for duty in duties:
        duty.valid_to = last
    ZoneDuty.objects.bulk_update([duty for duty in duties if duty.pk not in never], ["valid_to"])


def _running_duties(unit: Unit, day: date) -> "QuerySet[ZoneDuty]":
    return unit.zone_duties.filter(running(day)).select_related("zone")


def _note(duties: list[ZoneDuty], what: str, unit: Unit) -> None:
    """Count the change on each zone and record it there."""
    for zone in Zone.objects.filter(pk__in={duty.zone_id for duty in duties}):
        change = Change(
            zone,
            "orgs.zone.duty",
            events.ZONE_CHANGED,
            seen(zone),
            extra={f"duty_{what}": [None, unit.name_hant]},
        )
        change.write({"unit": unit.pk})
