"""Load the days off of a year: choose a file, look at what it changes, save."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from chuangcheng.domain.errors import Fault, describe_message, describe_place, describe_remedy
from chuangcheng.foundation.calendar import queries, services
from chuangcheng.foundation.calendar.forms import YearFileForm, YearTextForm
from chuangcheng.foundation.calendar.permissions import LOAD_YEAR
from chuangcheng.foundation.shell.access import require


@require(LOAD_YEAR.name)
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    """Take a file; show its faults, or what it would change."""
    if request.method != "POST":
        return render(request, "calendar/load.html", {"form": YearFileForm()})
    form = YearFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "calendar/load.html", {"form": form}, status=422)
    file, faults = form.read()
    if file is None:
        return _faulty(request, faults)
    sent = form.cleaned_data["file"]
    sent.seek(0)
    text = YearTextForm(initial={"name": sent.name, "content": sent.read().decode("utf-8-sig")})
    shown = {"preview": queries.preview(file), "form": text}
    return render(request, "calendar/preview.html", shown)


@require(LOAD_YEAR.name)
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Save the file that was shown."""
    form = YearTextForm(request.POST)
    if not form.is_valid():
        return render(request, "calendar/load.html", {"form": YearFileForm()}, status=422)
    file, faults = form.read()
    if file is None:
        return _faulty(request, faults)
    loading = services.load_year(file)
    said = (
        gettext("The days off of %(year)s are in the calendar now.")
        if loading.changed
        else gettext("The calendar held the same days off of %(year)s already.")
    )
    messages.success(request, said % {"year": file.year})
    return HttpResponseRedirect(reverse("calendar:year", args=[file.year]))


def _faulty(request: HttpRequest, faults: tuple[Fault, ...]) -> HttpResponse:
    lines = [
        {
            "place": describe_place(fault.place, gettext),
            "column": fault.place.column,
            "message": describe_message(fault, gettext),
            "remedy": describe_remedy(fault, gettext),
        }
        for fault in faults
    ]
    shown = {"form": YearFileForm(), "faults": lines}
    return render(request, "calendar/load.html", shown, status=422)
