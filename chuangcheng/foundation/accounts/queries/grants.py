"""Who holds which role: lists for administrators, and what somebody holds themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from django.db.models import Q, QuerySet
from django.utils import timezone

from chuangcheng.domain.text import searchable
from chuangcheng.foundation.accounts.matrix import ADMINISTRATORS, GIVES
from chuangcheng.foundation.accounts.models import Deputy, Grant, User
from chuangcheng.foundation.accounts.models.grants import deputising_today, in_force
from chuangcheng.foundation.accounts.permissions import GIVE_ROLES
from chuangcheng.foundation.orgs.models import Subject, Unit
from chuangcheng.foundation.orgs.queries import within
from chuangcheng.foundation.shell.access import Scope

State = Literal["now", "later", "ended"]
STATES: Final[tuple[State, ...]] = ("now", "later", "ended")
NEAR: Final = ("user__person__unit", "subject", "unit__subject", "post")


@dataclass(frozen=True, slots=True)
class WantedGrants:
    """What a list of roles held is narrowed to; empty parts narrow nothing."""

    words: str = ""
    role: str = ""
    state: State = "now"
    user: int | None = None


def grants(scopes: Iterable[Scope], wanted: WantedGrants) -> "QuerySet[Grant]":
    """Return the roles held inside ``scopes``, with account, person and place."""
    rows = Grant.objects.filter(_inside(scopes), _in_state(wanted.state), _words(wanted.words))
    if wanted.role:
        rows = rows.filter(role=wanted.role)
    if wanted.user is not None:
        rows = rows.filter(user=wanted.user)
    order = ("-ended_at", "-valid_to") if wanted.state == "ended" else ("role", "user__name")
    return rows.select_related(*NEAR).order_by(*order, "pk")


def _inside(scopes: Iterable[Scope]) -> Q:
    scopes = tuple(scopes)
    return within(scopes, "unit__") | Q(unit__isnull=True) & within(scopes, subject="subject")


def _in_state(state: State) -> Q:
    today = timezone.localdate()
    later = Q(valid_from__gt=today, ended_at__isnull=True)
    if state == "now":
        return in_force()
    # Whatever neither holds nor is still to come has ended, for whatever reason.
    return later if state == "later" else ~Q(pk__in=Grant.objects.filter(in_force())) & ~later


def _words(words: str) -> Q:
    condition = Q()
    for word in searchable(words).split():
        condition &= (
            Q(user__name__icontains=word)
            | Q(user__username__icontains=word)
            | Q(user__person__search__contains=word)
            | Q(unit__search__contains=word)
        )
    return condition


def find_grant(number: int) -> Grant | None:
    """Return the role held with this number, with account and place."""
    return Grant.objects.select_related(*NEAR).filter(pk=number).first()


def find_account(number: int) -> User | None:
    """Return the account with this number, with person, unit and subject."""
    return User.objects.select_related("person__unit__subject").filter(pk=number).first()


def roles_given_by(giver: User) -> tuple[str, ...]:
    """Return the roles that somebody may give anywhere, in the order of the matrix."""
    mine = [holding for holding in giver.holdings.held if holding.reach(GIVE_ROLES.name)]
    given = {role for holding in mine for role in GIVES.get(holding.role, ())}
    return tuple(role for role in GIVES["security_admin"] if role in given)


def may_end(giver: User, grant: Grant) -> bool:
    """Tell whether somebody may end a role held, as far as their right goes."""
    if grant.user_id == giver.pk:
        return False
    for holding in giver.holdings.held:
        reach = holding.reach(GIVE_ROLES.name)
        if reach and reach.covers(grant.scope()) and grant.role in GIVES.get(holding.role, ()):
            return True
    return False


def accounts(scopes: Iterable[Scope], words: str = "") -> "QuerySet[User]":
    """Return the accounts inside ``scopes`` that may sign in, with their roles of today."""
    condition = within(scopes, "person__unit__", person="person")
    for word in searchable(words).split():
        condition &= (
            Q(name__icontains=word)
            | Q(username__icontains=word)
            | Q(person__search__contains=word)
            | Q(person__unit__search__contains=word)
        )
    return (
        User.objects.filter(condition, is_active=True)
        .exclude(person__is_active=False)
        .select_related("person__unit__subject")
        .order_by("person__unit__position", "person__unit__code", "name", "pk")
    )


def subjects_within(scopes: Iterable[Scope]) -> "QuerySet[Subject]":
    """Return the subjects that a right reaches as a whole."""
    return Subject.objects.filter(within(scopes, subject="pk")).order_by("code")


def units_within(scopes: Iterable[Scope], subject: int | None = None) -> "QuerySet[Unit]":
    """Return the units at work inside ``scopes``, of one subject or of all."""
    rows = Unit.objects.filter(within(scopes), status=Unit.Status.ACTIVE)
    return rows.filter(subject=subject) if subject is not None else rows


# -- what somebody holds ---------------------------------------------------------------------------


def held_now(user: User) -> list[Grant]:
    """Return the roles somebody holds themselves today, with their places."""
    return list(Grant.objects.filter(in_force(), user=user).select_related("subject", "unit"))


def deputisings_now(user: User) -> list[Deputy]:
    """Return who acts for somebody and for whom they act, today and later, in one question."""
    rows = Deputy.objects.filter(Q(principal=user) | Q(deputy=user), ended_at__isnull=True)
    return list(
        rows.filter(valid_to__gte=timezone.localdate())
        .select_related("principal__person__unit", "deputy__person__unit")
        .order_by("valid_from", "pk")
    )


def deputisings(scopes: Iterable[Scope], user: User) -> "QuerySet[Deputy]":
    """Return all deputisings of somebody, and of the people inside ``scopes``, newest first."""
    mine = Q(principal=user) | Q(deputy=user)
    others = within(scopes, "principal__person__unit__", person="principal__person")
    return Deputy.objects.filter(mine | others).select_related(
        "principal__person__unit", "deputy__person__unit"
    )


def find_deputising(number: int) -> Deputy | None:
    """Return the deputising with this number, with both accounts."""
    near = ("principal__person__unit", "deputy__person__unit")
    return Deputy.objects.select_related(*near).filter(pk=number).first()


def acts_today(named: Deputy) -> bool:
    """Tell whether a deputising holds today."""
    return Deputy.objects.filter(deputising_today(), pk=named.pk).exists()


def could_deputise(principal: User) -> "QuerySet[User]":
    """Return the accounts of the same subject that may be named as a deputy."""
    rows = User.objects.filter(is_active=True).exclude(pk=principal.pk)
    rows = rows.exclude(person__is_active=False)
    if principal.person is not None:
        rows = rows.filter(person__unit__subject=principal.person.unit.subject_id)
    administrators = Grant.objects.filter(in_force(), role__in=ADMINISTRATORS).values("user")
    return (
        rows.exclude(pk__in=administrators)
        .select_related("person__unit")
        .order_by("person__unit__position", "person__unit__code", "name", "pk")
    )
