"""The pages of one's own account: password, sessions, identities elsewhere."""

from typing import Any

from allauth.account import views as allauth_views
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from chuangcheng.foundation.accounts.queries.identities import identities_of
from chuangcheng.foundation.accounts.queries.requests import person_of
from chuangcheng.foundation.accounts.queries.sessions import find_session, sessions_of
from chuangcheng.foundation.accounts.services.identities import unlink_identity
from chuangcheng.foundation.accounts.services.sessions import end_session, end_sessions
from chuangcheng.foundation.accounts.views.ways import ways_in
from chuangcheng.foundation.shell.access import signed_in


class Password(allauth_views.PasswordChangeView):
    """A new password in place of the present one."""

    template_name = "accounts/password.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 - Django's own
        """Answer; who signs in elsewhere only has no password to change."""
        if not person_of(request).has_usable_password():
            told = gettext("Your account has no password. Ask your administrator for a link.")
            messages.warning(request, told)
            return redirect("account")
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_default_success_url(self) -> str:
        """Return the page of the account."""
        return reverse("account")


@signed_in
@never_cache
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show who one is here and how one signs in."""
    account = person_of(request)
    ways = ways_in(request)
    context: dict[str, Any] = {
        "account": account,
        "sessions": len(sessions_of(account, None)),
        "identities": identities_of(account, ways),
        "ways": ways,
    }
    return render(request, "accounts/own.html", context)


@signed_in
@never_cache
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """List where one is signed in."""
    seats = sessions_of(person_of(request), request.session.session_key)
    return render(request, "accounts/sessions.html", {"seats": seats, "others": len(seats) > 1})


@signed_in
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """End one of one's sessions, or all but this one."""
    account, mark = person_of(request), request.POST.get("session", "")
    key = find_session(account, mark) if mark else None
    if key is not None and key != request.session.session_key:
        end_session(account, key)
    elif not mark:
        end_sessions(account, but=request.session.session_key)
    messages.success(request, gettext("Signed out there."))
    return redirect("account_sessions")


@signed_in
@never_cache
@require_safe
def identities(request: HttpRequest) -> HttpResponse:
    """List the identities elsewhere that let one in here, and the ways to add one."""
    ways = ways_in(request)
    if not ways and not SocialAccount._default_manager.filter(user=person_of(request)).exists():
        raise Http404
    rows = identities_of(person_of(request), ways)
    linked = {row.way for row in rows}
    open_ways = [way for way in ways if way.id not in linked]
    return render(request, "accounts/identities.html", {"rows": rows, "ways": open_ways})


@signed_in
@require_POST
def unlink(request: HttpRequest, number: int) -> HttpResponse:
    """Take one of one's identities away."""
    raise_if_reauthentication_required(request, app="allauth.socialaccount")
    if not unlink_identity(person_of(request), number):
        raise Http404
    messages.success(request, gettext("This identity no longer lets anybody in here."))
    return redirect("socialaccount_connections")


password = signed_in(Password.as_view())
