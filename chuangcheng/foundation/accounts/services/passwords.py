"""Setting passwords."""

from django.db import transaction

from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.accounts.services.sessions import end_sessions
from chuangcheng.foundation.accounts.services.signing_in import actor_for, target_of
from chuangcheng.foundation.audit.actors import acting, current_actor, current_source
from chuangcheng.foundation.audit.services import record


@transaction.atomic
def set_password(account: User, password: str, *, session: str | None = None) -> None:
    """Set a password that was found good; all sessions end but the one with the key ``session``.

    Whoever sets it is the person of the account, signed in or not: the record says so.
    """
    account.set_password(password)
    account.save(update_fields=("password",))
    ended = end_sessions(account, but=session, quietly=True)
    stranger = current_actor().kind == "stranger"
    with acting(actor_for(account) if stranger else current_actor(), current_source()):
        record("accounts.password_set", target_of(account), changes={"sessions": ended})
