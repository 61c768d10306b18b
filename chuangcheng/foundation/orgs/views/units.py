"""One unit: its page, the branch below it, suggestions, and forms that create and change it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from chuangcheng.foundation.audit.permissions import READ_EVENTS
from chuangcheng.foundation.audit.services import record_reading
from chuangcheng.foundation.orgs import permissions, queries, services
from chuangcheng.foundation.orgs.forms import ContactsForm, UnitForm, label_of
from chuangcheng.foundation.orgs.models import Subject, Unit
from chuangcheng.foundation.orgs.services.changing import target_of
from chuangcheng.foundation.orgs.views import crumbs, finding
from chuangcheng.foundation.orgs.views.acting import Page, act, sent
from chuangcheng.foundation.orgs.views.asking import asked
from chuangcheng.foundation.orgs.views.finding import said
from chuangcheng.foundation.orgs.views.subjects import form_methods, frame
from chuangcheng.foundation.shell.access import allows, reaches, require

SUGGESTED_AT_MOST = 12


@require_safe
@require(permissions.READ_UNIT.name, finding.unit)
def unit(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Show a unit: facts, people by post, units below, zones, story, what can be done."""
    found: Unit = request.thing  # type: ignore[attr-defined]  # set by require
    ancestors = queries.above(found)
    with_contacts = "contacts" in request.GET and allows(
        request, permissions.READ_CONTACT.name, found
    )
    if with_contacts:
        record_reading(target_of(found), "phone, email")
    context = frame(request, found.subject, "tree") | {
        "unit": found,
        "crumbs": crumbs.to_unit(found, ancestors)[:-1],
        "people": queries.people_of(found),
        **_children(found),
        "duties": queries.duties_of(found),
        "story": queries.story_of(found)[:50],
        "predecessors": queries.predecessors_of(found),
        "doubts": _doubts(found, ancestors),
        "with_contacts": with_contacts,
        "can": _rights(request, found),
    }
    return render(request, "orgs/unit.html", context)


def _children(unit: Unit) -> dict[str, Any]:
    """Return the first units below, and whether there are more of them."""
    below = list(queries.children_of(unit)[: queries.SHOWN_OF_A_GROUP + 1])
    return {
        "children": below[: queries.SHOWN_OF_A_GROUP],
        "more_children": len(below) > queries.SHOWN_OF_A_GROUP,
    }


def _doubts(unit: Unit, ancestors: list[Unit]) -> list[str]:
    found = [doubt.say(gettext) for doubt in queries.statistical_doubts(unit, ancestors)]
    same = queries.same_statistical_code(unit)
    if same:
        names = gettext(", ").join(said(row) for row in same)
        found.append(gettext("The same statistical code stands at: %(names)s.") % {"names": names})
    return found


def _rights(request: HttpRequest, unit: Unit) -> dict[str, bool]:
    """Return which buttons the page of a unit shows."""
    names = {
        "create": permissions.CREATE_UNIT,
        "change": permissions.CHANGE_UNIT,
        "contacts": permissions.CHANGE_CONTACTS,
        "move": permissions.MOVE_UNIT,
        "merge": permissions.MERGE_UNIT,
        "close": permissions.CLOSE_UNIT,
        "read_contacts": permissions.READ_CONTACT,
        "create_person": permissions.CREATE_PERSON,
        "record": READ_EVENTS,
    }
    return {short: allows(request, action.name, unit) for short, action in names.items()}


@require_safe
@require(permissions.READ_UNIT.name, finding.unit)
def children(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Return the branch below a unit, one level of it."""
    found: Unit = request.thing  # type: ignore[attr-defined]  # set by require
    below = _children(found)
    context = {"units": below["children"], "more": below["more_children"], "unit": found}
    return render(request, "orgs/parts/branch.html", context)


@require_safe
@require(permissions.READ_SUBJECT.name, finding.subject)
def suggest(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Return options for a field in which somebody types a unit."""
    found: Subject = request.thing  # type: ignore[attr-defined]  # set by require
    words = asked(request, asked(request, "field"))
    units: list[Unit] = []
    if words:
        scopes = reaches(request, permissions.READ_UNIT.name)
        units = list(queries.listed(found, scopes, queries.Wanted(words))[:SUGGESTED_AT_MOST])
    return render(request, "orgs/parts/options.html", {"options": [label_of(u) for u in units]})


def suggestions(subject: Subject) -> str:
    """Return the address that suggests units of a subject."""
    return reverse("orgs:suggest", args=(subject.pk,))


@form_methods
@require(permissions.CREATE_UNIT.name)
def create_unit(request: HttpRequest, number: int) -> HttpResponse:
    """Create a unit, at the top or below one inside the reach of the right."""
    subject = finding.subject(request, number)
    reach = queries.within(reaches(request, permissions.CREATE_UNIT.name))
    at_top = allows(request, permissions.CREATE_UNIT.name, subject)
    if not at_top and not queries.eligible(subject.pk, reach).exists():
        raise PermissionDenied
    form = UnitForm(
        sent(request),
        subject=subject,
        reach=reach,
        suggestions=suggestions(subject),
        at_top=at_top,
    )
    form.initial["parent"] = _below(request, queries.eligible(subject.pk, reach))

    def do(cleaned: dict[str, Any]) -> str:
        made = services.create_unit(
            subject=subject, parent=cleaned["parent"], **_details(form, cleaned)
        )
        return reverse("orgs:unit", args=(made.pk,))

    return act(request, form, do, _creation(subject))


def _below(request: HttpRequest, units: "QuerySet[Unit]") -> Unit | None:
    """Return the one of ``units`` that the address names, if any."""
    number = asked(request, "below")
    return units.filter(pk=int(number)).first() if number.isdecimal() else None


def _creation(subject: Subject) -> Page:
    return Page(
        heading=gettext("New unit"),
        lead=gettext("Departments, townships, schools: whoever has a task in the campaign."),
        button=gettext("Create the unit"),
        done=gettext("The unit was created. Now add its head and its liaison."),
        back=reverse("orgs:subject", args=(subject.pk,)),
        crumbs=crumbs.to_subject(subject),
        template="orgs/unit_form.html",
    )


def _details(form: UnitForm, cleaned: dict[str, Any]) -> dict[str, Any]:
    fields = ("unit_class", "code", "statistical_code", "phone", "address", "on", "reason")
    return {"name": form.text()} | {field: cleaned[field] for field in fields}


@form_methods
@require(permissions.CHANGE_UNIT.name, finding.unit)
def change_unit(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Rename a unit, change its class and codes."""
    found: Unit = request.thing  # type: ignore[attr-defined]  # set by require
    form = UnitForm(sent(request), subject=found.subject, unit=found)
    back = reverse("orgs:unit", args=(found.pk,))

    def do(cleaned: dict[str, Any]) -> str:
        services.change_unit(unit=found, revision=cleaned["revision"], **_details(form, cleaned))
        return back

    page = Page(
        heading=gettext("Rename or change %(name)s") % {"name": said(found)},
        lead=gettext("The former name and class stay in the unit's story."),
        button=gettext("Save the change"),
        done=gettext("Saved."),
        back=back,
        crumbs=crumbs.to_unit(found),
        template="orgs/unit_form.html",
    )
    return act(request, form, do, page)


@form_methods
@require(permissions.CHANGE_CONTACTS.name, finding.unit)
def change_contacts(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Change telephone and address of a unit."""
    found: Unit = request.thing  # type: ignore[attr-defined]  # set by require
    form = ContactsForm(sent(request), unit=found)
    back = reverse("orgs:unit", args=(found.pk,))

    def do(cleaned: dict[str, Any]) -> str:
        services.change_unit(
            unit=found,
            revision=cleaned["revision"],
            phone=cleaned["phone"],
            address=cleaned["address"],
            reason=cleaned["reason"],
        )
        return back

    page = Page(
        heading=gettext("Telephone and address of %(name)s") % {"name": said(found)},
        lead=gettext("The office number is seen by everybody of the campaign."),
        button=gettext("Save"),
        done=gettext("Saved."),
        back=back,
        crumbs=crumbs.to_unit(found),
    )
    return act(request, form, do, page)
