"""How the chain stands, and a check of it."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from chuangcheng.domain.errors import Fault, describe_message, describe_remedy
from chuangcheng.foundation.audit import permissions, queries, services
from chuangcheng.foundation.audit.queries.verification import UNSEALED_LIMIT
from chuangcheng.foundation.shell.access import allows, require

MOST_WHILE_WAITING: Final = 500_000
"""Sealed events up to which the page itself checks; a longer chain is for the command line."""


@require_safe
@require(permissions.READ_CHAIN.name)
def chain(request: HttpRequest) -> HttpResponse:
    """Show the last seal, what waits for the next, and the last check."""
    return render(request, "audit/chain.html", _state(request))


@require_POST
@require(permissions.VERIFY_CHAIN.name)
def check(request: HttpRequest) -> HttpResponse:
    """Check the whole chain now and show what was found."""
    shown = _state(request)
    if shown["is_long"]:
        return render(request, "audit/chain.html", shown)
    found = services.verify_and_record()
    said = {
        name: [(describe_message(one, gettext), _remedy(one)) for one in faults]
        for name, faults in (
            ("faults", found.faults),
            ("warnings", found.warnings),
            ("notes", found.notes),
        )
    }
    return render(request, "audit/chain.html", _state(request) | said | {"check": found})


def _remedy(fault: Fault) -> str:
    return describe_remedy(fault, gettext) if fault.sentence.remedy else ""


def _state(request: HttpRequest) -> dict[str, object]:
    state = queries.state_of_chain()
    last, oldest = state.last_seal, state.oldest_unsealed
    return {
        "state": state,
        "waits_too_long": oldest is not None and oldest < timezone.now() - UNSEALED_LIMIT,
        "head_is_known": state.head is not None and last and state.head.number >= last.number,
        "is_long": bool(last and last.last > MOST_WHILE_WAITING),
        "may_check": allows(request, permissions.VERIFY_CHAIN.name),
        "may_read": allows(request, permissions.READ_EVENTS.name),
        "months": settings.AUDIT_KEEP_MONTHS,
        "heads_file": settings.AUDIT_HEADS_FILE.name,
    }
