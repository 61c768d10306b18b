"""Subjects and the classes of their units."""

from django.db import transaction

from chuangcheng.domain.text import Text
from chuangcheng.foundation.orgs import events, faults
from chuangcheng.foundation.orgs.models import Subject, UnitClass
from chuangcheng.foundation.orgs.services.changing import (
    Change,
    compare,
    lock,
    of_subject,
    refuse,
    seen,
)
from chuangcheng.foundation.orgs.services.standard_classes import standard_classes
from chuangcheng.foundation.orgs.services.units import set_name


@transaction.atomic
def create_subject(
    *,
    name: Text | str,
    kind: str,
    code: str,
    with_standard_classes: bool = True,
    is_demonstration: bool = False,
    reason: str = "",
) -> Subject:
    """Create a subject, on wish with the classes of units its kind usually has; raise Refused."""
    subject = Subject(kind=kind, is_demonstration=is_demonstration)
    set_name(subject, name)
    subject.code = _checked_code(subject, code)
    Change(subject, "orgs.subject.create", events.SUBJECT_CREATED, reason=reason).write()
    if with_standard_classes:
        rows = [
            UnitClass(
                subject=subject,
                code=made.code,
                kind=made.kind,
                position=position,
                name_hant=made.name.zh_hant,
                name_hans=made.name.zh_hans,
                name_en=made.name.en,
            )
            for position, made in enumerate(standard_classes(kind), start=1)
        ]
        UnitClass.objects.bulk_create(rows)
    return subject


@transaction.atomic
def change_subject(
    *,
    subject: Subject,
    revision: int | None = None,
    name: Text | str | None = None,
    code: str | None = None,
    kind: str | None = None,
    reason: str = "",
) -> Subject:
    """Change what is given, leave the rest; raise Refused or Stale."""
    current = lock(subject)
    compare(current, revision)
    before = seen(current)
    if name is not None:
        set_name(current, name)
    if code is not None:
        current.code = _checked_code(current, code)
    if kind is not None:
        current.kind = kind
    if seen(current) == before:
        return current
    Change(current, "orgs.subject.change", events.SUBJECT_CHANGED, before, reason).write()
    return current


@transaction.atomic
def create_unit_class(
    *, subject: Subject, name: Text | str, kind: str, code: str = "", position: int | None = None
) -> UnitClass:
    """Add a class of units to a subject; raise Refused. Without ``code`` it gets a free one."""
    lock(subject)
    row = UnitClass(subject=subject, kind=kind)
    set_name(row, name)
    row.code = _checked_class_code(row, code)
    row.position = subject.unit_classes.count() + 1 if position is None else position
    Change(row, "orgs.unit_class.create", events.SUBJECT_CHANGED).write()
    return row


@transaction.atomic
def change_unit_class(
    *,
    unit_class: UnitClass,
    revision: int | None = None,
    name: Text | str | None = None,
    kind: str | None = None,
    code: str | None = None,
    position: int | None = None,
) -> UnitClass:
    """Change what is given, leave the rest; raise Refused or Stale."""
    current = _held_class(unit_class, revision)
    before = seen(current)
    if name is not None:
        set_name(current, name)
    if code is not None:
        current.code = _checked_class_code(current, code)
    current.kind = current.kind if kind is None else kind
    current.position = current.position if position is None else position
    if seen(current) == before:
        return current
    Change(current, "orgs.unit_class.change", events.SUBJECT_CHANGED, before).write()
    return current


@transaction.atomic
def remove_unit_class(*, unit_class: UnitClass, revision: int | None = None) -> None:
    """Remove a class that no unit is of; raise Refused or Stale."""
    current = _held_class(unit_class, revision)
    count = current.units.count()
    if count:
        raise refuse(faults.CLASS_IN_USE, count=count, name=current.name_hant)
    Change(
        current,
        "orgs.unit_class.remove",
        events.SUBJECT_CHANGED,
        seen(current),
        extra={"removed": [False, True]},
    ).write()
    current.delete()


def _held_class(unit_class: UnitClass, revision: int | None) -> UnitClass:
    lock(unit_class.subject_id)
    current = UnitClass.objects.select_related("subject").get(pk=unit_class.pk)
    of_subject(current, unit_class.subject_id, "unit_class")
    compare(current, revision)
    return current


def _checked_code(subject: Subject, code: str) -> str:
    code = code.strip()
    other = Subject.objects.filter(code=code).exclude(pk=subject.pk).first()
    if other is not None:
        raise refuse(faults.CODE_TAKEN, "code", code=code, name=other.name_hant)
    return code


def _checked_class_code(row: UnitClass, code: str) -> str:
    code = code.strip()
    rows = UnitClass.objects.filter(subject_id=row.subject_id).exclude(pk=row.pk)
    if not code:
        taken = set(rows.values_list("code", flat=True))
        numbers = (f"{row.kind}-{number}" for number in range(2, len(taken) + 3))
        return row.code or next(c for c in (row.kind, *numbers) if c not in taken)
    other = rows.filter(code=code).first()
    if other is not None:
        raise refuse(faults.CODE_TAKEN, "code", code=code, name=other.name_hant)
    return code
