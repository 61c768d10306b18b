"""Making and using the links by which people set their password."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from chuangcheng.domain.errors import Fault, Sentence
from chuangcheng.foundation.accounts.ciphers import seal
from chuangcheng.foundation.accounts.faults import links as faults
from chuangcheng.foundation.accounts.models import Link, User
from chuangcheng.foundation.accounts.queries.accounts import may_set_password
from chuangcheng.foundation.accounts.services.passwords import set_password
from chuangcheng.foundation.accounts.services.signing_in import target_of, unlock_quietly
from chuangcheng.foundation.audit.actors import current_actor
from chuangcheng.foundation.audit.services import masked, record
from chuangcheng.foundation.jobs.services import enqueue

VALID_FOR: Final = {
    Link.Purpose.INVITATION: timedelta(days=7),
    Link.Purpose.RESET: timedelta(days=1),
}
TOKEN_BYTES: Final = 32
MAIL: Final = "accounts.mail_link"
SEALED_FOR: Final = "link"


@dataclass(frozen=True, slots=True)
class Made:
    """A link as made: its row, and its token, which is nowhere else."""

    link: Link
    token: str


@transaction.atomic
def make_link(account: User) -> Made | Fault:
    """Make a link for an account: an invitation until it has a password, then a reset.

    Older links of the account stop working. Refused for a closed account.
    """
    if not account.is_active:
        return Fault(faults.CLOSED)
    invited = account.has_usable_password()
    purpose = Link.Purpose.RESET if invited else Link.Purpose.INVITATION
    now, maker = timezone.now(), current_actor()
    withdraw_links(account)
    token = token_urlsafe(TOKEN_BYTES)
    link = Link.objects.create(
        account=account,
        purpose=purpose,
        digest=_digest(token),
        made_by=maker.name,
        maker=maker.id if maker.kind == "person" else "",
        expires_at=now + VALID_FOR[purpose],
    )
    record(f"accounts.{purpose}", target_of(account))
    return Made(link, token)


@transaction.atomic
def send_link(made: Made, url: str, language: str) -> bool:
    """Have the link mailed to its account; False where no mail is set up or it has no address."""
    account = made.link.account
    if not (getattr(settings, "MAIL_ENABLED", False) and account.email):
        return False
    payload = {"link": made.link.pk, "url": seal(url, SEALED_FOR), "language": language}
    enqueue(MAIL, payload, key=f"{MAIL} {made.link.pk}")
    record("accounts.link_sent", target_of(account), changes={"to": masked(account.email)})
    return True


def withdraw_links(account: User) -> None:
    """Let no link of the account work any more."""
    Link.objects.filter(account=account, used_at=None, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )


def find_link(token: str) -> Link | Fault:
    """Return the link of a token, or why it may not be used."""
    link = (
        Link.objects.select_related("account__person__unit").filter(digest=_digest(token)).first()
    )
    if link is None:
        return Fault(faults.UNKNOWN)
    refusal = _refusal(link)
    return link if refusal is None else Fault(refusal)


@transaction.atomic
def use_link(link: Link, password: str) -> Fault | None:
    """Set the password of the link's account and use the link up; what ran meanwhile ends.

    Of two that use it at the same moment, one is refused.
    """
    now = timezone.now()
    unused = Link.objects.filter(
        pk=link.pk,
        used_at=None,
        withdrawn_at=None,
        expires_at__gt=now,
        account__is_active=True,
    )
    if not unused.update(used_at=now):
        link.refresh_from_db()
        return Fault(_refusal(link) or faults.USED)
    set_password(link.account, password)
    unlock_quietly(link.account)
    return None


def _refusal(link: Link) -> Sentence | None:
    if not link.account.is_active:
        return faults.CLOSED
    if link.used_at is not None:
        return faults.USED
    if link.withdrawn_at is not None:
        return faults.WITHDRAWN
    if not _maker_still_may(link):
        return faults.OUTGROWN
    return faults.EXPIRED if link.expires_at <= timezone.now() else None


def _maker_still_may(link: Link) -> bool:
    """Tell whether who made the link could make it today.

    The account may have got a wider role since, and its maker has seen the link.
    """
    if not link.maker.isdecimal():
        return True  # made at the console
    maker = User.objects.filter(pk=int(link.maker)).first()
    return maker is not None and may_set_password(maker, link.account)


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
