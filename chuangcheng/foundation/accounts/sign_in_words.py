"""What the record calls what is done to accounts and at the door."""

from collections.abc import Mapping
from typing import Final

from chuangcheng.domain.errors import N_

ACTIONS: Final[Mapping[str, str]] = {
    "accounts.sign_in": N_("Signed in"),
    "accounts.sign_out": N_("Signed out"),
    "accounts.sign_in_failed": N_("Failed to sign in"),
    "accounts.locked": N_("Locked after failures"),
    "accounts.unlock": N_("Unlocked"),
    "accounts.create": N_("Made an account"),
    "accounts.invitation": N_("Made an invitation"),
    "accounts.reset": N_("Made a link to reset a password"),
    "accounts.link_sent": N_("Had a link mailed"),
    "accounts.password_set": N_("Set a password"),
    "accounts.close": N_("Closed an account"),
    "accounts.open": N_("Opened an account again"),
    "accounts.sessions_ended": N_("Ended sessions"),
    "accounts.second_factor_set_up": N_("Set up two-step sign-in"),
    "accounts.second_factor_removed": N_("Took two-step sign-in away"),
    "accounts.recovery_codes_made": N_("Made new recovery codes"),
    "accounts.identity_linked": N_("Linked an identity elsewhere"),
    "accounts.identity_unlinked": N_("Unlinked an identity elsewhere"),
}
