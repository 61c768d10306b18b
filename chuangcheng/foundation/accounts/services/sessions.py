"""Ending sessions."""

from django.db import transaction
from django.utils import timezone

from chuangcheng.foundation.accounts.models import Session, User
from chuangcheng.foundation.accounts.services.signing_in import target_of
from chuangcheng.foundation.audit.services import record


@transaction.atomic
def end_sessions(account: User, *, but: str | None = None, quietly: bool = False) -> int:
    """End the sessions of an account, except the one with the key ``but``; return how many.

    ``quietly`` where the record already hears of what ended them.
    """
    rows = Session.objects.filter(account=account).exclude(session_key=but or "")
    ended, _ = rows.delete()
    if ended and not quietly:
        record("accounts.sessions_ended", target_of(account), changes={"sessions": ended})
    return ended


@transaction.atomic
def end_session(account: User, key: str) -> bool:
    """End one session of an account; False where it has no such session."""
    ended, _ = Session.objects.filter(account=account, session_key=key).delete()
    if ended:
        record("accounts.sessions_ended", target_of(account), changes={"sessions": ended})
    return bool(ended)


def forget_sessions() -> int:
    """Delete sessions that have run out; return how many there were."""
    deleted, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return deleted
