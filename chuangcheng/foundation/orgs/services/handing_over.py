"""What happens to the people and the zone duties of a unit that ends."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from chuangcheng.foundation.orgs import events
from chuangcheng.foundation.orgs.models import Person, Unit, Zone, ZoneDuty
from chuangcheng.foundation.orgs.services.changing import Change, seen

DAY = timedelta(days=1)


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


def end_duties(unit: Unit, last: date) -> list[ZoneDuty]:
    """End the running zone duties of a unit; ``last`` is their last day. Return them."""
    duties = list(_running_duties(unit, last + DAY))
    for duty in duties:
        duty.valid_to = last
    ZoneDuty.objects.bulk_update(duties, ["valid_to"])
    _note(duties, "ended", unit)
    return duties


def hand_over_duties(unit: Unit, to: Unit, day: date) -> None:
    """End the running zone duties of a unit and let ``to`` take them up on ``day``.

    Where it answers for the zone already, one duty of the two is left, leading if either led.
    """
    own = {duty.zone_id: duty for duty in _running_duties(to, day)}
    begun = []
    for duty in end_duties(unit, day - DAY):
        held = own.get(duty.zone_id)
        if held is None:
            begun.append(ZoneDuty(zone=duty.zone, unit=to, is_lead=duty.is_lead, valid_from=day))
        elif duty.is_lead and not held.is_lead:
            held.is_lead = True
            held.save(update_fields=["is_lead"])
    ZoneDuty.objects.bulk_create(begun)
    _note(begun, "began", to)


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
