"""People: add, change, transfer, let go and take back."""

from datetime import date
from typing import Any

from django.db import transaction

from chuangcheng.foundation.jobs.services import publish
from chuangcheng.foundation.orgs import events, faults
from chuangcheng.foundation.orgs.models import Person, Unit
from chuangcheng.foundation.orgs.services.changing import (
    Change,
    active,
    effective,
    held_person,
    held_unit,
    of_subject,
    refuse,
    seen,
)


@transaction.atomic
def create_person(
    *,
    unit: Unit,
    name: str,
    post: str = Person.Post.STAFF,
    title: str = "",
    phone: str = "",
    email: str = "",
    code: str = "",
    is_demonstration: bool = False,
    reason: str = "",
) -> Person:
    """Add somebody who works at ``unit``; raise Refused. A unit has at most one head in office."""
    home = active(held_unit(unit), "unit")
    person = Person(unit=home, is_demonstration=is_demonstration, post=post)
    _set(person, name=name, title=title, phone=phone, email=email, code=code)
    _check(person)
    Change(person, "orgs.person.create", events.PERSON_CREATED, reason=reason).write(
        {"unit": home.pk}
    )
    return person


@transaction.atomic
def change_person(
    *,
    person: Person,
    revision: int | None = None,
    name: str | None = None,
    post: str | None = None,
    title: str | None = None,
    phone: str | None = None,
    email: str | None = None,
    code: str | None = None,
    reason: str = "",
) -> Person:
    """Change what is given, leave the rest; raise Refused or Stale."""
    current = held_person(person, revision)
    before = seen(current)
    _set(current, name=name, post=post, title=title, phone=phone, email=email, code=code)
    _check(current)
    if seen(current) == before:
        return current
    Change(current, "orgs.person.change", events.PERSON_CHANGED, before, reason).write(
        {"unit": current.unit_id}
    )
    return current


@transaction.atomic
def transfer_person(
    *,
    person: Person,
    unit: Unit,
    revision: int | None = None,
    post: str | None = None,
    title: str | None = None,
    reason: str = "",
) -> Person:
    """Let somebody in office work at another unit of the subject; raise Refused or Stale.

    What they were allowed at the old unit is told to the rooms above, which take it away.
    """
    current = held_person(person, revision)
    target = active(Unit.objects.get(pk=unit.pk), "unit")
    of_subject(target, current.unit.subject_id, "unit")
    if not current.is_active:
        raise refuse(faults.LEFT_OFFICE, name=current.name)
    if target.pk == current.unit_id:
        raise refuse(faults.SAME_PLACE, "unit", name=current.name)
    before, was = seen(current), current.unit_id
    current.unit = target
    _set(current, post=post, title=title)
    _check(current)
    told = {"unit": target.pk, "was_unit": was}
    Change(current, "orgs.person.transfer", events.PERSON_TRANSFERRED, before, reason).write(told)
    return current


@transaction.atomic
def leave_person(
    *,
    person: Person,
    revision: int | None = None,
    on: date | None = None,
    reason: str = "",
) -> Person:
    """Let somebody leave office; they stay on record. Raise Refused or Stale."""
    current = held_person(person, revision)
    if not current.is_active:
        raise refuse(faults.LEFT_OFFICE, name=current.name)
    before = seen(current)
    current.is_active, current.left_on = False, effective(on)
    Change(current, "orgs.person.leave", events.PERSON_LEFT, before, reason).write(
        {"unit": current.unit_id}
    )
    return current


@transaction.atomic
def return_person(
    *,
    person: Person,
    unit: Unit | None = None,
    revision: int | None = None,
    post: str | None = None,
    reason: str = "",
) -> Person:
    """Take somebody back into office; raise Refused or Stale.

    They come back to the unit they left, or to ``unit`` where that one works no longer.
    """
    current = held_person(person, revision)
    if current.is_active:
        raise refuse(faults.IN_OFFICE, name=current.name)
    home = active(Unit.objects.get(pk=unit.pk if unit else current.unit_id), "unit")
    of_subject(home, current.unit.subject_id, "unit")
    before, was = seen(current), current.unit_id
    current.unit, current.is_active, current.left_on = home, True, None
    _set(current, post=post)
    _check(current)
    Change(current, "orgs.person.return", events.PERSON_RETURNED, before, reason).write(
        {"unit": home.pk}
    )
    if home.pk != was:
        numbers = {"subject": home.subject_id, "person": current.pk, "unit": home.pk}
        publish(events.PERSON_TRANSFERRED, {**numbers, "was_unit": was})
    return current


def _set(person: Person, **given: Any) -> None:  # noqa: ANN401 - plain texts
    for field, value in given.items():
        if value is not None:
            setattr(person, field, value.strip())


def _check(person: Person) -> None:
    if not person.name:
        raise refuse(faults.NO_NAME, "name")
    if person.post != Person.Post.HEAD or not person.is_active:
        return
    heads = person.unit.people.filter(is_active=True, post=Person.Post.HEAD)
    other = heads.exclude(pk=person.pk).first()
    if other is not None:
        raise refuse(faults.HAS_HEAD, "post", unit=person.unit.name_hant, name=other.name)
