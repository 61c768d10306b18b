"""Zones of a subject, with who answers for them today."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from chuangcheng.foundation.orgs.models import Subject, Zone, ZoneDuty
from chuangcheng.foundation.orgs.queries.scopes import within
from chuangcheng.foundation.orgs.queries.trees import matches
from chuangcheng.foundation.shell.access import Scope


def running_on(day: date) -> Q:
    """Return the condition for duties that run on ``day``."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def zones(
    subject: Subject, scopes: Iterable[Scope], day: date, words: str = "", *, in_use: bool = True
) -> "QuerySet[Zone]":
    """Return the zones of a subject, each with ``running``: the duties of ``day``, lead first."""
    running = (
        ZoneDuty.objects.filter(running_on(day))
        .select_related("unit")
        .order_by("-is_lead", "valid_from")
    )
    found = Zone.objects.filter(within(scopes, subject="subject"), matches(words), subject=subject)
    return found.filter(is_active=in_use).prefetch_related(
        Prefetch("duties", queryset=running, to_attr="running")
    )


def find_zone(number: int) -> Zone | None:
    """Return the zone with this number, with its subject."""
    return Zone.objects.select_related("subject").filter(pk=number).first()


def duties_of_zone(zone: Zone) -> "QuerySet[ZoneDuty]":
    """Return every duty of a zone, the latest first, with its unit."""
    return zone.duties.select_related("unit").order_by("-valid_from", "-is_lead", "pk")


def find_duty(number: int) -> ZoneDuty | None:
    """Return the duty with this number, with zone, subject and unit."""
    rows = ZoneDuty.objects.select_related("zone__subject", "unit")
    return rows.filter(pk=number).first()
