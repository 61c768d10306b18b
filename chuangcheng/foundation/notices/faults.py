"""The sentences in which mail says why it did not go out."""

from typing import Final

from chuangcheng.domain.errors import N_, Sentence

NO_ADDRESS: Final = Sentence(
    "notices.no_address",
    N_("the account has no mail address any more, or may not sign in."),
    N_("Enter an address for the account, then send again."),
)
REFUSED: Final = Sentence(
    "notices.refused",
    N_("the mail server refuses it: %(reason)s."),
    N_("Check the address of the account, then send again."),
)
UNREACHABLE: Final = Sentence(
    "notices.unreachable",
    N_("the mail server could not be used: %(reason)s."),
    N_("Check NOTICES_URLS and the network; it is tried again by itself for a while."),
)
SWITCHED_OFF: Final = Sentence(
    "notices.switched_off",
    N_("no mail server is set up."),
    N_("Set NOTICES_URLS, then send again."),
)
