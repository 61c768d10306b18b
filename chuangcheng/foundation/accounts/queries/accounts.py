"""Accounts as their administrators see them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet
from django.utils import timezone

from chuangcheng.domain.text import searchable
from chuangcheng.foundation.accounts.matrix import ADMINISTRATORS, GIVES
from chuangcheng.foundation.accounts.models import Deputy, Grant, Link, User
from chuangcheng.foundation.accounts.models.grants import Holding
from chuangcheng.foundation.accounts.permissions import INVITE
from chuangcheng.foundation.accounts.queries.locks import locked_among
from chuangcheng.foundation.orgs.models import Person
from chuangcheng.foundation.orgs.queries import within
from chuangcheng.foundation.shell.access import Scope

State = Literal["all", "open", "invited", "locked", "closed"]
STATES: Final[tuple[State, ...]] = ("all", "open", "invited", "locked", "closed")
INVITED: Final = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
MOST_PEOPLE: Final = 30
PARTS: Final = ("name", "username", "person__search", "person__unit__search")


@dataclass(frozen=True, slots=True)
class Row:
    """An account and the state it is in."""

    account: User
    state: State


def accounts(scopes: Iterable[Scope], words: str = "", state: State = "all") -> "QuerySet[User]":
    """Return the accounts inside ``scopes`` that fit."""
    condition = within(tuple(scopes), "person__unit__", person="person")
    for word in searchable(words).split():
        condition &= (
            Q(name__icontains=word)
            | Q(username__icontains=word)
            | Q(person__search__contains=word)
            | Q(person__unit__search__contains=word)
        )
    rows = User.objects.for_requests().filter(condition)
    if state == "closed":
        rows = rows.filter(is_active=False)
    elif state == "invited":
        rows = rows.filter(INVITED, is_active=True)
    elif state == "open":
        rows = rows.filter(~INVITED, is_active=True)
    elif state == "locked":
        rows = rows.filter(pk__in=locked_among(User.objects.filter(condition)))
    return rows.order_by("person__unit__position", "person__unit__code", "name", "pk")


def rows_of(page: Iterable[User]) -> list[Row]:
    """Return the accounts of a page with their states; one question for all."""
    listed = list(page)
    locked = locked_among(listed)
    return [Row(account, state_of(account, locked=account.pk in locked)) for account in listed]


def state_of(account: User, *, locked: bool) -> State:
    """Return the state of an account; the first that holds of closed, locked, invited, open."""
    if not account.is_active:
        return "closed"
    if locked:
        return "locked"
    return "open" if account.has_usable_password() else "invited"


def people_without(scopes: Iterable[Scope], words: str) -> list[Person]:
    """Return people in office inside ``scopes`` who have no account yet, the first thirty."""
    condition = within(tuple(scopes), "unit__", person="pk")
    for word in searchable(words).split():
        condition &= Q(search__contains=word) | Q(unit__search__contains=word)
    rows = Person.objects.filter(condition, account__isnull=True, is_active=True)
    found = rows.select_related("unit").order_by("unit__position", "unit__code", "name", "pk")
    return list(found[:MOST_PEOPLE])


def find_person(number: int) -> Person | None:
    """Return a person with their unit."""
    return Person.objects.select_related("unit__subject").filter(pk=number).first()


def find_account(number: int) -> User | None:
    """Return an account with person, unit and second step."""
    return User.objects.for_requests().filter(pk=number).first()


def last_link(account: User) -> Link | None:
    """Return the newest link of an account."""
    return Link.objects.filter(account=account).first()


def may_set_password(maker: User, account: User) -> bool:
    """Tell whether ``maker`` may hand out a link for an account.

    Whoever sets somebody's password could act as them. So the right to invite must reach the
    account and each role it holds, will hold, or exercises for somebody on leave; and they must be
    roles that ``maker`` could give or holds too: else the office would become, by a reset that it
    sees itself, the approver whom it may not appoint.
    """
    holdings = maker.holdings.held if maker.is_active else ()
    wanted = [(account.scope(), ""), *((one.scope(), one.role) for one in _ever_held(account))]
    return all(any(_reaches(one, place, role) for one in holdings) for place, role in wanted)


def _ever_held(account: User) -> "QuerySet[Grant]":
    """Return the roles an account holds or exercises for others, today or on a later day."""
    today = timezone.localdate()
    leaves = Deputy.objects.filter(deputy=account, ended_at__isnull=True, valid_to__gte=today)
    theirs = Q(user__in=leaves.values("principal")) & ~Q(role__in=ADMINISTRATORS)
    open_ended = Q(valid_to__isnull=True) | Q(valid_to__gte=today)
    rows = Grant.objects.filter(Q(user=account) | theirs, open_ended, ended_at__isnull=True)
    return rows.select_related("unit", "subject")


def _reaches(holding: Holding, place: Scope, role: str) -> bool:
    reach = holding.reach(INVITE.name)
    if reach is None or not reach.covers(place):
        return False
    return reach == Scope() or role in {"", holding.role, *GIVES.get(holding.role, ())}
