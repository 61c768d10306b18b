"""Subjects: the list, a subject's tree and lists of units, its classes."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from chuangcheng.foundation.orgs import permissions, queries, services
from chuangcheng.foundation.orgs.forms import SubjectForm
from chuangcheng.foundation.orgs.models import Subject, Unit
from chuangcheng.foundation.orgs.views import crumbs, finding
from chuangcheng.foundation.orgs.views.acting import Page, act, sent
from chuangcheng.foundation.orgs.views.asking import asked
from chuangcheng.foundation.orgs.views.finding import said
from chuangcheng.foundation.shell.access import allows, reaches, require

PER_PAGE = 50
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@require(permissions.READ_SUBJECT.name)
def subjects(request: HttpRequest) -> HttpResponse:
    """List the subjects; who sees only one goes straight to it."""
    scopes = reaches(request, permissions.READ_SUBJECT.name)
    found = list(queries.subjects(scopes))
    may_create = allows(request, permissions.CREATE_SUBJECT.name)
    if len(found) == 1 and not may_create:
        return redirect("orgs:subject", found[0].pk)
    return render(request, "orgs/subjects.html", {"subjects": found, "may_create": may_create})


def frame(request: HttpRequest, subject: Subject, tab: str) -> dict[str, Any]:
    """Return what the head and the tabs of each page of a subject need."""
    return {
        "subject": subject,
        "tab": tab,
        "may": {
            "change": allows(request, permissions.CHANGE_SUBJECT.name, subject),
            "create_unit": allows(request, permissions.CREATE_UNIT.name),
            "create_unit_at_top": allows(request, permissions.CREATE_UNIT.name, subject),
            "change_zones": allows(request, permissions.CHANGE_ZONE.name, subject),
            "bring_in": allows(request, permissions.IMPORT.name, subject),
        },
    }


@require_safe
@require(permissions.READ_SUBJECT.name, finding.subject)
def subject(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Show a subject's tree, top level by class; branches come when they are opened."""
    found: Subject = request.thing  # type: ignore[attr-defined]  # set by require
    scopes = reaches(request, permissions.READ_UNIT.name)
    context = frame(request, found, "tree") | {"groups": queries.top_groups(found, scopes)}
    return render(request, "orgs/tree.html", context)


@require_safe
@require(permissions.READ_SUBJECT.name, finding.subject)
def units(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """List the units of a subject that fit words, class and status."""
    found: Subject = request.thing  # type: ignore[attr-defined]  # set by require
    wanted = queries.Wanted(
        words=asked(request, "q"),
        unit_class=asked(request, "class"),
        status=asked(request, "status", Unit.Status.ACTIVE),
        below=_below(request, found),
    )
    rows = queries.listed(found, reaches(request, permissions.READ_UNIT.name), wanted)
    if wanted.below is not None:
        rows = rows.exclude(pk=wanted.below.pk)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = frame(request, found, "units") | {
        "page": page,
        "wanted": wanted,
        "statuses": Unit.Status.choices,
        "classes": found.unit_classes.all(),
    }
    return render(request, "orgs/units.html", context)


def _below(request: HttpRequest, subject: Subject) -> Unit | None:
    """Return the unit whose branch is asked for, where it may be seen."""
    number = asked(request, "below")
    row = queries.find_unit(int(number)) if number.isdecimal() else None
    seen = row and row.subject_id == subject.pk and allows(request, permissions.READ_UNIT.name, row)
    return row if seen else None


@require_safe
@require(permissions.READ_SUBJECT.name, finding.subject)
def past(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Show the tree as it was on a day."""
    found: Subject = request.thing  # type: ignore[attr-defined]  # set by require
    today = timezone.localdate()
    day = _day(asked(request, "day")) or today
    rows = queries.tree_on(found, day, reaches(request, permissions.READ_UNIT.name))
    page = Paginator(rows, PER_PAGE * 2).get_page(request.GET.get("page"))
    classes = {row.code: row.name for row in found.unit_classes.all()}
    context = frame(request, found, "past") | {
        "page": page,
        "day": day,
        "today": today,
        "rows": [(past, classes.get(past.class_code)) for past in page],
    }
    return render(request, "orgs/past.html", context)


def _day(text: str) -> Any:  # noqa: ANN401 - a date or None
    try:
        return parse_date(text)
    except ValueError:
        return None


@form_methods
@require(permissions.CREATE_SUBJECT.name)
def create_subject(request: HttpRequest) -> HttpResponse:
    """Create a subject."""
    form = SubjectForm(sent(request))

    def do(cleaned: dict[str, Any]) -> str:
        made = services.create_subject(
            name=form.text(),
            kind=cleaned["kind"],
            code=cleaned["code"],
            with_standard_classes=cleaned["with_standard_classes"],
        )
        return reverse("orgs:subject", args=(made.pk,))

    page = Page(
        heading=gettext("New subject"),
        lead=gettext("A subject is what is assessed: the county, a campus, a single unit."),
        button=gettext("Create the subject"),
        done=gettext("The subject was created. Now add its units."),
        back=reverse("orgs:subjects"),
        crumbs=((gettext("Units and people"), reverse("orgs:subjects")),),
    )
    return act(request, form, do, page)


@form_methods
@require(permissions.CHANGE_SUBJECT.name, finding.subject)
def change_subject(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Rename a subject, change its kind or code."""
    found: Subject = request.thing  # type: ignore[attr-defined]  # set by require
    form = SubjectForm(sent(request), subject=found)
    back = reverse("orgs:subject", args=(found.pk,))

    def do(cleaned: dict[str, Any]) -> str:
        services.change_subject(
            subject=found,
            revision=cleaned["revision"],
            name=form.text(),
            code=cleaned["code"],
            kind=cleaned["kind"],
        )
        return back

    page = Page(
        heading=gettext("Change %(name)s") % {"name": said(found)},
        button=gettext("Save"),
        done=gettext("Saved."),
        back=back,
        crumbs=crumbs.to_subject(found),
    )
    return act(request, form, do, page)
