"""Why a change of an account is refused."""

from typing import Final

from chuangcheng.domain.errors import N_, Sentence

NAME_TAKEN: Final = Sentence(
    "accounts.name_taken",
    N_("The sign-in name %(name)s belongs to another account."),
    N_("Choose another one."),
)
HAS_ACCOUNT: Final = Sentence(
    "accounts.has_account",
    N_("%(name)s has an account already."),
    N_("Open that account instead of making a second one."),
)
ONESELF: Final = Sentence(
    "accounts.oneself",
    N_("You cannot close your own account."),
    N_("Ask another system administrator."),
)
IDENTITY_TAKEN: Final = Sentence(
    "accounts.identity_taken",
    N_("This identifier already belongs to another account."),
    N_("Check the identifier, or take it away from the other account first."),
)
