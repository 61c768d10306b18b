"""People: the list, one person, and forms about them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from chuangcheng.foundation.audit.permissions import READ_EVENTS
from chuangcheng.foundation.audit.services import record_reading
from chuangcheng.foundation.orgs import permissions, queries, services
from chuangcheng.foundation.orgs.forms import LeaveForm, PersonForm, ReturnForm, TransferForm
from chuangcheng.foundation.orgs.models import Person, Subject, Unit
from chuangcheng.foundation.orgs.services.changing import target_of
from chuangcheng.foundation.orgs.views import crumbs, finding
from chuangcheng.foundation.orgs.views.acting import Page, act, sent
from chuangcheng.foundation.orgs.views.asking import asked
from chuangcheng.foundation.orgs.views.finding import said
from chuangcheng.foundation.orgs.views.subjects import PER_PAGE, form_methods, frame
from chuangcheng.foundation.orgs.views.units import suggestions
from chuangcheng.foundation.shell.access import allows, reaches, require


@require_safe
@require(permissions.READ_PERSON.name)
def people(request: HttpRequest, number: int) -> HttpResponse:
    """List the people of a subject that fit words and post."""
    subject = _subject(request, number)
    wanted = queries.WantedPeople(
        words=asked(request, "q"),
        post=asked(request, "post"),
        in_office=request.GET.get("office", "in") != "left",
    )
    rows = queries.people(subject, reaches(request, permissions.READ_PERSON.name), wanted)
    context = frame(request, subject, "people") | {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "wanted": wanted,
        "posts": Person.Post.choices,
    }
    return render(request, "orgs/people.html", context)


def _subject(request: HttpRequest, number: int) -> Subject:
    """Return the subject where its pages may be seen."""
    subject = finding.subject(request, number)
    if not allows(request, permissions.READ_SUBJECT.name, subject):
        raise PermissionDenied
    return subject


@require_safe
@require(permissions.READ_PERSON.name, finding.person)
def person(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Show a person; telephone and e-mail only on wish, which is recorded."""
    found: Person = request.thing  # type: ignore[attr-defined]  # set by require
    may_see = allows(request, permissions.READ_CONTACT.name, found)
    with_contacts = may_see and "contacts" in request.GET
    if with_contacts:
        record_reading(target_of(found), "phone, email")
    context = frame(request, found.unit.subject, "people") | {
        "person": found,
        "crumbs": crumbs.to_unit(found.unit),
        "with_contacts": with_contacts,
        "can": {
            "see_contacts": may_see,
            "change": allows(request, permissions.CHANGE_PERSON.name, found),
            "transfer": allows(request, permissions.TRANSFER_PERSON.name, found),
            "leave": allows(request, permissions.LEAVE_PERSON.name, found),
            "record": allows(request, READ_EVENTS.name, found),
        },
    }
    return render(request, "orgs/person.html", context)


@form_methods
@require(permissions.CREATE_PERSON.name, finding.unit)
def create_person(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Add somebody to a unit."""
    home: Unit = request.thing  # type: ignore[attr-defined]  # set by require
    with_contacts = allows(request, permissions.READ_CONTACT.name, home)
    form = PersonForm(sent(request), with_contacts=with_contacts)

    def do(cleaned: dict[str, Any]) -> str:
        cleaned = {name: value for name, value in cleaned.items() if name != "revision"}
        services.create_person(unit=home, **cleaned)
        return reverse("orgs:unit", args=(home.pk,))

    page = Page(
        heading=gettext("Add somebody to %(name)s") % {"name": said(home)},
        lead=gettext("A person needs no account to stand here; who signs in is invited later."),
        button=gettext("Add the person"),
        done=gettext("The person was added."),
        back=reverse("orgs:unit", args=(home.pk,)),
        crumbs=crumbs.to_unit(home),
    )
    return act(request, form, do, page)


@form_methods
@require(permissions.CHANGE_PERSON.name, finding.person)
def change_person(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Change somebody's details; the form shows telephone and e-mail, so opening it is recorded."""
    found: Person = request.thing  # type: ignore[attr-defined]  # set by require
    with_contacts = allows(request, permissions.READ_CONTACT.name, found)
    if with_contacts and request.method == "GET":
        record_reading(target_of(found), "phone, email")
    form = PersonForm(sent(request), person=found, with_contacts=with_contacts)

    def do(cleaned: dict[str, Any]) -> str:
        services.change_person(person=found, **cleaned)
        return _person(found)

    page = Page(
        heading=gettext("Change %(name)s") % {"name": found.name},
        button=gettext("Save"),
        done=gettext("Saved."),
        back=_person(found),
        crumbs=crumbs.to_person(found),
    )
    answer = act(request, form, do, page)
    if with_contacts and form.meanwhile:  # it shows what is stored now
        record_reading(target_of(found), "phone, email")
    return answer


@form_methods
@require(permissions.TRANSFER_PERSON.name, finding.person)
def transfer_person(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Let somebody work at another unit inside the reach of the right."""
    found: Person = request.thing  # type: ignore[attr-defined]  # set by require
    reach = queries.within(reaches(request, permissions.TRANSFER_PERSON.name))
    near = suggestions(found.unit.subject)
    form = TransferForm(sent(request), person=found, reach=reach, suggestions=near)

    def do(cleaned: dict[str, Any]) -> str:
        services.transfer_person(person=found, **cleaned)
        return _person(found)

    page = Page(
        heading=gettext("Transfer %(name)s") % {"name": found.name},
        lead=gettext(
            "What the person was allowed for the old unit ends; the office gives new roles there."
        ),
        button=gettext("Transfer the person"),
        done=gettext("The person was transferred."),
        back=_person(found),
        crumbs=crumbs.to_person(found),
    )
    return act(request, form, do, page)


@form_methods
@require(permissions.LEAVE_PERSON.name, finding.person)
def leave_person(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Let somebody leave office."""
    found: Person = request.thing  # type: ignore[attr-defined]  # set by require
    form = LeaveForm(sent(request), person=found)

    def do(cleaned: dict[str, Any]) -> str:
        services.leave_person(person=found, **cleaned)
        return _person(found)

    page = Page(
        heading=gettext("%(name)s leaves office") % {"name": found.name},
        lead=gettext("The person no longer stands in lists; what they did stays on record."),
        button=gettext("Let the person leave office"),
        done=gettext("The person has left office."),
        back=_person(found),
        crumbs=crumbs.to_person(found),
        danger=True,
    )
    return act(request, form, do, page)


@form_methods
@require(permissions.LEAVE_PERSON.name, finding.person)
def return_person(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Take somebody back into office."""
    found: Person = request.thing  # type: ignore[attr-defined]  # set by require
    reach = queries.within(reaches(request, permissions.LEAVE_PERSON.name))
    near = suggestions(found.unit.subject)
    form = ReturnForm(sent(request), person=found, reach=reach, suggestions=near)

    def do(cleaned: dict[str, Any]) -> str:
        services.return_person(person=found, **cleaned)
        return _person(found)

    page = Page(
        heading=gettext("%(name)s comes back into office") % {"name": found.name},
        button=gettext("Take the person back"),
        done=gettext("The person is in office again."),
        back=_person(found),
        crumbs=crumbs.to_person(found),
    )
    return act(request, form, do, page)


def _person(person: Person) -> str:
    return reverse("orgs:person", args=(person.pk,))
