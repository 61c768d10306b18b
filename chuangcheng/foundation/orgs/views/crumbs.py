"""The pages above a page: subject, the units above, the thing itself."""

from django.urls import reverse
from django.utils.translation import gettext

from chuangcheng.foundation.orgs import queries
from chuangcheng.foundation.orgs.models import Person, Subject, Unit, Zone
from chuangcheng.foundation.orgs.views.acting import Crumb
from chuangcheng.foundation.orgs.views.finding import said


def to_subject(subject: Subject) -> tuple[Crumb, ...]:
    """Return the way to a subject's tree."""
    return (
        (gettext("Units and people"), reverse("orgs:subjects")),
        (said(subject), reverse("orgs:subject", args=(subject.pk,))),
    )


def to_unit(unit: Unit, ancestors: list[Unit] | None = None) -> tuple[Crumb, ...]:
    """Return the way to a unit, itself included."""
    units = [*(queries.above(unit) if ancestors is None else ancestors), unit]
    return (
        *to_subject(unit.subject),
        *((said(row), reverse("orgs:unit", args=(row.pk,))) for row in units),
    )


def to_person(person: Person) -> tuple[Crumb, ...]:
    """Return the way to a person, themselves included."""
    return (*to_unit(person.unit), (person.name, reverse("orgs:person", args=(person.pk,))))


def to_zones(subject: Subject) -> tuple[Crumb, ...]:
    """Return the way to a subject's zones."""
    return (
        *to_subject(subject),
        (gettext("Zones"), reverse("orgs:zones", args=(subject.pk,))),
    )


def to_zone(zone: Zone) -> tuple[Crumb, ...]:
    """Return the way to a zone, itself included."""
    return (*to_zones(zone.subject), (said(zone), reverse("orgs:zone", args=(zone.pk,))))
