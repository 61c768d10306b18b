"""Move, merge, close and reopen units: what changes the shape of the tree."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Max, QuerySet, Value
from django.db.models.functions import Concat, Length, Substr

from chuangcheng.foundation.orgs import events, faults
from chuangcheng.foundation.orgs.models import Person, Unit, UnitVersion
from chuangcheng.foundation.orgs.services.changing import (
    Change,
    active,
    effective,
    held_unit,
    note_version,
    numbers,
    of_subject,
    refuse,
    seen,
)
from chuangcheng.foundation.orgs.services.handing_over import (
    end_duties,
    hand_over_duties,
    hand_over_people,
    let_leave,
)
from chuangcheng.foundation.orgs.services.units import path_below

DAY = timedelta(days=1)


@transaction.atomic
def move_unit(
    *,
    unit: Unit,
    parent: Unit | None,
    revision: int | None = None,
    on: date | None = None,
    reason: str = "",
) -> Unit:
    """Hang a unit with all below it under ``parent``, or at the top; raise Refused or Stale.

    Roles held for the unit or its branch go with it. Whoever calls has asked for the right on
    the unit and on the place it goes to.
    """
    current = active(held_unit(unit, revision))
    target = None if parent is None else Unit.objects.get(pk=parent.pk)
    if target is not None:
        _check_place(current, target)
    if current.parent_id == (target.pk if target else None):
        raise refuse(faults.SAME_PLACE, "parent", name=current.name_hant)
    day = effective(on, current)
    _hang(current, target, "orgs.unit.move", events.UNIT_MOVED, day, reason)
    return current


def _check_place(unit: Unit, target: Unit) -> None:
    of_subject(target, unit.subject_id, "parent")
    active(target, "parent")
    if target.path.startswith(unit.path):
        raise refuse(faults.CYCLE, "parent", name=unit.name_hant)


def _hang(unit: Unit, target: Unit | None, action: str, event: str, day: date, reason: str) -> None:
    """Move one unit with its branch: three queries for the paths however large the branch is."""
    before, was_parent, was_path = seen(unit), unit.parent_id, unit.path
    deepest = _branch(unit).aggregate(most=Max(Length("path")))["most"] or len(was_path)
    unit.parent = target
    unit.path = path_below(target, unit, deepest - len(was_path))
    below = Unit.objects.filter(subject_id=unit.subject_id, path__under=was_path)
    below.exclude(pk=unit.pk).update(
        path=Concat(Value(unit.path), Substr(F("path"), len(was_path) + 1))
    )
    told = {"parent": unit.parent_id, "was_parent": was_parent}
    Change(unit, action, event, before, reason).write(told)
    note_version(unit, UnitVersion.Change.MOVED, day, reason)


def _branch(unit: Unit) -> "QuerySet[Unit]":
    return Unit.objects.filter(subject_id=unit.subject_id, path__under=unit.path)


@transaction.atomic
def merge_units(
    *,
    units: "list[tuple[Unit, int | None]]",
    into: Unit,
    on: date | None = None,
    reason: str = "",
) -> Unit:
    """Let ``into`` take over units (each with the revision somebody saw); raise Refused or Stale.

    Their children, people in office and zone duties go to it; the merged units stay on record,
    with their last day and their successor. A head comes along as leader in charge where the
    successor has a head already.
    """
    successor = active(held_unit(into), "into")
    day = effective(on, successor)
    for unit, revision in units:
        current = active(held_unit(unit, revision))
        _check_merge(current, successor)
        effective(day, current)
        _take_over(current, successor, day, reason)
    note = Change(
        successor,
        "orgs.unit.absorb",
        events.UNIT_CHANGED,
        seen(successor),
        reason,
        {"took_over": [None, [unit.name_hant for unit, _ in units]]},
    )
    note.write()
    note_version(successor, UnitVersion.Change.ABSORBED, day, reason)
    return successor


def _check_merge(unit: Unit, successor: Unit) -> None:
    of_subject(successor, unit.subject_id, "into")
    if unit.pk == successor.pk:
        raise refuse(faults.SAME_PLACE, "into", name=unit.name_hant)
    if successor.path.startswith(unit.path):
        raise refuse(faults.CYCLE, "into", name=unit.name_hant)


def _take_over(unit: Unit, successor: Unit, day: date, reason: str) -> None:
    children = _hand_over_children(unit, successor, day, reason)
    people = hand_over_people(unit, successor, reason)
    hand_over_duties(unit, successor, day)
    before = seen(unit)
    unit.status, unit.successor, unit.valid_to = Unit.Status.MERGED, successor, day - DAY
    told = {
        "successor": successor.pk,
        "children": numbers(children),
        "people": numbers(people),
    }
    Change(unit, "orgs.unit.merge", events.UNIT_MERGED, before, reason).write(told)
    note_version(unit, UnitVersion.Change.MERGED, day, reason)


def _hand_over_children(unit: Unit, to: Unit, day: date, reason: str) -> list[Unit]:
    rows = unit.children.filter(status=Unit.Status.ACTIVE).select_related("parent", "unit_class")
    children = list(rows)
    for child in children:
        _hang(child, to, "orgs.unit.move", events.UNIT_MOVED, effective(day, child), reason)
    return children


@transaction.atomic
def close_unit(
    *,
    unit: Unit,
    revision: int | None = None,
    children_to: Unit | None = None,
    people_to: Unit | None = None,
    people_leave: bool = False,
    on: date | None = None,
    reason: str = "",
) -> Unit:
    """Close a unit; raise Refused or Stale.

    Refused while units below it work or people are in office, unless it is said where they go
    (``children_to``, ``people_to``) or that the people leave office. Zone duties end.
    """
    current = active(held_unit(unit, revision))
    day = effective(on, current)
    children = _children_of_closing(current, children_to, day, reason)
    people = _people_of_closing(current, people_to, people_leave, day, reason)
    end_duties(current, day - DAY)
    before = seen(current)
    current.status, current.valid_to = Unit.Status.CLOSED, day - DAY
    told = {
        "children": numbers(children),
        "children_to": children_to.pk if children_to else None,
        "people": numbers(people),
        "people_to": people_to.pk if people_to else None,
    }
    Change(current, "orgs.unit.close", events.UNIT_CLOSED, before, reason).write(told)
    note_version(current, UnitVersion.Change.CLOSED, day, reason)
    return current


def _children_of_closing(unit: Unit, to: Unit | None, day: date, reason: str) -> list[Unit]:
    count = unit.children.filter(status=Unit.Status.ACTIVE).count()
    if not count:
        return []
    if to is None:
        raise refuse(faults.HAS_CHILDREN, "children_to", count=count, name=unit.name_hant)
    target = Unit.objects.get(pk=to.pk)
    of_subject(target, unit.subject_id, "children_to")
    active(target, "children_to")
    if target.path.startswith(unit.path):
        raise refuse(faults.CYCLE, "children_to", name=unit.name_hant)
    return _hand_over_children(unit, target, day, reason)


def _people_of_closing(
    unit: Unit, to: Unit | None, leave: bool, day: date, reason: str
) -> list[Person]:
    count = unit.people.filter(is_active=True).count()
    if not count:
        return []
    if to is not None:
        target = Unit.objects.get(pk=to.pk)
        of_subject(target, unit.subject_id, "people_to")
        active(target, "people_to")
        if target.pk == unit.pk:
            raise refuse(faults.SAME_PLACE, "people_to", name=unit.name_hant)
        return hand_over_people(unit, target, reason)
    if leave:
        return let_leave(unit, day, reason)
    raise refuse(faults.HAS_PEOPLE, "people_to", count=count, name=unit.name_hant)


@transaction.atomic
def reopen_unit(
    *,
    unit: Unit,
    revision: int | None = None,
    on: date | None = None,
    reason: str = "",
) -> Unit:
    """Let a merged or closed unit work again, empty, where it hung; raise Refused or Stale."""
    current = held_unit(unit, revision)
    if current.status == Unit.Status.ACTIVE:
        raise refuse(faults.IS_ACTIVE, name=current.name_hant)
    if current.parent is not None:
        active(current.parent, "parent")
    day = effective(on, current)
    before = seen(current)
    current.status, current.successor, current.valid_to = Unit.Status.ACTIVE, None, None
    Change(current, "orgs.unit.reopen", events.UNIT_REOPENED, before, reason).write()
    note_version(current, UnitVersion.Change.REOPENED, day, reason)
    return current
