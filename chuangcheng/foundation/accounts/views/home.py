"""The start page after signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chuangcheng.foundation.accounts.queries import grants as held
from chuangcheng.foundation.accounts.queries.requests import person_of
from chuangcheng.foundation.shell import registry
from chuangcheng.foundation.shell.access import allows, signed_in


@signed_in
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show who one is, which roles one holds, who acts for whom, and where to go from here."""
    user = person_of(request)
    deputisings = held.deputisings_now(user)
    context = {
        "person": user.person,
        "held": held.held_now(user),
        "acting_for": [named for named in deputisings if named.deputy_id == user.pk],
        "deputies": [named for named in deputisings if named.principal_id == user.pk],
        "cards": [one for one in registry.cards() if _may(request, one.action)],
        "first_steps": _first_steps(request),
    }
    return render(request, "accounts/home.html", context)


def _first_steps(request: HttpRequest) -> list[tuple[registry.FirstStep, bool]]:
    """Return the first steps the person may take and whether each is done; none once all are."""
    steps = [one for one in registry.first_steps() if _may(request, one.action)]
    found = [(one, one.is_done()) for one in steps]
    return [] if all(done for _, done in found) else found


def _may(request: HttpRequest, action: str) -> bool:
    return not action or allows(request, action)
