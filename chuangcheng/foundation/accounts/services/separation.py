"""System, security and audit are three persons, and who gives roles does not exercise them."""

from datetime import date
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet

from chuangcheng.foundation.accounts.faults import roles as faults
from chuangcheng.foundation.accounts.matrix import ADMINISTRATORS
from chuangcheng.foundation.accounts.models import Grant, Role, User
from chuangcheng.foundation.accounts.services.refusing import refusal

SECURITY: Final = "security_admin"


def accounts_of_the_same_person(user: User) -> QuerySet[User]:
    """Return the account and every other that is the same natural person's, as far as we know.

    Two accounts are one person's if they point to the same person or share an e-mail address.
    """
    same = Q(pk=user.pk)
    if user.person_id:
        same |= Q(person=user.person_id)
    if user.email:
        same |= Q(email__iexact=user.email)
    return User.objects.filter(same)


def is_same_person(one: User, other: User) -> bool:
    """Tell whether two accounts are one natural person's, as far as we know."""
    return accounts_of_the_same_person(one).filter(pk=other.pk).exists()


def keep_apart(user: User, role: str, valid_from: date, valid_to: date | None) -> None:
    """Refuse a role that would unite in one person what must stay apart, at any time.

    Called inside the transaction that gives the role: the accounts are locked until it ends. In
    the demonstration one person may try everything.
    """
    if settings.DEMO:
        return
    accounts = [one.pk for one in accounts_of_the_same_person(user).select_for_update()]
    others = _roles(accounts, valid_from, valid_to) - {role}
    _refuse_together(user, role, others)


def _refuse_together(user: User, role: str, others: set[str]) -> None:
    if role in ADMINISTRATORS:
        clash = next((other for other in ADMINISTRATORS if other in others), None)
        if clash is not None:
            raise refusal(faults.SEPARATE, "user", name=user.name, other=Role(clash).label)
    if others and SECURITY in {role, *others}:
        raise refusal(faults.SECURITY_ONLY, "user", name=user.name)


def _roles(accounts: list[int], valid_from: date, valid_to: date | None) -> set[str]:
    """Return the roles that any of the accounts holds at any time of the period."""
    found = Grant.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from),
        user__in=accounts,
        ended_at__isnull=True,
    )
    if valid_to is not None:
        found = found.filter(valid_from__lte=valid_to)
    return set(found.values_list("role", flat=True))


def keep_one_security_administrator(user: User) -> None:
    """Refuse what would leave the installation without a security administrator who may sign in.

    ``user`` is who is about to lose the role, the account or the office.
    """
    from chuangcheng.foundation.accounts.models.grants import in_force

    # Locked all together, so that the last two cannot be removed at the same moment.
    holders = Grant.objects.select_for_update().filter(role=SECURITY, ended_at__isnull=True)
    held = [grant.pk for grant in holders]
    in_office = Grant.objects.filter(in_force(), pk__in=held)
    if (
        in_office.filter(user=user).exists()
        and not in_office.exclude(user=user).filter(valid_to__isnull=True).exists()
    ):
        raise refusal(faults.LAST_SECURITY, name=user.name)
