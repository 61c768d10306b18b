"""Making accounts, closing and opening them."""

from django.db import transaction

from chuangcheng.domain.errors import Fault, Refused
from chuangcheng.foundation.accounts.faults import accounts as faults
from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.accounts.services.links import withdraw_links
from chuangcheng.foundation.accounts.services.separation import keep_one_security_administrator
from chuangcheng.foundation.accounts.services.sessions import end_sessions
from chuangcheng.foundation.accounts.services.signing_in import target_of
from chuangcheng.foundation.audit.actors import current_actor
from chuangcheng.foundation.audit.services import masked, record
from chuangcheng.foundation.orgs.models import Person


@transaction.atomic
def create_account(
    *,
    username: str,
    name: str,
    email: str = "",
    person: Person | None = None,
    demonstration: bool = False,
) -> User | Fault:
    """Make an account without a password; its person sets one by a link.

    Refused where the sign-in name is taken, in any case of letters, or the person has an account.
    """
    if User.objects.filter(username__iexact=username).exists():
        return Fault(faults.NAME_TAKEN, params={"name": username})
    if person is not None and User.objects.filter(person=person).exists():
        return Fault(faults.HAS_ACCOUNT, params={"name": person.name})
    account = User(
        username=username,
        name=name,
        email=email,
        person=person,
        is_demonstration=demonstration,
    )
    account.set_unusable_password()
    account.save(force_insert=True)
    changes = {"username": ["", username], "email": ["", masked(email)]}
    record("accounts.create", target_of(account), changes=changes)
    return account


@transaction.atomic
def close_account(account: User, reason: str) -> Fault | None:
    """Let nobody sign in with the account any more: its sessions end, its links stop working."""
    if current_actor().id == str(account.pk):
        return Fault(faults.ONESELF)
    try:
        keep_one_security_administrator(account)
    except Refused as refused:
        return refused.faults[0]
    if User.objects.filter(pk=account.pk, is_active=True).update(is_active=False):
        account.is_active = False
        end_sessions(account, quietly=True)
        withdraw_links(account)
        changes = {"is_active": [True, False]}
        record("accounts.close", target_of(account), changes=changes, reason=reason)
    return None


@transaction.atomic
def open_account(account: User) -> None:
    """Let people sign in with the account again, with the password it had."""
    if User.objects.filter(pk=account.pk, is_active=False).update(is_active=True):
        account.is_active = True
        record("accounts.open", target_of(account), changes={"is_active": [False, True]})
