"""Zones and who answers for them."""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from chuangcheng.domain.text import Text
from chuangcheng.foundation.orgs import events, faults
from chuangcheng.foundation.orgs.models import Subject, Unit, Zone, ZoneDuty
from chuangcheng.foundation.orgs.services.changing import (
    Change,
    active,
    compare,
    lock,
    of_subject,
    refuse,
    seen,
)
from chuangcheng.foundation.orgs.services.units import set_name


@transaction.atomic
def create_zone(
    *, subject: Subject, name: Text | str, code: str = "", bounds: str = "", reason: str = ""
) -> Zone:
    """Create a zone of a subject; raise Refused. Without ``code`` it gets a free one."""
    lock(subject)
    zone = Zone(subject=subject, bounds=bounds.strip())
    set_name(zone, name)
    zone.code = _checked_code(zone, code)
    Change(zone, "orgs.zone.create", events.ZONE_CHANGED, reason=reason).write()
    return zone


@transaction.atomic
def change_zone(
    *,
    zone: Zone,
    revision: int | None = None,
    name: Text | str | None = None,
    code: str | None = None,
    bounds: str | None = None,
    is_active: bool | None = None,
    reason: str = "",
) -> Zone:
    """Change what is given, leave the rest; raise Refused or Stale."""
    current = _held(zone, revision)
    before = seen(current)
    if name is not None:
        set_name(current, name)
    if code is not None:
        current.code = _checked_code(current, code)
    if bounds is not None:
        current.bounds = bounds.strip()
    if is_active is not None:
        current.is_active = is_active
    if seen(current) == before:
        return current
    Change(current, "orgs.zone.change", events.ZONE_CHANGED, before, reason).write()
    return current


@transaction.atomic
def assign_duty(
    *,
    zone: Zone,
    unit: Unit,
    is_lead: bool,
    valid_from: date,
    valid_to: date | None = None,
    revision: int | None = None,
    reason: str = "",
) -> ZoneDuty:
    """Let a unit answer for a zone from a day to a day, both included; raise Refused or Stale.

    At every time one unit leads at most, and a unit answers for a zone once.
    """
    current = _held(zone, revision)
    if not current.is_active:
        raise refuse(faults.ZONE_NOT_IN_USE, name=current.name_hant)
    holder = active(Unit.objects.get(pk=unit.pk), "unit")
    of_subject(holder, current.subject_id, "unit")
    if valid_to is not None and valid_to < valid_from:
        raise refuse(faults.PERIOD, "valid_to")
    duty = ZoneDuty(
        zone=current, unit=holder, is_lead=is_lead, valid_from=valid_from, valid_to=valid_to
    )
    _check_overlaps(current, duty, valid_from, valid_to)
    duty.save()
    _note(duty, "duty_began", reason)
    return duty


@transaction.atomic
def end_duty(
    *, duty: ZoneDuty, last: date, revision: int | None = None, reason: str = ""
) -> ZoneDuty:
    """Let a zone duty end; ``last`` is its last day. Raise Refused or Stale."""
    zone = _held(duty.zone, revision)
    current = zone.duties.select_related("unit", "zone").get(pk=duty.pk)
    if last < current.valid_from:
        raise refuse(faults.PERIOD, "last")
    _check_overlaps(zone, current, current.valid_from, last)
    current.valid_to = last
    current.save(update_fields=["valid_to"])
    _note(current, "duty_ended", reason)
    return current


def _held(zone: Zone, revision: int | None) -> Zone:
    lock(zone.subject_id)
    current = Zone.objects.get(pk=zone.pk)
    compare(current, revision)
    return current


def _check_overlaps(zone: Zone, duty: ZoneDuty, valid_from: date, valid_to: date | None) -> None:
    """Refuse a duty for a time in which its unit, or another lead, answers for the zone."""
    same_time = Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from)
    if valid_to is not None:
        same_time &= Q(valid_from__lte=valid_to)
    others = zone.duties.filter(same_time).exclude(pk=duty.pk)
    for other in others.select_related("unit"):
        names = {"unit": other.unit.name_hant, "zone": zone.name_hant}
        if other.unit_id == duty.unit_id:
            raise refuse(faults.DUTY_TWICE, "unit", **names)
        if duty.is_lead and other.is_lead:
            raise refuse(faults.HAS_LEAD, "role", **names)


def _note(duty: ZoneDuty, what: str, reason: str) -> None:
    """Count the change on the zone and record it there; ``what`` is a field of the record."""
    zone = duty.zone
    told = {
        what: [None, f"{duty.unit.name_hant} ({duty.unit.code})"],
        "is_lead": [None, duty.is_lead],
        "valid_from": [None, duty.valid_from.isoformat()],
        "valid_to": [None, duty.valid_to.isoformat() if duty.valid_to else None],
    }
    change = Change(zone, "orgs.zone.duty", events.ZONE_CHANGED, seen(zone), reason, extra=told)
    change.write({"unit": duty.unit_id})


def _checked_code(zone: Zone, code: str) -> str:
    code = code.strip()
    rows = Zone.objects.filter(subject_id=zone.subject_id).exclude(pk=zone.pk)
    if not code:
        return zone.code or _free_code(rows)
    other = rows.filter(code=code).first()
    if other is not None:
        raise refuse(faults.CODE_TAKEN, "code", code=code, name=other.name_hant)
    return code


def _free_code(others: "QuerySet[Zone]") -> str:
    taken = set(others.values_list("code", flat=True))
    numbers = range(len(taken) + 1, 2 * len(taken) + 2)
    return next(code for number in numbers if (code := f"Z{number:02d}") not in taken)
