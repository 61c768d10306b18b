"""The record: its list, one event, the story of one thing."""

from dataclasses import replace
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chuangcheng.foundation.audit import permissions, queries
from chuangcheng.foundation.audit.forms import FilterForm
from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.shell.access import allows, reaches, require

READ = permissions.READ_EVENTS.name
MARKS = frozenset({"before", "after"})


def sight_of(request: HttpRequest) -> queries.Sight:
    """Return how far the person of the request may look."""
    return queries.Sight(reaches(request, READ), reaches(request, permissions.READ_READINGS.name))


def filter_form(request: HttpRequest, sight: queries.Sight) -> FilterForm:
    """Return the filter as the address has it, or as it was sent."""
    data = request.POST if request.method == "POST" else request.GET
    return FilterForm(data, sight=sight)


def found_event(request: HttpRequest, number: int) -> Event:
    """Return the event an address names; raise Http404 where there is none to be seen."""
    event = queries.find_event(sight_of(request), number)
    if event is None:
        raise Http404
    return event


@require_safe
@require(READ)
def record(request: HttpRequest) -> HttpResponse:
    """Show the record, filtered, the newest first."""
    sight = sight_of(request)
    form = filter_form(request, sight)
    wanted = form.wanted()
    filters = {name: value for name, value in request.GET.items() if value and name not in MARKS}
    context = _listed(request, sight, wanted) | {
        "form": form,
        "filtered": wanted != queries.Wanted(),
        "filters": filters,
        "may_export": allows(request, permissions.EXPORT_EVENTS.name),
        "may_see_chain": allows(request, permissions.READ_CHAIN.name),
        "sees_all": sight.subjects() is None,
    }
    return render(request, "audit/record.html", context)


@require_safe
@require(READ, found_event)
def event(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by its mark
    """Show one event with all it holds."""
    found: Event = request.thing  # type: ignore[attr-defined]  # put there by its mark
    return render(request, "audit/event.html", {"event": found})


@require_safe
@require(READ)
def story(request: HttpRequest, kind: str, thing: str) -> HttpResponse:
    """Show everything that was done to one thing, the newest first."""
    sight = sight_of(request)
    wanted = replace(queries.Wanted(), kind=kind, thing=thing)
    context = _listed(request, sight, wanted) | {"kind": kind, "thing": thing}
    page: queries.EventPage = context["page"]  # type: ignore[assignment]  # put there above
    return render(request, "audit/story.html", context | {"newest": (page.events or [None])[0]})


def _listed(
    request: HttpRequest, sight: queries.Sight, wanted: queries.Wanted
) -> dict[str, object]:
    """Return a page of events, and the addresses of the pages beside it."""
    before, after = request.GET.get("before", ""), request.GET.get("after", "")
    page = queries.event_page(sight, wanted, before=before, after=after)
    kept = {name: value for name, value in request.GET.items() if name not in MARKS}
    return {
        "page": page,
        "older": f"?{urlencode({**kept, 'before': page.older})}" if page.older else "",
        "newer": f"?{urlencode({**kept, 'after': page.newer})}" if page.newer else "",
        "newest_url": f"?{urlencode(kept)}" if before or after else "",
    }
