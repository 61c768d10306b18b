"""Pages about roles: who holds what, giving one, ending one, what each may do."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from chuangcheng.domain.errors import Refused
from chuangcheng.foundation.accounts.forms.refusals import show_refusal
from chuangcheng.foundation.accounts.forms.roles import EndRole, GiveRole
from chuangcheng.foundation.accounts.models import Grant, Role, User
from chuangcheng.foundation.accounts.permissions import GIVE_ROLES, READ_GRANTS, READ_MATRIX
from chuangcheng.foundation.accounts.queries import grants as held
from chuangcheng.foundation.accounts.queries.permissions import permission_groups
from chuangcheng.foundation.accounts.queries.requests import person_of
from chuangcheng.foundation.accounts.services.grants import end_grant, give_role
from chuangcheng.foundation.shell.access import allows, reaches, require
from chuangcheng.foundation.shell.services import once

ROWS = 50
LONGEST_NUMBER = 15
STATES = (_("Held now"), _("From a later day"), _("Ended"))


def found_account(request: HttpRequest, account: int) -> User:  # noqa: ARG001 - a mark hands it over
    """Return the account of an address; raise Http404 where there is none."""
    found = held.find_account(account)
    if found is None:
        raise Http404
    return found


def found_grant(request: HttpRequest, grant: int) -> Grant:  # noqa: ARG001 - a mark hands it over
    """Return the role held of an address; raise Http404 where there is none."""
    found = held.find_grant(grant)
    if found is None:
        raise Http404
    return found


def _wanted(asked: QueryDict) -> held.WantedGrants:
    account = asked.get("account", "")
    return held.WantedGrants(
        asked.get("q", "").strip(),
        asked.get("role", ""),
        next((one for one in held.STATES if one == asked.get("state")), "now"),
        int(account) if account.isdecimal() and len(account) <= LONGEST_NUMBER else None,
    )


@require(READ_GRANTS.name)
@require_safe
def grants(request: HttpRequest) -> HttpResponse:
    """List who holds which role where and until when: now, later, or once."""
    wanted = _wanted(request.GET)
    rows = held.grants(reaches(request, READ_GRANTS.name), wanted)
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    giver, over = person_of(request), wanted.state == "ended"
    context = {
        "wanted": wanted,
        "states": zip(held.STATES, STATES, strict=True),
        "roles": Role.choices,
        "page": page,
        "rows": [(grant, not over and held.may_end(giver, grant)) for grant in page],
        "may_give": allows(request, GIVE_ROLES.name),
        "account": held.find_account(wanted.user) if wanted.user else None,
    }
    return render(request, "accounts/grants.html", context)


@require(GIVE_ROLES.name)
@require_safe
def choose_account(request: HttpRequest) -> HttpResponse:
    """Find the account that a role is to be given to."""
    words = request.GET.get("q", "").strip()
    rows = held.accounts(reaches(request, GIVE_ROLES.name), words)
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    return render(request, "accounts/choose_account.html", {"words": words, "page": page})


@require(GIVE_ROLES.name, found_account)
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, account: int) -> HttpResponse:  # noqa: ARG001 - the mark has found it
    """Give an account a role."""
    user: User = request.thing  # type: ignore[attr-defined]  # the mark's
    giver = person_of(request)
    form = GiveRole(request.POST or None, giver=giver, user=user)

    def given() -> str:
        give_role(form.wish(), giver)
        return reverse("accounts:grants") + f"?account={user.pk}"

    if form.is_valid():
        try:
            target = once(request, given)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The role has been given."))
            return redirect(target or "accounts:grants")
    context = {"form": form, "account": user, "held": held.held_now(user)}
    return render(request, "accounts/give_role.html", context)


@require(GIVE_ROLES.name, found_grant)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, grant: int) -> HttpResponse:  # noqa: ARG001 - the mark has found it
    """End a role before its last day."""
    ending: Grant = request.thing  # type: ignore[attr-defined]  # the mark's
    form = EndRole(request.POST or None)
    if form.is_valid():
        try:
            end_grant(ending, person_of(request), form.cleaned_data["reason"])
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The role has ended."))
            return redirect(reverse("accounts:grants") + f"?account={ending.user_id}")
    return render(request, "accounts/end_role.html", {"form": form, "grant": ending})


@require(READ_MATRIX.name)
@require_safe
def permissions(request: HttpRequest) -> HttpResponse:
    """Show what each role may do, or what one may."""
    role = request.GET.get("role", "")
    chosen = role if role in Role.values else ""
    context = {"groups": permission_groups(chosen), "roles": Role.choices, "chosen": chosen}
    return render(request, "accounts/permissions.html", context)
