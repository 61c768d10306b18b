"""Create and change units."""

from datetime import date
from typing import Any

from django.db import transaction

from chuangcheng.domain.text import Text, in_both_scripts
from chuangcheng.foundation.orgs import events, faults
from chuangcheng.foundation.orgs.formats.statistical_codes import tidy, well_formed
from chuangcheng.foundation.orgs.models import Subject, Unit, UnitClass, UnitVersion
from chuangcheng.foundation.orgs.models.columns import PATH_LENGTH
from chuangcheng.foundation.orgs.services.changing import (
    Change,
    active,
    effective,
    held_unit,
    lock,
    note_version,
    of_subject,
    refuse,
    seen,
)


@transaction.atomic
def create_unit(
    *,
    subject: Subject,
    unit_class: UnitClass,
    name: Text | str,
    parent: Unit | None = None,
    code: str = "",
    statistical_code: str = "",
    phone: str = "",
    address: str = "",
    position: int | None = None,
    on: date | None = None,
    reason: str = "",
) -> Unit:
    """Create a unit below ``parent``, or at the top of the subject; raise Refused.

    Without ``code`` it gets a free one, without ``position`` it comes last. A name given as plain
    text is written in both scripts.
    """
    lock(subject)
    of_subject(unit_class, subject.pk, "unit_class")
    if parent is not None:
        parent = active(Unit.objects.get(pk=parent.pk), "parent")
        of_subject(parent, subject.pk, "parent")
    day = effective(on)
    unit = Unit(subject=subject, unit_class=unit_class, parent=parent, valid_from=day)
    set_name(unit, name)
    unit.code = checked_code(unit, code)
    unit.statistical_code = checked_statistical_code(statistical_code)
    unit.phone, unit.address = phone.strip(), address.strip()
    unit.position = _last_position(unit) if position is None else position
    unit.save()
    unit.path = path_below(parent, unit)
    Change(unit, "orgs.unit.create", events.UNIT_CREATED, reason=reason).write()
    note_version(unit, UnitVersion.Change.CREATED, day, reason)
    return unit


@transaction.atomic
def change_unit(
    *,
    unit: Unit,
    revision: int | None = None,
    name: Text | str | None = None,
    code: str | None = None,
    unit_class: UnitClass | None = None,
    statistical_code: str | None = None,
    phone: str | None = None,
    address: str | None = None,
    position: int | None = None,
    on: date | None = None,
    reason: str = "",
) -> Unit:
    """Change what is given, leave the rest; raise Refused, or Stale where ``revision`` is old.

    A change that changes nothing leaves no trace.
    """
    current = active(held_unit(unit, revision))
    before = seen(current)
    if name is not None:
        set_name(current, name)
    if unit_class is not None:
        of_subject(unit_class, current.subject_id, "unit_class")
        current.unit_class = unit_class
    if code is not None:
        current.code = checked_code(current, code)
    if statistical_code is not None:
        current.statistical_code = checked_statistical_code(statistical_code)
    _set_given(current, phone=phone, address=address, position=position)
    after = seen(current)
    if after == before:
        return current
    day = effective(on, current)
    Change(current, "orgs.unit.change", events.UNIT_CHANGED, before, reason).write()
    note_version(current, _kind_of_change(before, after), day, reason)
    return current


def _kind_of_change(before: dict[str, object], after: dict[str, object]) -> str:
    changed = {name for name in after if after[name] != before[name]}
    if changed & {"name_hant", "name_hans", "name_en"}:
        return UnitVersion.Change.RENAMED
    if "unit_class" in changed:
        return UnitVersion.Change.RECLASSIFIED
    return UnitVersion.Change.CHANGED


def _set_given(unit: Unit, **given: Any) -> None:  # noqa: ANN401 - text and numbers
    for field, value in given.items():
        if value is not None:
            setattr(unit, field, value.strip() if isinstance(value, str) else value)


def set_name(row: Any, name: Text | str) -> None:  # noqa: ANN401 - subjects, classes, units, zones
    """Give a row its name in both scripts; refuse an empty one."""
    text = in_both_scripts(name.strip()) if isinstance(name, str) else name
    if not (text.zh_hant.strip() and text.zh_hans.strip()):
        raise refuse(faults.NO_NAME, "name")
    row.name_hant, row.name_hans, row.name_en = text.zh_hant, text.zh_hans, text.en


def checked_code(unit: Unit, code: str) -> str:
    """Return the code, or the next free one of its class; refuse one that another unit has."""
    code = code.strip()
    if not code:
        return unit.code or _free_code(unit)
    others = Unit.objects.filter(subject_id=unit.subject_id, code=code).exclude(pk=unit.pk)
    other = others.first()
    if other is not None:
        raise refuse(faults.CODE_TAKEN, "code", code=code, name=other.name_hant)
    return code


def _free_code(unit: Unit) -> str:
    stem = f"{unit.unit_class.code}-"
    codes = Unit.objects.filter(subject_id=unit.subject_id, code__startswith=stem)
    used = [code.removeprefix(stem) for code in codes.values_list("code", flat=True)]
    number = max((int(end) for end in used if end.isdecimal()), default=0) + 1
    return f"{stem}{number:02d}"


def checked_statistical_code(code: str) -> str:
    """Return a statistical code as stored; refuse what cannot be one."""
    tidied = tidy(code)
    if tidied and not well_formed(tidied):
        raise refuse(faults.STATISTICAL_CODE, "statistical_code", code=code)
    return tidied


def _last_position(unit: Unit) -> int:
    siblings = Unit.objects.filter(subject_id=unit.subject_id, parent=unit.parent)
    last = siblings.order_by("-position").values_list("position", flat=True).first()
    return 1 if last is None else last + 1


def path_below(parent: Unit | None, unit: Unit, deepest: int = 0) -> str:
    """Return the path of ``unit`` below ``parent``; ``deepest`` letters hang below it."""
    path = f"{parent.path if parent else '/'}{unit.pk}/"
    if len(path) + deepest > PATH_LENGTH:
        raise refuse(faults.TOO_DEEP, "parent")
    return path
