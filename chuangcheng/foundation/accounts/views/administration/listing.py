"""The list of accounts, and making one."""

from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from chuangcheng.domain.errors import Fault, describe
from chuangcheng.foundation.accounts.forms.accounts import AccountForm
from chuangcheng.foundation.accounts.permissions import INVITE, READ_ACCOUNTS
from chuangcheng.foundation.accounts.queries.accounts import (
    STATES,
    State,
    accounts,
    find_person,
    people_without,
    rows_of,
)
from chuangcheng.foundation.accounts.services.accounts import create_account
from chuangcheng.foundation.orgs.models import Person
from chuangcheng.foundation.shell.access import Scope, allows, reaches, require
from chuangcheng.foundation.shell.services import once

ROWS: Final = 50
TITLES: Final = {
    "all": _("All accounts"),
    "open": _("In use"),
    "invited": _("Without a password yet"),
    "locked": _("Locked"),
    "closed": _("Closed accounts"),
}
LONGEST_NUMBER: Final = 15
NOBODY: Final = "none"


@require(READ_ACCOUNTS.name)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """List accounts, by words and state."""
    words = request.GET.get("q", "").strip()
    state: State = next((one for one in STATES if one == request.GET.get("state")), "all")
    rows = accounts(reaches(request, READ_ACCOUNTS.name), words, state)
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": rows_of(page),
        "words": words,
        "state": state,
        "states": [(code, TITLES[code]) for code in STATES],
        "may_invite": allows(request, INVITE.name),
    }
    return render(request, "accounts/accounts.html", context)


@require(INVITE.name)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Make an account: first choose for whom, then its name."""
    wanted = request.GET.get("person", "")
    if not wanted:
        return _choose(request)
    person = _person(request, wanted)
    initial = (
        {"name": person.name, "email": person.email, "username": person.code} if person else {}
    )
    form = AccountForm(request.POST or None, initial=initial)
    if request.method == "POST":
        target = once(request, lambda: _create(form, person))
        if target is not None:
            messages.success(request, gettext("The account has been made. Now give out a link."))
            return redirect(target)
    return render(request, "accounts/account_new.html", {"form": form, "person": person})


def _choose(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    context = {
        "words": words,
        "people": people_without(reaches(request, INVITE.name), words),
        "may_without": allows(request, INVITE.name, Scope()),
    }
    return render(request, "accounts/account_choose.html", context)


def _person(request: HttpRequest, wanted: str) -> Person | None:
    """Return for whom, None for nobody; raise Http404 or PermissionDenied."""
    if wanted == NOBODY:
        if not allows(request, INVITE.name, Scope()):
            raise PermissionDenied
        return None
    number = wanted.isascii() and wanted.isdecimal() and len(wanted) <= LONGEST_NUMBER
    person = find_person(int(wanted)) if number else None
    if person is None:
        raise Http404
    if not allows(request, INVITE.name, person):
        raise PermissionDenied
    return person


def _create(form: AccountForm, person: Person | None) -> str | None:
    """Make the account and return its address; None where it is refused, said in the form."""
    if not form.is_valid():
        return None
    made = create_account(person=person, **form.cleaned_data)
    if isinstance(made, Fault):
        form.add_error(None, describe(made, gettext))
        return None
    return reverse("accounts:account", args=(made.pk,))
