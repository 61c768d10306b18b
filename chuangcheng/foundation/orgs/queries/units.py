"""One unit: where it hangs, its people, its zones, its story; what a change would touch."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from chuangcheng.foundation.orgs.models import Person, Unit, UnitVersion, ZoneDuty
from chuangcheng.foundation.orgs.models.statistics import Doubt, doubts


def find_unit(number: int) -> Unit | None:
    """Return the unit with this number, with subject, class, parent and successor."""
    rows = Unit.objects.select_related("subject", "unit_class", "parent", "successor")
    return rows.filter(pk=number).first()


def above(unit: Unit) -> list[Unit]:
    """Return the units above, from the top down."""
    numbers = [int(step) for step in unit.path.strip("/").split("/")[:-1]]
    found = {row.pk: row for row in Unit.objects.filter(pk__in=numbers)} if numbers else {}
    return [found[number] for number in numbers if number in found]


def people_of(unit: Unit) -> "QuerySet[Person]":
    """Return the people in office, heads first, then leaders, liaisons, staff."""
    return unit.people.filter(is_active=True).order_by("post", "name")


def duties_of(unit: Unit) -> "QuerySet[ZoneDuty]":
    """Return the zone duties of a unit, running ones first."""
    return unit.zone_duties.select_related("zone").order_by("-valid_to", "zone__code")


def story_of(unit: Unit) -> "QuerySet[UnitVersion]":
    """Return what happened to a unit, newest first."""
    return unit.versions.order_by("-revision")


def predecessors_of(unit: Unit) -> "QuerySet[Unit]":
    """Return the units that this one took over."""
    return unit.predecessors.order_by("-valid_to", "code")


def statistical_doubts(unit: Unit, ancestors: list[Unit]) -> tuple[Doubt, ...]:
    """Return what is doubtful about a unit's statistical code.

    ``ancestors`` are the units above it; the nearest one with a code counts.
    """
    nearest = next((row for row in reversed(ancestors) if row.statistical_code), None)
    parent_code = nearest.statistical_code if nearest else ""
    return doubts(unit.statistical_code, unit.unit_class.kind, parent_code)


def same_statistical_code(unit: Unit) -> list[Unit]:
    """Return other active units of the subject with the same statistical code."""
    if not unit.statistical_code:
        return []
    same = Unit.objects.filter(
        subject_id=unit.subject_id,
        statistical_code=unit.statistical_code,
        status=Unit.Status.ACTIVE,
    )
    return list(same.exclude(pk=unit.pk)[:5])


@dataclass(frozen=True, slots=True)
class Effects:
    """What hangs on a unit and would be touched by moving, merging or closing it."""

    children: list[Unit]
    below_count: int
    people: list[Person]
    duties: list[ZoneDuty]


def effects_on(unit: Unit) -> Effects:
    """Return what hangs on a unit, in four queries."""
    branch = Unit.objects.filter(
        subject_id=unit.subject_id, path__under=unit.path, status=Unit.Status.ACTIVE
    ).exclude(pk=unit.pk)
    to_come = Q(valid_to__isnull=True) | Q(valid_to__gte=timezone.localdate())
    running = unit.zone_duties.filter(to_come).select_related("zone")
    return Effects(
        children=list(unit.children.filter(status=Unit.Status.ACTIVE)),
        below_count=branch.count(),
        people=list(people_of(unit)),
        duties=list(running),
    )


def eligible(subject_id: int, condition: Q) -> "QuerySet[Unit]":
    """Return the active units of a subject that can be chosen, in the order of the tree."""
    return Unit.objects.filter(condition, subject_id=subject_id, status=Unit.Status.ACTIVE)
