"""Tells the record who acts in a request, and leads administrators to their second step."""

import logging
from collections.abc import Callable
from typing import Any, Final

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from chuangcheng.foundation.accounts.addresses import client_address
from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.accounts.receiving import Receiving
from chuangcheng.foundation.accounts.services.signing_in import actor_for
from chuangcheng.foundation.audit.actors import STRANGER, acting
from chuangcheng.foundation.shell import errors

log = logging.getLogger(__name__)

Next = Callable[[HttpRequest], HttpResponseBase]

WITHOUT_SECOND_FACTOR: Final = frozenset(
    {
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "alive",
        "favicon",
        "language",
        "mfa_activate_totp",
        "ready",
    }
)
"""What an administrator who has not set up the second step can reach."""


class ActorOfRequest:
    """Runs each request as the person who is signed in, or as a stranger.

    What goes out to a person is kept by no cache, neither a shared one on the way nor the
    browser's: on a shared computer “back” would show it after they signed out.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; the plain page for outages where the database cannot say who it is."""
        try:
            user = request.user
            actor = actor_for(user) if user.is_authenticated else STRANGER
        except (OperationalError, InterfaceError):
            log.exception("the database does not answer")
            return errors.bare(request, errors.UNDER_MAINTENANCE)
        with acting(actor, f"web {client_address(request)}"):
            response = self.get_response(request)
        if user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response


class BodiesInTurn:
    """Takes only so many forms and files at the same moment, few of them of strangers.

    Nothing has read the body by then: Django's check of the token does, right before the view.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        self.receiving = Receiving()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; 429 where too many are under way."""
        if request.META.get("CONTENT_LENGTH", "") in {"", "0"} and not _is_chunked(request):
            return self.get_response(request)
        stranger = None if request.user.is_authenticated else client_address(request)
        if not self.receiving.begin(stranger):
            return errors.bare(request, errors.BUSY_RECEIVING)
        try:
            return self.get_response(request)
        finally:
            self.receiving.end(stranger)


def _is_chunked(request: HttpRequest) -> bool:
    return "Transfer-Encoding" in request.headers


class SecondFactorFirst:
    """Leads whoever must set up two-step sign-in to the page for it, whatever they ask for."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        _view: Callable[..., HttpResponseBase],
        _args: tuple[Any, ...],
        _kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Return the way to the page, or None where nothing stands in the way."""
        user, match = request.user, request.resolver_match
        if match is None or match.view_name in WITHOUT_SECOND_FACTOR:
            return None
        if isinstance(user, User) and not user.has_second_factor and user.needs_second_factor:
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return None
