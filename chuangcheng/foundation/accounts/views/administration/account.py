"""The page of one account, and what its administrators do to it."""

from typing import Final

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chuangcheng.domain.errors import Fault, describe
from chuangcheng.foundation.accounts.forms.accounts import CloseForm, IdentityForm
from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.accounts.permissions import (
    CHANGE_ACCOUNTS,
    GIVE_ROLES,
    INVITE,
    READ_ACCOUNTS,
    REMOVE_SECOND_STEP,
)
from chuangcheng.foundation.accounts.queries.accounts import last_link, state_of
from chuangcheng.foundation.accounts.queries.grants import held_now
from chuangcheng.foundation.accounts.queries.identities import identities_of
from chuangcheng.foundation.accounts.queries.locks import locked_among
from chuangcheng.foundation.accounts.queries.sessions import sessions_of
from chuangcheng.foundation.accounts.services.accounts import close_account, open_account
from chuangcheng.foundation.accounts.services.identities import link_identity, unlink_identity
from chuangcheng.foundation.accounts.services.links import Made, make_link, send_link
from chuangcheng.foundation.accounts.services.second_factor import remove_second_factor
from chuangcheng.foundation.accounts.services.sessions import end_sessions
from chuangcheng.foundation.accounts.services.signing_in import unlock as unlock_account
from chuangcheng.foundation.accounts.views.administration.finding import (
    found_account,
    may_link,
    thing_of,
)
from chuangcheng.foundation.accounts.views.ways import ways_in
from chuangcheng.foundation.shell.access import allows, require
from chuangcheng.foundation.shell.services import once

HANDED: Final = "link_to_hand_on"
"""Under this name the session holds a link until its maker has seen it."""


@require(READ_ACCOUNTS.name, found_account)
@never_cache
@require_safe
def show(request: HttpRequest, account: int) -> HttpResponse:
    """Show an account and what can be done to it."""
    shown = thing_of(request)
    ways = ways_in(request)
    handed = request.session.pop(HANDED, None) or {}
    context = {
        "account": shown,
        "state": state_of(shown, locked=bool(locked_among([shown]))),
        "link": last_link(shown),
        "handed": handed.get("url") if handed.get("account") == account else None,
        "sessions": len(sessions_of(shown, None)),
        "grants": held_now(shown),
        "identities": identities_of(shown, ways),
        "identity_form": IdentityForm(ways=[(way.id, way.name) for way in ways]) if ways else None,
        "may_link": may_link(request, shown),
        "may_give": allows(request, GIVE_ROLES.name, shown),
        "may_change": allows(request, CHANGE_ACCOUNTS.name, shown),
        "may_remove_second_step": allows(request, REMOVE_SECOND_STEP.name, shown),
    }
    return render(request, "accounts/account.html", context)


@require(INVITE.name, found_account)
@require_POST
def link(request: HttpRequest, account: int) -> HttpResponse:
    """Make a link to set a password: mailed where that works, else shown once to its maker."""
    wanted = thing_of(request)
    if not may_link(request, wanted):
        raise PermissionDenied
    target = once(request, lambda: _link(request, wanted))
    return redirect(target or reverse("accounts:account", args=(account,)))


def _link(request: HttpRequest, account: User) -> str:
    made = make_link(account)
    if isinstance(made, Fault):
        messages.error(request, describe(made, gettext))
    else:
        url = _address(request, made)
        if send_link(made, url, get_language() or settings.LANGUAGE_CODE):
            messages.success(request, gettext("The link goes out by mail within a minute."))
        else:
            request.session[HANDED] = {"account": account.pk, "url": url}
    return reverse("accounts:account", args=(account.pk,))


def _address(request: HttpRequest, made: Made) -> str:
    """Return the whole address: of the public site where it is known, not what a header says."""
    path = reverse("account_link", args=(made.token,))
    return settings.PUBLIC_URL + path if settings.PUBLIC_URL else request.build_absolute_uri(path)


@require(CHANGE_ACCOUNTS.name, found_account)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, account: int) -> HttpResponse:
    """Ask why, and close an account."""
    closing, form = thing_of(request), CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        fault = close_account(closing, form.cleaned_data["reason"])
        if fault is None:
            messages.success(request, gettext("The account is closed and signed out everywhere."))
            return redirect("accounts:account", account)
        form.add_error(None, describe(fault, gettext))
    return render(request, "accounts/account_close.html", {"form": form, "account": closing})


@require(CHANGE_ACCOUNTS.name, found_account)
@require_POST
def reopen(request: HttpRequest, account: int) -> HttpResponse:
    """Open an account again."""
    open_account(thing_of(request))
    messages.success(request, gettext("The account is open again, with the password it had."))
    return redirect("accounts:account", account)


@require(CHANGE_ACCOUNTS.name, found_account)
@require_POST
def unlock(request: HttpRequest, account: int) -> HttpResponse:
    """Let an account try again at once."""
    unlock_account(thing_of(request))
    messages.success(request, gettext("The account can try again at once."))
    return redirect("accounts:account", account)


@require(CHANGE_ACCOUNTS.name, found_account)
@require_POST
def end(request: HttpRequest, account: int) -> HttpResponse:
    """Sign an account out everywhere."""
    end_sessions(thing_of(request))
    messages.success(request, gettext("The account is signed out everywhere."))
    return redirect("accounts:account", account)


@require(REMOVE_SECOND_STEP.name, found_account)
@require_POST
def remove_second_step(request: HttpRequest, account: int) -> HttpResponse:
    """Take the second step away, so that its person can set it up anew."""
    remove_second_factor(thing_of(request))
    messages.success(request, gettext("Two-step sign-in of the account is off."))
    return redirect("accounts:account", account)


@require(CHANGE_ACCOUNTS.name, found_account)
@require_POST
def add_identity(request: HttpRequest, account: int) -> HttpResponse:
    """Let an identity elsewhere sign in with an account."""
    ways = ways_in(request)
    form = IdentityForm(request.POST, ways=[(way.id, way.name) for way in ways])
    if not form.is_valid():
        messages.error(request, gettext("Choose a way to sign in and write the identifier there."))
    else:
        wanted = form.cleaned_data
        fault = link_identity(thing_of(request), wanted["way"], wanted["identifier"].strip())
        if fault is None:
            messages.success(request, gettext("The identity is linked."))
        else:
            messages.error(request, describe(fault, gettext))
    return redirect("accounts:account", account)


@require(CHANGE_ACCOUNTS.name, found_account)
@require_POST
def remove_identity(request: HttpRequest, account: int, number: int) -> HttpResponse:
    """Take an identity away from an account."""
    if not unlink_identity(thing_of(request), number):
        raise Http404
    messages.success(request, gettext("This identity no longer lets anybody in here."))
    return redirect("accounts:account", account)
