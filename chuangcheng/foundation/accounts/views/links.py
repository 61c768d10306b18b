"""The page behind an invitation or a reset."""

from http import HTTPStatus
from typing import Final

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from chuangcheng.domain.errors import Fault
from chuangcheng.foundation.accounts.faults import links as faults
from chuangcheng.foundation.accounts.forms.passwords import PasswordForm
from chuangcheng.foundation.accounts.models import Link
from chuangcheng.foundation.accounts.services.links import find_link, use_link
from chuangcheng.foundation.shell.access import open_to_all

STATUS: Final = {
    faults.UNKNOWN.code: HTTPStatus.NOT_FOUND,
    faults.CLOSED.code: HTTPStatus.FORBIDDEN,
}
"""Status of a refusal; all others are gone (410)."""


@open_to_all
@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "HEAD", "POST"])
def use(request: HttpRequest, token: str) -> HttpResponseBase:
    """Set the password of the link's account and sign in; say why where the link does not work."""
    link = find_link(token)
    if isinstance(link, Fault):
        return _refused(request, link)
    form = PasswordForm(request.POST if request.method == "POST" else None, user=link.account)
    if request.method == "POST" and form.is_valid():
        fault = use_link(link, form.cleaned_data["password1"])
        return _refused(request, fault) if fault is not None else _go_on(request, link)
    return render(request, "accounts/link.html", {"form": form, "link": link})


def _go_on(request: HttpRequest, link: Link) -> HttpResponseBase:
    """Sign in with the account of the link, over the second step where it has one."""
    record_authentication(request, link.account, method="password")
    return perform_login(request, Login(user=link.account))


def _refused(request: HttpRequest, fault: Fault) -> HttpResponse:
    sentence = fault.sentence
    context = {"message": gettext(sentence.message), "remedy": gettext(sentence.remedy)}
    status = STATUS.get(fault.code, HTTPStatus.GONE)
    return render(request, "accounts/link_refused.html", context, status=status)
