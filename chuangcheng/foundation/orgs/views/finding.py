"""What the views of this room are about, found by the numbers in the address."""

from typing import TypeVar

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from chuangcheng.foundation.orgs import queries
from chuangcheng.foundation.orgs.models import (
    Person,
    Subject,
    Unit,
    UnitClass,
    Zone,
    ZoneDuty,
)

Row = TypeVar("Row")


def subject(_request: HttpRequest, number: int) -> Subject:
    """Return the subject; raise Http404."""
    return get_object_or_404(Subject, pk=number)


def unit_class(_request: HttpRequest, number: int) -> UnitClass:
    """Return the class of units; raise Http404."""
    return get_object_or_404(UnitClass.objects.select_related("subject"), pk=number)


def unit(_request: HttpRequest, number: int) -> Unit:
    """Return the unit with subject, class, parent and successor; raise Http404."""
    return _or_404(queries.find_unit(number))


def person(_request: HttpRequest, number: int) -> Person:
    """Return the person with unit and subject; raise Http404."""
    return _or_404(queries.find_person(number))


def zone(_request: HttpRequest, number: int) -> Zone:
    """Return the zone with its subject; raise Http404."""
    return _or_404(queries.find_zone(number))


class Duty:
    """A zone duty as rights are asked about it: it lies where its zone lies."""

    def __init__(self, row: ZoneDuty) -> None:
        self.row = row
        self.scope = row.zone.scope


def duty(_request: HttpRequest, number: int) -> Duty:
    """Return the zone duty; raise Http404."""
    return Duty(_or_404(queries.find_duty(number)))


def _or_404(row: Row | None) -> Row:
    if row is None:
        raise Http404
    return row


def said(row: Subject | UnitClass | Unit | Zone) -> str:
    """Return the name of a thing in the language of the page."""
    return row.name.get(get_language() or "")
