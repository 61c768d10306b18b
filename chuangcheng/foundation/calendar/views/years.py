"""The year view, of the country and of a subject."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from chuangcheng.foundation.calendar import queries
from chuangcheng.foundation.calendar.formats.year_file import FIRST_YEAR, LAST_YEAR
from chuangcheng.foundation.calendar.permissions import CHANGE_HOURS, LOAD_YEAR, READ_YEAR
from chuangcheng.foundation.calendar.queries import SubjectRef
from chuangcheng.foundation.shell.access import allows, reaches, require


def find_subject(_request: HttpRequest, subject: int, **_address: object) -> SubjectRef:
    """Return the subject an address names; raise Http404 where there is none."""
    found = queries.find_subject(subject)
    if found is None:
        raise Http404
    return found


@require(READ_YEAR.name)
@require_safe
def this_year(_request: HttpRequest) -> HttpResponse:
    """Lead to the present year."""
    return HttpResponseRedirect(reverse("calendar:year", args=[timezone.localdate().year]))


@require(READ_YEAR.name)
@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """Show a year of the country's calendar."""
    return _page(request, year, None)


@require(READ_YEAR.name, find_subject)
@require_safe
def subject_year(request: HttpRequest, subject: int, year: int) -> HttpResponse:
    """Show a year of a subject's calendar, with its local days."""
    return _page(request, year, find_subject(request, subject))


def _page(request: HttpRequest, year: int, subject: SubjectRef | None) -> HttpResponse:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    calendar = queries.calendar_for(subject.id if subject else None)
    context = {
        "page": queries.year_page(year, calendar),
        "subject": subject,
        "subjects": queries.subjects_within(reaches(request, READ_YEAR.name)),
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < LAST_YEAR else None,
        "today": timezone.localdate(),
        "may_load": allows(request, LOAD_YEAR.name),
        "may_change": subject is not None and allows(request, CHANGE_HOURS.name, subject),
    }
    return render(request, "calendar/year.html", context)
