"""Work-hours and local days of a subject."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chuangcheng.domain.errors import Fault, describe
from chuangcheng.foundation.calendar import queries, services
from chuangcheng.foundation.calendar.forms import HoursForm, LocalDayForm, hours_initial
from chuangcheng.foundation.calendar.models import SubjectDay, SubjectHours
from chuangcheng.foundation.calendar.permissions import CHANGE_HOURS, READ_YEAR
from chuangcheng.foundation.calendar.queries import SubjectRef
from chuangcheng.foundation.calendar.views.years import find_subject
from chuangcheng.foundation.shell.access import allows, require


@require(READ_YEAR.name, find_subject)
@require_safe
def subject(request: HttpRequest, subject: int) -> HttpResponse:
    """Show the hours and the local days of a subject."""
    return _page(request, find_subject(request, subject), LocalDayForm(initial={"kind": "off"}))


def _page(
    request: HttpRequest, subject: SubjectRef, form: LocalDayForm, status: int = 200
) -> HttpResponse:
    context = {
        "subject": subject,
        "hours": queries.hours_of(subject.id),
        "row": SubjectHours.objects.filter(subject=subject.id).first(),
        "days": SubjectDay.objects.filter(subject=subject.id).order_by("-date"),
        "form": form,
        "year": timezone.localdate().year,
        "may_change": allows(request, CHANGE_HOURS.name, subject),
    }
    return render(request, "calendar/subject.html", context, status=status)


@require(CHANGE_HOURS.name, find_subject)
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: HttpRequest, subject: int) -> HttpResponse:
    """Change the hours of a subject."""
    found = find_subject(request, subject)
    row = SubjectHours.objects.filter(subject=found.id).first()
    present = hours_initial(queries.hours_of(found.id), row.revision if row else 0)
    form = HoursForm(request.POST or None, initial=present)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(
            request, "calendar/hours.html", {"subject": found, "form": form}, status=status
        )
    outcome = services.change_hours(found, form.change())
    if isinstance(outcome, Fault):
        form = HoursForm(initial=present)
        shown = {"subject": found, "form": form, "stale": describe(outcome, gettext)}
        return render(request, "calendar/hours.html", shown, status=409)
    messages.success(request, gettext("The work-hours have been saved."))
    return _back(found)


@require(CHANGE_HOURS.name, find_subject)
@require_POST
def add_day(request: HttpRequest, subject: int) -> HttpResponse:
    """Set a local day."""
    found = find_subject(request, subject)
    form = LocalDayForm(request.POST)
    if form.is_valid():
        day, reason = form.cleaned_data["date"], form.cleaned_data["reason"]
        is_off = form.cleaned_data["kind"] == "off"
        fault = services.add_local_day(found, day, is_off=is_off, reason=reason)
        if fault is None:
            messages.success(request, gettext("The local day has been set."))
            return _back(found)
        form.add_error("date", describe(fault, gettext))
    return _page(request, found, form, status=422)


@require(CHANGE_HOURS.name, find_subject)
@require_POST
def remove_day(request: HttpRequest, subject: int, day: str) -> HttpResponse:
    """Take a local day back."""
    found = find_subject(request, subject)
    try:
        removed = services.remove_local_day(found, date.fromisoformat(day))
    except ValueError:
        raise Http404 from None
    if removed:
        messages.success(request, gettext("The local day has been removed."))
    return _back(found)


def _back(subject: SubjectRef) -> HttpResponse:
    return HttpResponseRedirect(reverse("calendar:subject", args=[subject.id]))
