"""The page of a form that changes something, from opening it to the page it leads to."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import FieldDoesNotExist
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext

from chuangcheng.domain.errors import Refused
from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.orgs.forms import ActionForm
from chuangcheng.foundation.orgs.registry import FIELDS
from chuangcheng.foundation.orgs.services import Stale
from chuangcheng.foundation.shell.services import once

Crumb = tuple[str, str]
"""A label and an address."""


@dataclass(frozen=True, slots=True)
class Page:
    """What stands around the form.

    ``heading`` names the verb and the thing, ``lead`` says what happens, ``button`` what pressing
    it does, ``done`` what is said afterwards. ``back`` is the way out; ``crumbs`` the pages above.
    """

    heading: str
    button: str
    done: str
    back: str
    lead: str = ""
    crumbs: tuple[Crumb, ...] = ()
    danger: bool = False
    template: str = "orgs/form.html"
    context: dict[str, Any] = field(default_factory=dict)


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what a form is filled with: nothing while it is only opened."""
    return request.POST if request.method == "POST" else None


def act(
    request: HttpRequest, form: ActionForm, do: Callable[[dict[str, Any]], str], page: Page
) -> HttpResponse:
    """Show the form, or do what it says, once; ``do`` returns the address to show then."""
    if request.method == "POST" and form.is_valid():
        try:
            location = once(request, lambda: do(form.cleaned_data))
        except Refused as refused:
            form.take(refused)
        else:
            messages.success(request, page.done)
            return HttpResponseRedirect(location or page.back)
    meanwhile = told(form.meanwhile) if form.meanwhile else ()
    context = {"form": form, "page": page, "meanwhile": meanwhile, **page.context}
    return render(request, page.template, context)


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """One change by somebody else: who, when, and ``(field, before, after)`` of what."""

    event: Event
    changes: tuple[tuple[str, Any, Any], ...]


def told(stale: Stale) -> tuple[Meanwhile, ...]:
    """Return what others did, for a person to read; the newest first."""
    return tuple(Meanwhile(event, changes_of(event, stale)) for event in stale.meanwhile)


def changes_of(event: Event, stale: Stale) -> tuple[tuple[str, Any, Any], ...]:
    """Return the changes of an event under the names of the fields."""
    found = []
    for name, pair in dict(event.changes).items():
        try:
            label = str(stale.current._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # own fields only
        except FieldDoesNotExist:
            label = gettext(FIELDS.get(name, name))
        if isinstance(pair, list) and len(pair) == 2:
            found.append((capfirst(label), pair[0], pair[1]))
    return tuple(found)
