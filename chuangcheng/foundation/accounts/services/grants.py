"""Giving roles and ending them."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from chuangcheng.foundation.accounts.faults import roles as faults
from chuangcheng.foundation.accounts.matrix import ADMINISTRATORS, GIVES
from chuangcheng.foundation.accounts.models import Grant, Role, User
from chuangcheng.foundation.accounts.permissions import GIVE_ROLES
from chuangcheng.foundation.accounts.services.refusing import refusal
from chuangcheng.foundation.accounts.services.separation import (
    SECURITY,
    is_same_person,
    keep_apart,
    keep_one_security_administrator,
)
from chuangcheng.foundation.audit.actors import current_actor
from chuangcheng.foundation.audit.services import Target, record
from chuangcheng.foundation.orgs.models import Subject, Unit
from chuangcheng.foundation.shell.access import Scope

GIVEN: Final = "accounts.grant.give"
ENDED: Final = "accounts.grant.end"


@dataclass(frozen=True, slots=True)
class Wish:
    """A role to be given: to whom, for which subject or unit, from when and until when."""

    user: User
    role: str
    subject: Subject | None = None
    unit: Unit | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    reason: str = ""

    def scope(self) -> Scope:
        """Return how far the role will reach."""
        if self.unit is not None:
            return self.unit.scope()
        return Scope(str(self.subject.pk)) if self.subject else Scope()

    @property
    def place(self) -> str:
        """How the record and refusals call where it is held."""
        return str(self.unit or self.subject or "") or "—"


@transaction.atomic
def give_role(wish: Wish, giver: User | None) -> Grant:
    """Give a role and record it; raises Refused with the reason.

    ``giver`` is the account that gives it, whose rights are looked at; None at the console of the
    machine, which has every right except to unite what must stay apart.
    """
    today = timezone.localdate()
    valid_from = wish.valid_from or today
    _check_place(wish)
    _check_period(valid_from, wish.valid_to, today)
    if not wish.user.is_active or (wish.user.person and not wish.user.person.is_active):
        raise refusal(faults.ACCOUNT_LOCKED, "user", name=wish.user.name)
    if giver is not None:
        check_may_give(giver, wish.user, wish.role, wish.scope(), wish.place)
    keep_apart(wish.user, wish.role, valid_from, wish.valid_to)
    _check_not_held(wish, valid_from)
    actor = current_actor()
    grant = Grant.objects.create(
        user=wish.user,
        role=wish.role,
        subject=None if wish.unit else wish.subject,
        unit=wish.unit,
        post=_post(wish),
        valid_from=valid_from,
        valid_to=wish.valid_to,
        reason=wish.reason,
        granted_by=actor.id,
        granted_by_name=actor.name,
    )
    changes = {
        "role": [None, wish.role],
        "place": [None, wish.place],
        "valid_from": [None, valid_from.isoformat()],
        "valid_to": [None, wish.valid_to.isoformat() if wish.valid_to else None],
    }
    record(GIVEN, target_of(grant), changes=changes, reason=wish.reason)
    return grant


@transaction.atomic
def end_grant(grant: Grant, ender: User, reason: str = "") -> None:
    """End a role now, before its last day, and record it; raises Refused with the reason."""
    held = Grant.objects.select_for_update().get(pk=grant.pk)
    if is_over(held):
        raise refusal(faults.ENDED)
    check_may_give(ender, held.user, held.role, held.scope(), place_of(held))
    if held.role == SECURITY:
        keep_one_security_administrator(held.user)
    close(held, reason)


def end_all(grants: QuerySet[Grant], reason: str) -> int:
    """End grants because of something else that happened; return how many.

    For receivers: nobody's rights are looked at. Call it inside a transaction.
    """
    found = list(grants.filter(ended_at__isnull=True).select_for_update(of=("self",)))
    for grant in found:
        close(grant, reason)
    return len(found)


def close(grant: Grant, reason: str) -> None:
    """Write the end of a grant and record it."""
    grant.ended_at = timezone.now()
    grant.ended_by_name = current_actor().name
    grant.end_reason = reason[:200]
    grant.save(update_fields=("ended_at", "ended_by_name", "end_reason"))
    changes = {"role": [grant.role, None], "place": [place_of(grant), None]}
    record(ENDED, target_of(grant), changes=changes, reason=reason)


def target_of(grant: Grant) -> Target:
    """Return what the record says a grant is about: the account, in the subject it holds for."""
    return Target(
        "accounts.user", str(grant.user_id), grant.user.name, subject=grant.scope().subject
    )


def place_of(grant: Grant) -> str:
    """Return what a grant is held for, as the record writes it."""
    return str(grant.unit or grant.subject or "—")


def is_over(grant: Grant) -> bool:
    """Tell whether a grant has ended, by hand or by its last day."""
    past = grant.valid_to is not None and grant.valid_to < timezone.localdate()
    return grant.ended_at is not None or past


def check_may_give(giver: User, user: User, role: str, scope: Scope, place: str) -> None:
    """Refuse who may not give or end ``role`` there, and everybody who would do it to themselves.

    A deputy counts as the principal too: neither may give a role to either.
    """
    for holding in giver.holdings.held:
        reach = holding.reach(GIVE_ROLES.name)
        if reach is None or not reach.covers(scope) or role not in GIVES.get(holding.role, ()):
            continue
        if holding.account == user.pk or is_same_person(giver, user):
            raise refusal(faults.TO_YOURSELF, "user")
        if reach.subject and (user.person is None or not reach.covers(user.person.scope())):
            raise refusal(faults.NOT_YOUR_PERSON, "user", name=user.name)
        giver.act_under(GIVE_ROLES.name, scope)
        return
    raise refusal(faults.NOT_YOURS, "role", role=Role(role).label, place=place)


def _check_place(wish: Wish) -> None:
    if wish.role in ADMINISTRATORS:
        if wish.unit is not None or wish.subject is not None:
            raise refusal(faults.NO_PLACE_WANTED, "unit", role=Role(wish.role).label)
        return
    if wish.unit is None and wish.subject is None:
        raise refusal(faults.NO_PLACE, "unit", role=Role(wish.role).label)
    if wish.unit is not None and wish.unit.status != Unit.Status.ACTIVE:
        raise refusal(faults.UNIT_ENDED, "unit", name=wish.unit)


def _check_period(valid_from: date, valid_to: date | None, today: date) -> None:
    if valid_from < today:
        raise refusal(faults.BACKDATED, "valid_from")
    if valid_to is not None and valid_to < valid_from:
        raise refusal(faults.PERIOD, "valid_to")


def _check_not_held(wish: Wish, valid_from: date) -> None:
    overlapping = Grant.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from),
        user=wish.user,
        role=wish.role,
        unit=wish.unit,
        subject=None if wish.unit else wish.subject,
        ended_at__isnull=True,
    )
    if wish.valid_to is not None:
        overlapping = overlapping.filter(valid_from__lte=wish.valid_to)
    if overlapping.exists():
        words = {"name": wish.user.name, "role": Role(wish.role).label, "place": wish.place}
        raise refusal(faults.HELD_ALREADY, "role", **words)


def _post(wish: Wish) -> Unit | None:
    """Return the unit the person works at; administrators hold their role whatever their unit."""
    if wish.role in ADMINISTRATORS or wish.user.person is None:
        return None
    return wish.user.person.unit
