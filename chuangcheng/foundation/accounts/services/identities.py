"""Accounts of people elsewhere (OpenID Connect, DingTalk, Feishu, WeCom) that let them in here."""

from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction

from chuangcheng.domain.errors import Fault
from chuangcheng.foundation.accounts.faults import accounts as faults
from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.accounts.services.signing_in import target_of
from chuangcheng.foundation.audit.services import masked, record


def link_identity(account: User, way: str, identifier: str) -> Fault | None:
    """Let whoever has ``identifier`` at ``way`` sign in with the account.

    Refused where the identifier belongs to another account; the same again changes nothing.
    """
    try:
        with transaction.atomic():
            row, made = SocialAccount._default_manager.get_or_create(
                provider=way, uid=identifier, defaults={"user": account}
            )
            if row.user != account:
                return Fault(faults.IDENTITY_TAKEN)
            if made:
                note_linked(account, way, identifier)
    except IntegrityError:
        return Fault(faults.IDENTITY_TAKEN)
    return None


@transaction.atomic
def note_linked(account: User, way: str, identifier: str) -> None:
    """Record that an identity was linked."""
    changes = {"way": way, "identifier": masked(identifier)}
    record("accounts.identity_linked", target_of(account), changes=changes)


@transaction.atomic
def unlink_identity(account: User, number: int) -> bool:
    """Take an identity away from the account; False where it has no such one."""
    row = SocialAccount._default_manager.filter(user=account, pk=number).first()
    if row is None:
        return False
    row.delete()
    changes = {"way": row.provider, "identifier": masked(row.uid)}
    record("accounts.identity_unlinked", target_of(account), changes=changes)
    return True
