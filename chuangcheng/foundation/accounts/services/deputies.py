"""Naming deputies for a leave, and ending it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from chuangcheng.foundation.accounts.faults import roles as faults
from chuangcheng.foundation.accounts.matrix import ADMINISTRATORS, GIVES
from chuangcheng.foundation.accounts.models import Deputy, Grant, User
from chuangcheng.foundation.accounts.models.grants import in_force
from chuangcheng.foundation.accounts.permissions import NAME_DEPUTIES
from chuangcheng.foundation.accounts.services.refusing import refusal
from chuangcheng.foundation.accounts.services.separation import is_same_person
from chuangcheng.foundation.audit.actors import current_actor
from chuangcheng.foundation.audit.services import Target, record

NAMED: Final = "accounts.deputy.name"
ENDED: Final = "accounts.deputy.end"
LONGEST_DAYS: Final = 186
"""Days that a deputy is named for at most: half a year."""
_NO_DEPUTIES: Final = frozenset({"security_admin", "audit_admin"})


@dataclass(frozen=True, slots=True)
class Leave:
    """Somebody is away: who, who acts for them, from when until when."""

    principal: User
    deputy: User
    valid_from: date
    valid_to: date
    reason: str = ""


@transaction.atomic
def name_deputy(leave: Leave, namer: User) -> Deputy:
    """Let ``deputy`` act for ``principal`` for the time of the leave, and record it.

    Named by the principal, or by who may name deputies for them. Raises Refused with the reason.
    """
    roles = _check_roles(leave)
    if namer.pk != leave.principal.pk:
        _check_namer(namer, leave, roles)
    _check_people(leave)
    _check_period(leave)
    named = Deputy.objects.create(
        principal=leave.principal,
        deputy=leave.deputy,
        post=leave.deputy.person.unit if leave.deputy.person else None,
        valid_from=leave.valid_from,
        valid_to=leave.valid_to,
        reason=leave.reason,
        named_by_name=current_actor().name,
    )
    changes = {
        "deputy": [None, leave.deputy.name],
        "valid_from": [None, leave.valid_from.isoformat()],
        "valid_to": [None, leave.valid_to.isoformat()],
    }
    record(NAMED, target_of(named), changes=changes, reason=leave.reason)
    return named


@transaction.atomic
def end_deputy(named: Deputy, ender: User) -> None:
    """End a deputising now; the principal, the deputy and who may name deputies can do it."""
    held = Deputy.objects.select_for_update().get(pk=named.pk)
    if held.ended_at is not None or held.valid_to < timezone.localdate():
        raise refusal(faults.ENDED)
    if ender.pk not in {held.principal_id, held.deputy_id}:
        _check_may_name(ender, held.principal)
    close(held)


def end_all(deputisings: QuerySet[Deputy], reason: str) -> int:
    """End deputisings because of something else that happened; return how many."""
    found = list(deputisings.filter(ended_at__isnull=True).select_for_update(of=("self",)))
    for held in found:
        close(held, reason)
    return len(found)


def close(held: Deputy, reason: str = "") -> None:
    """Write the end of a deputising and record it."""
    held.ended_at = timezone.now()
    held.ended_by_name = current_actor().name
    held.save(update_fields=("ended_at", "ended_by_name"))
    record(ENDED, target_of(held), changes={"deputy": [held.deputy.name, None]}, reason=reason)


def target_of(held: Deputy) -> Target:
    """Return what the record says a deputising is about: the account of who is away."""
    person = held.principal.person
    subject = person.scope().subject if person else ""
    return Target("accounts.user", str(held.principal_id), held.principal.name, subject=subject)


def _check_roles(leave: Leave) -> set[str]:
    """Return the roles a deputy would take over; refuse where there are none."""
    held = Grant.objects.filter(in_force(), user=leave.principal).values_list("role", flat=True)
    roles = set(held) - set(ADMINISTRATORS)
    if not roles:
        raise refusal(faults.DEPUTY_NOTHING, "principal", name=leave.principal.name)
    return roles


def _check_namer(namer: User, leave: Leave, roles: set[str]) -> None:
    """Who names for others neither names themselves, nor hands on what they could not give."""
    _check_may_name(namer, leave.principal)
    if is_same_person(namer, leave.deputy):
        raise refusal(faults.DEPUTY_YOU, "deputy")
    gives = {role for holder in namer.holdings.roles() for role in GIVES.get(holder, ())}
    if not roles <= gives:
        raise refusal(faults.DEPUTY_BEYOND, "principal", name=leave.principal.name)


def _check_may_name(namer: User, principal: User) -> None:
    thing = principal.person
    if thing is None or not namer.has_perm(NAME_DEPUTIES.name, thing):
        raise refusal(faults.NOT_YOUR_PERSON, "principal", name=principal.name)
    namer.act_under(NAME_DEPUTIES.name, thing)


def _check_people(leave: Leave) -> None:
    principal, deputy = leave.principal, leave.deputy
    if is_same_person(principal, deputy):
        raise refusal(faults.DEPUTY_SELF, "deputy")
    if not deputy.is_active or (deputy.person and not deputy.person.is_active):
        raise refusal(faults.ACCOUNT_LOCKED, "deputy", name=deputy.name)
    subjects = {one.person.unit.subject_id for one in (principal, deputy) if one.person}
    if len(subjects) > 1:
        raise refusal(faults.DEPUTY_ELSEWHERE, "deputy", name=deputy.name)
    held = Grant.objects.filter(user=deputy, ended_at__isnull=True, role__in=_NO_DEPUTIES)
    if held.exclude(valid_to__lt=leave.valid_from).exists():
        raise refusal(faults.DEPUTY_ADMIN, "deputy", name=deputy.name)


def _check_period(leave: Leave) -> None:
    today = timezone.localdate()
    if leave.valid_from < today:
        raise refusal(faults.BACKDATED, "valid_from")
    if leave.valid_to < leave.valid_from:
        raise refusal(faults.PERIOD, "valid_to")
    if leave.valid_to - leave.valid_from > timedelta(days=LONGEST_DAYS):
        raise refusal(faults.DEPUTY_LONG, "valid_to", days=LONGEST_DAYS)
    already = Deputy.objects.filter(
        principal=leave.principal,
        deputy=leave.deputy,
        ended_at__isnull=True,
        valid_from__lte=leave.valid_to,
        valid_to__gte=leave.valid_from,
    )
    if already.exists():
        words = {"name": leave.deputy.name, "principal": leave.principal.name}
        raise refusal(faults.DEPUTY_ALREADY, "deputy", **words)
