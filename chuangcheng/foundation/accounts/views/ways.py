"""Signing in by way of an identity elsewhere, where the settings name such a way.

Only here does the program talk to other machines while somebody signs in, and only by allauth.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException  # noqa: TID251 - what allauth's session raises

from chuangcheng.foundation.accounts.adapters import way_failed
from chuangcheng.foundation.accounts.faults.ways import UNREACHABLE
from chuangcheng.foundation.shell.access import open_to_all, to_sign_in

log = logging.getLogger(__name__)

NAMES: Final[dict[str, str | Promise]] = {
    "openid_connect": _("Unified sign-in"),
    "dingtalk": _("DingTalk"),
    "feishu": _("Feishu"),
    "wecom": _("WeCom"),
}
NONSENSE: Final = (RequestException, AttributeError, LookupError, TypeError, ValueError)
"""What allauth raises over an answer of another shape than it expects."""
CONNECT: Final = "connect"
AdapterOf = Callable[[HttpRequest], Any]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to sign in as pages show it: its identifier, name and the address that begins it."""

    id: str
    name: str | Promise
    url: str


def ways_in(request: HttpRequest) -> list[Way]:
    """Return the ways that are configured, in the order of the settings."""
    found = []
    for app in get_adapter().list_apps(request):
        provider = app.get_provider(request)
        name = app.name or NAMES.get(app.provider, app.provider)
        found.append(Way(provider.sub_id, name, provider.get_login_url(request)))
    return found


def adapter_of(request: HttpRequest, way: str) -> Any:  # noqa: ANN401 - allauth's adapters
    """Return allauth's adapter of a way; raises Http404 where it is not configured."""
    try:
        provider = get_adapter().get_provider(request, way)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    if provider.app.provider == "openid_connect":
        return OpenIDConnectOAuth2Adapter(request, way)
    return provider.get_oauth2_adapter(request)


@open_to_all
@never_cache
@require_POST
def begin(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Lead to the other site by a page of ours: our policy lets no form lead away at once."""
    if request.POST.get("process") == CONNECT:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        raise_if_reauthentication_required(request, app="allauth.socialaccount")
    adapter = adapter_of(request, provider_id)
    try:
        answer: HttpResponseBase = OAuth2LoginView.adapter_view(adapter)(request)
    except NONSENSE as error:
        return refused(request, provider_id, error)
    url = answer.headers.get("Location", "")
    if not urlsplit(url).netloc:
        return answer
    page = render(request, "accounts/leaving.html", {"url": url, "host": urlsplit(url).netloc})
    page.headers["Refresh"] = f"0; url={url}"
    return page


@open_to_all
@never_cache
@require_safe
def back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Take over from the other site: sign in or link, or say why not."""
    adapter = adapter_of(request, provider_id)
    try:
        answer: HttpResponseBase = OAuth2CallbackView.adapter_view(adapter)(request)
    except NONSENSE as error:
        return refused(request, provider_id, error)
    return answer


def refused(request: HttpRequest, way: str, error: Exception) -> HttpResponseBase:
    """Return the page for an answer of the other site that makes no sense, or for none."""
    log.warning("the answer of %s could not be used: %s", way, type(error).__name__)
    return way_failed(request, UNREACHABLE, HTTPStatus.BAD_GATEWAY)
