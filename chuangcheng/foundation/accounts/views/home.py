"""The start page after signing in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chuangcheng.foundation.accounts.queries import grants as held
from chuangcheng.foundation.accounts.queries.requests import person_of
from chuangcheng.foundation.shell import registry
from chuangcheng.foundation.shell.access import signed_in


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
        "cards": registry.cards(request),
        "first_steps": registry.first_steps(request),
    }
    return render(request, "accounts/home.html", context)
