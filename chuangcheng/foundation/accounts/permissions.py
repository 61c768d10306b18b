"""What can be done in this room; which role may is in ``matrix``."""

from typing import Final

from chuangcheng.domain.errors import N_
from chuangcheng.foundation.shell.access import Action

READ_ACCOUNTS: Final = Action("accounts.user.read", N_("See the accounts"))
INVITE: Final = Action("accounts.user.invite", N_("Invite people and send new links"))
CHANGE_ACCOUNTS: Final = Action(
    "accounts.user.change", N_("Change, lock and unlock accounts"), "all"
)
REMOVE_SECOND_STEP: Final = Action(
    "accounts.second_step.remove", N_("Take two-step sign-in away from others"), "all"
)
READ_SIGN_INS: Final = Action("accounts.sign_in.read", N_("See who signed in, and when"), "all")
READ_GRANTS: Final = Action("accounts.grant.read", N_("See who holds which role"))
GIVE_ROLES: Final = Action("accounts.grant.give", N_("Give roles and end them"))
NAME_DEPUTIES: Final = Action("accounts.deputy.name", N_("Name deputies for others"))
READ_MATRIX: Final = Action("accounts.matrix.read", N_("See what each role may do"), "all")

ACTIONS: Final = (
    READ_ACCOUNTS,
    INVITE,
    CHANGE_ACCOUNTS,
    REMOVE_SECOND_STEP,
    READ_SIGN_INS,
    READ_GRANTS,
    GIVE_ROLES,
    NAME_DEPUTIES,
    READ_MATRIX,
)
