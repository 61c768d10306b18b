"""Subjects with their figures, and their classes of units."""

from collections.abc import Iterable

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from chuangcheng.foundation.orgs.models import Person, Subject, Unit, UnitClass, Zone
from chuangcheng.foundation.orgs.queries.scopes import within
from chuangcheng.foundation.shell.access import Scope


def _count(rows: "QuerySet[Unit] | QuerySet[Person] | QuerySet[Zone]", subject: str) -> Coalesce:
    counted = (
        rows.filter(**{subject: OuterRef("pk")})
        .order_by()
        .values(subject)
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def subjects(scopes: Iterable[Scope]) -> "QuerySet[Subject]":
    """Return the subjects a right reaches, with ``unit_count``, ``person_count`` and so on."""
    return Subject.objects.filter(within(scopes, subject="pk")).annotate(
        unit_count=_count(Unit.objects.filter(status=Unit.Status.ACTIVE), "subject"),
        person_count=_count(Person.objects.filter(is_active=True), "unit__subject"),
        zone_count=_count(Zone.objects.filter(is_active=True), "subject"),
    )


def classes_of(subject: Subject) -> "QuerySet[UnitClass]":
    """Return the classes of a subject: ``unit_count`` of active units, ``is_used`` by any."""
    active = Count("units", filter=Q(units__status=Unit.Status.ACTIVE))
    used = Exists(Unit.objects.filter(unit_class=OuterRef("pk")))
    return subject.unit_classes.annotate(unit_count=active, is_used=used)
