"""Saves the people and zones of an import."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import Q

from chuangcheng.foundation.orgs import events
from chuangcheng.foundation.orgs.formats.plan import Item
from chuangcheng.foundation.orgs.models import Person, Unit, Zone, ZoneDuty
from chuangcheng.foundation.orgs.services.imports_saving import (
    BATCH,
    Saving,
    remembered,
    write_again,
    write_new,
)

_TEXTS = ("name", "code", "post", "title", "phone", "email")
_NAMES = ("name_hant", "name_hans", "name_en", "bounds")
_SLICE = BATCH * 4


def save_people(saving: Saving, units: Mapping[str, Unit]) -> None:
    """Save the people of a plan; ``units`` are all of the subject by their codes."""
    added, changed = saving.items("person")
    for start in range(0, len(changed), _SLICE):
        _step_down(changed[start : start + _SLICE])
    for start in range(0, len(changed), _SLICE):
        _change(saving, changed[start : start + _SLICE], units)
    for start in range(0, len(added), _SLICE):
        _add(saving, added[start : start + _SLICE], units)


def _step_down(items: list[Item]) -> None:
    """Let heads who change step down first: two who swap places are never both head of one unit."""
    numbers = [item.number for item in items if item.changes.keys() & {"post", "unit", "in_office"}]
    heads = Person.objects.filter(pk__in=numbers, post=Person.Post.HEAD, is_active=True)
    heads.update(post=Person.Post.STAFF)


def _add(saving: Saving, items: list[Item], units: Mapping[str, Unit]) -> None:
    rows = []
    for item in items:
        person = Person(is_demonstration=saving.subject.is_demonstration)
        _set(person, item, units)
        rows.append(person)
    write_new(rows)
    for person in rows:
        saving.note("orgs.person.create", person)
        saving.tell(events.PERSON_CREATED, person=person.pk, unit=person.unit_id)


def _change(saving: Saving, items: list[Item], units: Mapping[str, Unit]) -> None:
    by_key = {unit.pk: unit for unit in units.values()}
    rows = Person.objects.in_bulk([item.number for item in items])
    for item in items:
        person = rows[item.number]
        person.unit = by_key[person.unit_id]
        if "post" in item.changes:  # it may have been taken down a moment ago
            person.post = str(item.changes["post"][0])
        elif item.changes.keys() & {"unit", "in_office"}:
            person.post = str(item.wanted["post"])
        before, was_unit = remembered(person), person.unit_id
        _set(person, item, units)
        person.revision += 1
        if "in_office" in item.changes:
            person.left_on = None if person.is_active else saving.today
        saving.note(_action(item), person, before)
        _tell(saving, item, person, was_unit)
    write_again(rows.values())


def _set(person: Person, item: Item, units: Mapping[str, Unit]) -> None:
    for name in _TEXTS:
        setattr(person, name, item.wanted[name])
    person.is_active = bool(item.wanted["in_office"])
    person.unit = units[str(item.wanted["unit"])]


def _action(item: Item) -> str:
    if "unit" in item.changes:
        return "orgs.person.transfer"
    if "in_office" in item.changes:
        return "orgs.person.return" if item.wanted["in_office"] else "orgs.person.leave"
    return "orgs.person.change"


def _tell(saving: Saving, item: Item, person: Person, was_unit: int) -> None:
    told: dict[str, object] = {"person": person.pk, "unit": person.unit_id}
    if "unit" in item.changes:
        saving.tell(events.PERSON_TRANSFERRED, **told, was_unit=was_unit)
    if "in_office" in item.changes:
        left = events.PERSON_RETURNED if person.is_active else events.PERSON_LEFT
        saving.tell(left, **told)
    if item.changes.keys() - {"unit", "in_office"}:
        saving.tell(events.PERSON_CHANGED, **told)


# -- zones ----------------------------------------------------------------------------------------


def save_zones(saving: Saving, units: Mapping[str, Unit]) -> None:
    """Save the zones of a plan and who answers for them from today on."""
    added, changed = saving.items("zone")
    new = [Zone(subject=saving.subject, code=item.code) for item in added]
    for zone, item in zip(new, added, strict=True):
        _set_zone(zone, item)
    write_new(new)
    for zone, item in zip(new, added, strict=True):
        saving.note("orgs.zone.create", zone, extra=_duty_changes(item))
        saving.tell(events.ZONE_CHANGED, zone=zone.pk)
    rows = Zone.objects.in_bulk([item.number for item in changed])
    for item in changed:
        zone = rows[item.number]
        zone.subject = saving.subject
        before = remembered(zone)
        _set_zone(zone, item)
        zone.revision += 1
        action = "orgs.zone.duty" if item.changes.keys() <= {"lead", "co"} else "orgs.zone.change"
        saving.note(action, zone, before, _duty_changes(item))
        saving.tell(events.ZONE_CHANGED, zone=zone.pk)
    write_again(rows.values())
    for zone, item in [*zip(new, added, strict=True), *((rows[i.number], i) for i in changed)]:
        if item.changes.keys() & {"lead", "co"}:
            _save_duties(saving, zone, item, units)


def _set_zone(zone: Zone, item: Item) -> None:
    for name in _NAMES:
        setattr(zone, name, item.wanted[name])
    zone.is_active = bool(item.wanted["in_use"])


def _duty_changes(item: Item) -> dict[str, object]:
    return {name: item.changes[name] for name in ("lead", "co") if name in item.changes}


def _save_duties(saving: Saving, zone: Zone, item: Item, units: Mapping[str, Unit]) -> None:
    """End the duties that are no longer wanted yesterday, begin the new ones today.

    Duties that begin later stay; where they make it necessary, the new ones end before them.
    """
    co = item.wanted["co"]
    wanted = {units[code].pk: False for code in co} if isinstance(co, list) else {}
    if item.wanted["lead"]:
        wanted[units[str(item.wanted["lead"])].pk] = True
    to_come = []
    not_over = Q(valid_to__isnull=True) | Q(valid_to__gte=saving.today)
    for duty in ZoneDuty.objects.filter(not_over, zone=zone).order_by("valid_from"):
        if duty.valid_from > saving.today:
            to_come.append(duty)
        elif wanted.get(duty.unit_id) == duty.is_lead:
            del wanted[duty.unit_id]
        elif duty.valid_from == saving.today:
            duty.delete()
        else:
            duty.valid_to = saving.today - timedelta(days=1)
            duty.save(update_fields=["valid_to"])
    write_new(
        ZoneDuty(
            zone=zone,
            unit_id=unit,
            is_lead=is_lead,
            valid_from=saving.today,
            valid_to=_day_before(to_come, unit, is_lead),
        )
        for unit, is_lead in wanted.items()
    )


def _day_before(to_come: list[ZoneDuty], unit: int, is_lead: bool) -> date | None:
    """Return the day before the first duty that leaves no place for one of ``unit``, if any."""
    for duty in to_come:
        if duty.unit_id == unit or (is_lead and duty.is_lead):
            return duty.valid_from - timedelta(days=1)
    return None
