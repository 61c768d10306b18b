"""What every change of this room does: lock, compare the revision, write, record, tell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeVar

from django.db import models
from django.utils import timezone

from chuangcheng.domain.errors import Fault, Place, Refused, Sentence
from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.audit.services import Target, masked, record
from chuangcheng.foundation.jobs.services import publish
from chuangcheng.foundation.orgs import faults
from chuangcheng.foundation.orgs.models import Person, Subject, Unit, UnitVersion

Row = TypeVar("Row", bound=models.Model)

TRACKED: Final[Mapping[str, tuple[str, ...]]] = {
    "orgs.subject": ("code", "kind", "name_hant", "name_hans", "name_en"),
    "orgs.unitclass": ("code", "kind", "name_hant", "name_hans", "name_en", "position"),
    "orgs.unit": (
        "name_hant", "name_hans", "name_en", "code", "unit_class", "parent", "statistical_code",
        "phone", "address", "position", "status", "valid_from", "valid_to", "successor",
    ),
    "orgs.person": (
        "name", "code", "unit", "post", "title", "phone", "email", "is_active", "left_on",
    ),
    "orgs.zone": ("name_hant", "name_hans", "name_en", "code", "bounds", "is_active"),
}  # fmt: skip
"""The fields whose values go into the record, by kind of thing."""
PERSONAL: Final = frozenset({("orgs.person", "phone"), ("orgs.person", "email")})


class Stale(Refused):
    """Somebody else was quicker; ``current`` is what is stored now, ``meanwhile`` what they did."""

    def __init__(self, current: models.Model, meanwhile: tuple[Event, ...]) -> None:
        super().__init__((Fault(faults.STALE, params={"name": str(current)}),))
        self.current = current
        self.meanwhile = meanwhile


def refuse(sentence: Sentence, at: str = "", **params: object) -> Refused:
    """Return the refusal with this sentence; ``at`` is the field of the form it is about."""
    place = Place(path=(at,)) if at else Place()
    return Refused((Fault(sentence, place, {name: str(value) for name, value in params.items()}),))


def lock(subject: Subject | int) -> Subject:
    """Hold the subject's row until the transaction ends: changes of one tree go one by one."""
    number = subject if isinstance(subject, int) else subject.pk
    return Subject.objects.select_for_update().get(pk=number)


def held_unit(unit: Unit, revision: int | None = None) -> Unit:
    """Lock the tree and return the unit as it is now; raise Stale where it is not ``revision``."""
    lock(unit.subject_id)
    current = Unit.objects.select_related("parent", "unit_class", "subject").get(pk=unit.pk)
    compare(current, revision)
    return current


def held_person(person: Person, revision: int | None = None) -> Person:
    """Lock the tree and return the person as they are now; raise Stale as above."""
    lock(person.unit.subject_id)
    current = Person.objects.select_related("unit").get(pk=person.pk)
    compare(current, revision)
    return current


def compare(current: models.Model, revision: int | None) -> None:
    """Raise Stale where ``current`` is no longer the revision somebody worked with."""
    now: int = current.revision  # type: ignore[attr-defined]  # every row of this room that changes
    if revision is not None and now != revision:
        target = target_of(current)
        events = Event.objects.filter(
            target_type=target.type, target_id=target.id, is_reading=False
        ).order_by("-id")
        raise Stale(current, tuple(events[: max(now - revision, 1)]))


def active(unit: Unit, at: str = "") -> Unit:
    """Return the unit, or refuse one that was merged or closed."""
    if unit.status != Unit.Status.ACTIVE:
        raise refuse(faults.NOT_ACTIVE, at, name=unit.name_hant)
    return unit


def of_subject(row: "Unit | models.Model", subject_id: int, at: str) -> None:
    """Refuse what belongs to another subject."""
    if row.subject_id != subject_id:  # type: ignore[union-attr]  # units, classes, zones
        raise refuse(faults.OTHER_SUBJECT, at, name=row)


def effective(on: date | None, unit: Unit | None = None) -> date:
    """Return the day a change takes effect, today unless said; refuse what muddles history."""
    today = timezone.localdate()
    day = on or today
    if day > today:
        raise refuse(faults.DAY_TOO_LATE, "on", day=day.isoformat())
    if unit is not None:
        last = unit.versions.order_by("-revision").values_list("valid_from", flat=True).first()
        if last is not None and day < last:
            raise refuse(
                faults.DAY_TOO_EARLY,
                "on",
                day=day.isoformat(),
                name=unit.name_hant,
                last=last.isoformat(),
            )
    return day


# -- what is recorded -----------------------------------------------------------------------------


def target_of(row: models.Model) -> Target:
    """Return the name of a row in the record."""
    if isinstance(row, Subject):
        subject = row.pk
    elif isinstance(row, Person):
        subject = row.unit.subject_id
    else:
        subject = row.subject_id  # type: ignore[attr-defined]  # units, classes, zones
    return Target(row._meta.label_lower, str(row.pk), str(row), str(subject))


def seen(row: models.Model) -> dict[str, object]:
    """Return the tracked fields, things by name; personal data is not masked yet."""
    return {name: _printed(getattr(row, name)) for name in TRACKED[row._meta.label_lower]}


def _printed(value: object) -> object:
    if isinstance(value, models.Model):
        return f"{value} ({getattr(value, 'code', value.pk)})"
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, models.TextChoices) else value


def differences(row: models.Model, before: Mapping[str, object]) -> dict[str, list[object]]:
    """Return ``{field: [before, after]}`` of what differs, personal data masked."""
    label = row._meta.label_lower
    found: dict[str, list[object]] = {}
    for name, value in seen(row).items():
        was = before.get(name)
        if was != value and (before or value not in ("", None)):
            hide = (label, name) in PERSONAL
            found[name] = [masked(was), masked(value)] if hide else [was, value]
    return found


@dataclass(slots=True)
class Change:
    """One change of one row on its way into the tables, the history, the record and the outbox.

    ``before`` is what :func:`seen` said of the row before it was touched, empty for a new one.
    """

    row: models.Model
    action: str
    event: str
    before: Mapping[str, object] = field(default_factory=dict)
    reason: str = ""
    extra: Mapping[str, object] = field(default_factory=dict)

    def write(self, told: Mapping[str, object] | None = None) -> None:
        """Save the row with the next revision, record the change, tell the rooms above."""
        if self.before:
            self.row.revision += 1  # type: ignore[attr-defined]  # every row of this room that changes
        self.row.save()
        changes = {**differences(self.row, self.before), **self.extra}
        target = target_of(self.row)
        record(self.action, target, changes=changes, reason=self.reason)
        publish(
            self.event,
            {
                "subject": int(target.subject),
                self.row._meta.model_name or "row": self.row.pk,
                **(told or {}),
            },
        )


def note_version(unit: Unit, change: str, on: date, reason: str = "") -> UnitVersion:
    """Write down what the unit is from ``on``; call it after the unit was saved."""
    version = UnitVersion.of(unit, change, reason=reason[:200])
    version.valid_from = on
    version.save()
    return version


def numbers(rows: Iterable[models.Model]) -> list[int]:
    """Return the numbers of rows, for an event."""
    return [row.pk for row in rows]
