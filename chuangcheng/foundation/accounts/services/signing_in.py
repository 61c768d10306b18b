"""What the record hears of signing in, and the count of failures that locks a name."""

from typing import Final

from django.db import transaction
from django.utils import timezone

from chuangcheng.foundation.accounts.models import Failure, User
from chuangcheng.foundation.accounts.queries.locks import (
    FAILURES_OF_A_NAME,
    WINDOW,
    Tries,
    address_digest,
    code_name,
    name_digest,
)
from chuangcheng.foundation.audit.actors import Actor, acting, current_source
from chuangcheng.foundation.audit.services import Target, record

TYPE: Final = "accounts.user"


def target_of(account: User) -> Target:
    """Return an account as the record names it."""
    subject = str(account.person.unit.subject_id) if account.person is not None else ""
    return Target(TYPE, str(account.pk), account.name, subject)


def actor_for(account: User) -> Actor:
    """Return an account as the record names who acts: its number, name and unit of today."""
    unit = account.person.unit.name_hant if account.person is not None else ""
    return Actor(str(account.pk), account.name, unit)


@transaction.atomic
def note_sign_in(account: User, ways: tuple[str, ...]) -> None:
    """Record that somebody signed in, by which ways one after the other."""
    with acting(actor_for(account), current_source()):
        record("accounts.sign_in", target_of(account), changes={"ways": list(ways)})


@transaction.atomic
def note_sign_out(account: User) -> None:
    """Record that somebody signed out."""
    record("accounts.sign_out", target_of(account))


@transaction.atomic
def note_failure(name: str, address: str, before: Tries, account: User | None) -> None:
    """Count a failed try with ``name``; record it, and the lock where it is one too many.

    ``account`` is the one of that name, if there is one; the work is the same without.
    """
    _count(name, address)
    target = Target(TYPE, "", _masked(name)) if account is None else target_of(account)
    record("accounts.sign_in_failed", target, changes={"way": "password"})
    _record_lock(target, before)


@transaction.atomic
def note_wrong_code(account: User, address: str, before: Tries) -> None:
    """Count a wrong code of the second step; record it, and the lock where it is one too many."""
    _count(code_name(account), address)
    record("accounts.sign_in_failed", target_of(account), changes={"way": "code"})
    _record_lock(target_of(account), before)


@transaction.atomic
def forgive(account: User) -> None:
    """Forget wrong passwords after a right one."""
    _forgive(account.username)


@transaction.atomic
def forgive_codes(account: User) -> None:
    """Forget wrong codes after a right one."""
    _forgive(code_name(account))


@transaction.atomic
def unlock(account: User) -> None:
    """Let an account try again at once."""
    unlock_quietly(account)
    record("accounts.unlock", target_of(account))


def unlock_quietly(account: User) -> None:
    """Forget the failures of an account where the record already hears of what was done."""
    _forgive(account.username)
    _forgive(code_name(account))


def forget_failures() -> int:
    """Delete failures that no longer count; return how many there were."""
    deleted, _ = Failure.objects.filter(at__lt=timezone.now() - 2 * WINDOW).delete()
    return deleted


def _count(name: str, address: str) -> None:
    Failure.objects.create(
        name_digest=name_digest(name), address_digest=address_digest(address), at=timezone.now()
    )


def _forgive(name: str) -> None:
    Failure.objects.filter(name_digest=name_digest(name)).delete()


def _record_lock(target: Target, before: Tries) -> None:
    if before.of_name + 1 == FAILURES_OF_A_NAME:
        minutes = int(WINDOW.total_seconds() // 60)
        record("accounts.locked", target, changes={"minutes": minutes})


def _masked(name: str) -> str:
    """Return a name nobody has: people type passwords there, so only its first sign is kept."""
    return f"{name[:1]}***"
