"""The classes of units of a subject."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from chuangcheng.foundation.orgs import permissions, queries, services
from chuangcheng.foundation.orgs.forms import ActionForm, UnitClassForm
from chuangcheng.foundation.orgs.models import Subject, UnitClass
from chuangcheng.foundation.orgs.views import crumbs, finding
from chuangcheng.foundation.orgs.views.acting import Crumb, Page, act, sent
from chuangcheng.foundation.orgs.views.finding import said
from chuangcheng.foundation.orgs.views.subjects import form_methods, frame
from chuangcheng.foundation.shell.access import require


@require_safe
@require(permissions.READ_SUBJECT.name, finding.subject)
def classes(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """List the classes of units, with how many units each has."""
    found: Subject = request.thing  # type: ignore[attr-defined]  # set by require
    context = frame(request, found, "classes") | {"classes": queries.classes_of(found)}
    return render(request, "orgs/classes.html", context)


def _list_of(subject: Subject) -> str:
    return reverse("orgs:classes", args=(subject.pk,))


def _crumbs(subject: Subject) -> tuple[Crumb, ...]:
    return (*crumbs.to_subject(subject), (gettext("Classes of units"), _list_of(subject)))


@form_methods
@require(permissions.CHANGE_SUBJECT.name, finding.subject)
def create_class(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Add a class of units."""
    found: Subject = request.thing  # type: ignore[attr-defined]  # set by require
    form = UnitClassForm(sent(request))

    def do(cleaned: dict[str, Any]) -> str:
        services.create_unit_class(
            subject=found,
            name=form.text(),
            kind=cleaned["kind"],
            position=cleaned["position"],
        )
        return _list_of(found)

    page = Page(
        heading=gettext("New class of units"),
        button=gettext("Create the class"),
        done=gettext("The class was created."),
        back=_list_of(found),
        crumbs=_crumbs(found),
    )
    return act(request, form, do, page)


@form_methods
@require(permissions.CHANGE_SUBJECT.name, finding.unit_class)
def change_class(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Change a class of units."""
    found: UnitClass = request.thing  # type: ignore[attr-defined]  # set by require
    form = UnitClassForm(sent(request), unit_class=found)

    def do(cleaned: dict[str, Any]) -> str:
        services.change_unit_class(
            unit_class=found,
            revision=cleaned["revision"],
            name=form.text(),
            kind=cleaned["kind"],
            position=cleaned["position"],
        )
        return _list_of(found.subject)

    page = Page(
        heading=gettext("Change %(name)s") % {"name": said(found)},
        button=gettext("Save"),
        done=gettext("Saved."),
        back=_list_of(found.subject),
        crumbs=_crumbs(found.subject),
        context={"remove": reverse("orgs:remove_class", args=(found.pk,))},
    )
    return act(request, form, do, page)


@form_methods
@require(permissions.CHANGE_SUBJECT.name, finding.unit_class)
def remove_class(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Remove a class that no unit is of."""
    found: UnitClass = request.thing  # type: ignore[attr-defined]  # set by require
    form = ActionForm(sent(request), initial={"revision": found.revision})

    def do(cleaned: dict[str, Any]) -> str:
        services.remove_unit_class(unit_class=found, revision=cleaned["revision"])
        return _list_of(found.subject)

    page = Page(
        heading=gettext("Remove the class %(name)s") % {"name": said(found)},
        lead=gettext("A class can be removed while no unit is of it."),
        button=gettext("Remove the class"),
        done=gettext("The class was removed."),
        back=_list_of(found.subject),
        crumbs=_crumbs(found.subject),
        danger=True,
    )
    return act(request, form, do, page)
