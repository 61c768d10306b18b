"""Why another site let somebody not in, in sentences; the codes are WeCom's."""

from collections.abc import Mapping
from typing import Final

from chuangcheng.domain.errors import N_, Sentence

FAILED: Final = Sentence(
    "accounts.way_failed",
    N_("The other site could not confirm who you are, or the attempt took too long."),
    N_("Please begin again from the sign-in page."),
)
CANCELLED: Final = Sentence(
    "accounts.way_cancelled",
    N_("You did not agree on the other site, so nobody was signed in."),
    N_("Please begin again, or sign in another way."),
)
UNREACHABLE: Final = Sentence(
    "accounts.way_unreachable",
    N_("The other site does not answer, or its answer makes no sense."),
    N_("Please try again later, or sign in with your password."),
)
NO_MEMBER: Final = Sentence(
    "accounts.wecom_no_member",
    N_("WeCom says that you are not a member of this organisation."),
    N_("Ask the administrator of WeCom to add you, or sign in with your password."),
)
CODE_USED: Final = Sentence(
    "accounts.wecom_code_used",
    N_("WeCom’s code has run out or was already used."),
    N_("Please begin again from the sign-in page."),
)
SECRET_WRONG: Final = Sentence(
    "accounts.wecom_secret_wrong",
    N_("WeCom does not accept the corporation or the secret that is set here."),
    N_("Tell your system administrator: the entry wecom:// of SIGN_IN_URLS is wrong."),
)
ADDRESS_UNTRUSTED: Final = Sentence(
    "accounts.wecom_address_untrusted",
    N_("WeCom does not trust the network address of this server."),
    N_("Tell your system administrator: add it to the trusted addresses of the application."),
)
DOMAIN_UNTRUSTED: Final = Sentence(
    "accounts.wecom_domain_untrusted",
    N_("WeCom does not trust the address of this site."),
    N_("Tell your system administrator: set it as trusted domain of the application."),
)
OUT_OF_SIGHT: Final = Sentence(
    "accounts.wecom_out_of_sight",
    N_("The WeCom application of this site is not open to you."),
    N_("Ask the administrator of WeCom to let you see it."),
)

WECOM: Final[Mapping[int, Sentence]] = {
    0: NO_MEMBER,
    40001: SECRET_WRONG,
    40013: SECRET_WRONG,
    40029: CODE_USED,
    42003: CODE_USED,
    50001: DOMAIN_UNTRUSTED,
    60011: OUT_OF_SIGHT,
    60020: ADDRESS_UNTRUSTED,
    60111: NO_MEMBER,
}
"""WeCom's error codes that a person can do something about; others say FAILED."""
