"""Tells the record who acts in a request, and from where."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponseBase

from chuangcheng.foundation.accounts.addresses import client_address
from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.audit.actors import STRANGER, Actor, acting
from chuangcheng.foundation.shell import errors

log = logging.getLogger(__name__)

Next = Callable[[HttpRequest], HttpResponseBase]


class ActorOfRequest:
    """Runs each request as the person who is signed in, or as a stranger."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; the plain page for outages where the database cannot say who it is."""
        try:
            actor = actor_of(request)
        except (OperationalError, InterfaceError):
            log.exception("the database does not answer")
            return errors.bare(request, errors.UNDER_MAINTENANCE)
        with acting(actor, f"web {client_address(request)}"):
            return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor:
    """Return who acts in ``request``."""
    user = request.user
    return actor_for(user) if user.is_authenticated else STRANGER


def actor_for(user: User) -> Actor:
    """Return an account as the record names it: its number, name and unit of today."""
    unit = user.person.unit.name_hant if user.person is not None else ""
    return Actor(str(user.pk), user.name, unit)
