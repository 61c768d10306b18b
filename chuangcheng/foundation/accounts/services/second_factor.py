"""The second step of signing in: codes from an authenticator, and recovery codes."""

import time
from typing import Final

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db import transaction

from chuangcheng.foundation.accounts.ciphers import Unreadable, is_of_first_key, seal, unseal
from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.accounts.services.sessions import end_sessions
from chuangcheng.foundation.accounts.services.signing_in import target_of
from chuangcheng.foundation.audit.services import record

SEALED_FOR: Final = "second factor"
LAST: Final = "last_counter"
"""Under this name an authenticator holds the number of the last code that was accepted."""


@transaction.atomic
def accept_code(account: User, code: str) -> Authenticator | None:
    """Use up ``code`` and return what it belongs to, or None where it is wrong or used already.

    The row is locked meanwhile, so that a code works once, on however many machines.
    """
    rows = Authenticator.objects.select_for_update().filter(user=account)
    found: Authenticator
    for found in sorted(rows, key=lambda row: row.type != Authenticator.Type.TOTP):
        if found.type == Authenticator.Type.TOTP:
            accepted = _accept_totp(found, code)
        else:
            accepted = found.wrap().validate_code(code)
        if accepted:
            found.user = account
            return found
    return None


@transaction.atomic
def note_set_up(account: User) -> None:
    """Record that the second step was set up."""
    record("accounts.second_factor_set_up", target_of(account))


@transaction.atomic
def note_new_codes(account: User) -> None:
    """Record that new recovery codes were made."""
    record("accounts.recovery_codes_made", target_of(account))


@transaction.atomic
def remove_second_factor(account: User, *, session: str | None = None) -> bool:
    """Take the second step away, by the person or an administrator; False if there was none.

    Sessions end, except the one with the key ``session``.
    """
    removed, _ = Authenticator.objects.filter(user=account).delete()
    if removed:
        end_sessions(account, but=session, quietly=True)
        record("accounts.second_factor_removed", target_of(account))
    return bool(removed)


def _accept_totp(found: Authenticator, code: str) -> bool:
    sealed = found.data["secret"]
    try:
        secret = unseal(sealed, SEALED_FOR)
    except Unreadable:
        return False
    counter = _counter_of(secret, code)
    if counter is None or counter <= found.data.get(LAST, 0):
        return False
    found.data[LAST] = counter
    if not is_of_first_key(sealed):
        found.data["secret"] = seal(secret, SEALED_FOR)
    found.save(update_fields=("data",))
    return True


def _counter_of(secret: str, code: str) -> int | None:
    """Return the number of the time step whose code this is, None if it is of no step near now."""
    now = int(time.time()) // app_settings.TOTP_PERIOD
    tolerance = app_settings.TOTP_TOLERANCE
    for counter in range(now - tolerance, now + tolerance + 1):
        expected = format_hotp_value(hotp_value(secret, counter))
        if compare_user_code(actual=code, expected=expected):
            return counter
    return None
