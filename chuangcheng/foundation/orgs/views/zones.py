"""Zones: the list, one zone with its duties, and forms about them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from chuangcheng.foundation.audit.permissions import READ_EVENTS
from chuangcheng.foundation.orgs import permissions, queries, services
from chuangcheng.foundation.orgs.forms import DutyForm, EndDutyForm, ZoneForm
from chuangcheng.foundation.orgs.models import Subject, Zone, ZoneDuty
from chuangcheng.foundation.orgs.views import crumbs, finding
from chuangcheng.foundation.orgs.views.acting import Page, act, sent
from chuangcheng.foundation.orgs.views.asking import asked
from chuangcheng.foundation.orgs.views.finding import said
from chuangcheng.foundation.orgs.views.subjects import PER_PAGE, form_methods, frame
from chuangcheng.foundation.orgs.views.units import suggestions
from chuangcheng.foundation.shell.access import allows, reaches, require


@require_safe
@require(permissions.READ_ZONE.name, finding.subject)
def zones(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """List the zones of a subject with who answers for them today."""
    found: Subject = request.thing  # type: ignore[attr-defined]  # set by require
    words = asked(request, "q")
    in_use = request.GET.get("use", "in") != "out"
    rows = queries.zones(
        found,
        reaches(request, permissions.READ_ZONE.name),
        timezone.localdate(),
        words,
        in_use=in_use,
    )
    context = frame(request, found, "zones") | {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "words": words,
        "in_use": in_use,
    }
    return render(request, "orgs/zones.html", context)


@require_safe
@require(permissions.READ_ZONE.name, finding.zone)
def zone(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Show a zone and everybody who answered for it."""
    found: Zone = request.thing  # type: ignore[attr-defined]  # set by require
    context = frame(request, found.subject, "zones") | {
        "zone": found,
        "crumbs": crumbs.to_zones(found.subject),
        "duties": queries.duties_of_zone(found),
        "today": timezone.localdate(),
        "can_change": allows(request, permissions.CHANGE_ZONE.name, found),
        "can_read_record": allows(request, READ_EVENTS.name, found),
    }
    return render(request, "orgs/zone.html", context)


@form_methods
@require(permissions.CHANGE_ZONE.name, finding.subject)
def create_zone(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Create a zone."""
    found: Subject = request.thing  # type: ignore[attr-defined]  # set by require
    form = ZoneForm(sent(request))

    def do(cleaned: dict[str, Any]) -> str:
        made = services.create_zone(
            subject=found, name=form.text(), code=cleaned["code"], bounds=cleaned["bounds"]
        )
        return _zone(made)

    page = Page(
        heading=gettext("New zone"),
        lead=gettext("A part of the built-up area that units answer for. Maps come later."),
        button=gettext("Create the zone"),
        done=gettext("The zone was created. Now say which unit answers for it."),
        back=reverse("orgs:zones", args=(found.pk,)),
        crumbs=crumbs.to_zones(found),
    )
    return act(request, form, do, page)


@form_methods
@require(permissions.CHANGE_ZONE.name, finding.zone)
def change_zone(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Change a zone, or take it out of use."""
    found: Zone = request.thing  # type: ignore[attr-defined]  # set by require
    form = ZoneForm(sent(request), zone=found)

    def do(cleaned: dict[str, Any]) -> str:
        services.change_zone(
            zone=found,
            revision=cleaned["revision"],
            name=form.text(),
            code=cleaned["code"],
            bounds=cleaned["bounds"],
            is_active=cleaned["is_active"],
        )
        return _zone(found)

    page = Page(
        heading=gettext("Change %(name)s") % {"name": said(found)},
        button=gettext("Save"),
        done=gettext("Saved."),
        back=_zone(found),
        crumbs=crumbs.to_zone(found),
    )
    return act(request, form, do, page)


@form_methods
@require(permissions.CHANGE_ZONE.name, finding.zone)
def assign_duty(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Let a unit answer for a zone."""
    found: Zone = request.thing  # type: ignore[attr-defined]  # set by require
    running = found.duties.filter(queries.running_on(timezone.localdate()), is_lead=True)
    form = DutyForm(
        sent(request),
        zone=found,
        has_lead=running.exists(),
        suggestions=suggestions(found.subject),
    )

    def do(cleaned: dict[str, Any]) -> str:
        is_lead = cleaned.pop("role") == "lead"
        services.assign_duty(zone=found, is_lead=is_lead, **cleaned)
        return _zone(found)

    page = Page(
        heading=gettext("Who answers for %(name)s") % {"name": said(found)},
        button=gettext("Give the zone to this unit"),
        done=gettext("The unit answers for the zone now."),
        back=_zone(found),
        crumbs=crumbs.to_zone(found),
    )
    return act(request, form, do, page)


@form_methods
@require(permissions.CHANGE_ZONE.name, finding.duty)
def end_duty(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Let a duty end."""
    row: ZoneDuty = request.thing.row  # type: ignore[attr-defined]  # set by require
    form = EndDutyForm(sent(request), duty=row)

    def do(cleaned: dict[str, Any]) -> str:
        services.end_duty(duty=row, **cleaned)
        return _zone(row.zone)

    names = {"unit": said(row.unit), "zone": said(row.zone)}
    page = Page(
        heading=gettext("%(unit)s no longer answers for %(zone)s") % names,
        button=gettext("End the duty"),
        done=gettext("The duty was ended."),
        back=_zone(row.zone),
        crumbs=crumbs.to_zone(row.zone),
    )
    return act(request, form, do, page)


def _zone(zone: Zone) -> str:
    return reverse("orgs:zone", args=(zone.pk,))
