"""Pages about deputies: who acts for whom, naming one, ending it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chuangcheng.domain.errors import Refused, describe
from chuangcheng.foundation.accounts.forms.refusals import show_refusal
from chuangcheng.foundation.accounts.forms.roles import NameDeputy
from chuangcheng.foundation.accounts.models import Deputy, User
from chuangcheng.foundation.accounts.permissions import NAME_DEPUTIES
from chuangcheng.foundation.accounts.queries import grants as held
from chuangcheng.foundation.accounts.queries.requests import person_of
from chuangcheng.foundation.accounts.services.deputies import end_deputy, name_deputy
from chuangcheng.foundation.accounts.views.roles import ROWS, found_account
from chuangcheng.foundation.shell.access import allows, reaches, require, signed_in
from chuangcheng.foundation.shell.services import once


@signed_in
@require_safe
def deputies(request: HttpRequest) -> HttpResponse:
    """Show who acts for whom: one's own, and those one may name deputies for."""
    user = person_of(request)
    rows = held.deputisings(reaches(request, NAME_DEPUTIES.name), user)
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(named, _may_end(request, user, named)) for named in page],
        "may_name": bool(held.held_now(user)),
        "may_name_for_others": allows(request, NAME_DEPUTIES.name),
    }
    return render(request, "accounts/deputies.html", context)


def _may_end(request: HttpRequest, user: User, named: Deputy) -> bool:
    if named.state == Deputy.State.ENDED:
        return False
    own = user.pk in {named.principal_id, named.deputy_id}
    return own or allows(request, NAME_DEPUTIES.name, named.principal)


@require(NAME_DEPUTIES.name)
@require_safe
def choose_principal(request: HttpRequest) -> HttpResponse:
    """Find the account that a deputy is to be named for."""
    words = request.GET.get("q", "").strip()
    rows = held.accounts(reaches(request, NAME_DEPUTIES.name), words)
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    return render(request, "accounts/choose_principal.html", {"words": words, "page": page})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def name_own(request: HttpRequest) -> HttpResponse:
    """Name one's own deputy."""
    return _name(request, person_of(request))


@require(NAME_DEPUTIES.name, found_account)
@require_http_methods(["GET", "HEAD", "POST"])
def name_for(request: HttpRequest, account: int) -> HttpResponse:  # noqa: ARG001 - the mark has found it
    """Name a deputy for somebody else."""
    return _name(request, request.thing)  # type: ignore[attr-defined]  # the mark's


def _name(request: HttpRequest, principal: User) -> HttpResponse:
    form = NameDeputy(request.POST or None, principal=principal)

    def named() -> str:
        name_deputy(form.leave(), person_of(request))
        return reverse("accounts:deputies")

    if form.is_valid():
        try:
            target = once(request, named)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The deputy has been named."))
            return redirect(target or "accounts:deputies")
    own = principal.pk == person_of(request).pk
    context = {"form": form, "principal": principal, "own": own, "held": held.held_now(principal)}
    return render(request, "accounts/name_deputy.html", context)


@signed_in
@require_POST
def end(request: HttpRequest, deputising: int) -> HttpResponse:
    """End a deputising; it must be one's own, or of somebody one may name deputies for."""
    named = held.find_deputising(deputising)
    if named is None or not _may_end(request, person_of(request), named):
        raise Http404
    try:
        end_deputy(named, person_of(request))
    except Refused as refused:
        messages.error(request, "\n".join(describe(fault, gettext) for fault in refused.faults))
    else:
        messages.success(request, gettext("The deputising has ended."))
    return redirect("accounts:deputies")
