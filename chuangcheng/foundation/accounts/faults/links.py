"""Why a link to set a password is refused."""

from typing import Final

from chuangcheng.domain.errors import N_, Sentence

UNKNOWN: Final = Sentence(
    "accounts.link_unknown",
    N_("This link is not one of ours, or it was not copied whole."),
    N_("Copy the whole link again, or ask whoever sent it for a new one."),
)
USED: Final = Sentence(
    "accounts.link_used",
    N_("This link was already used; it works only once."),
    N_("Sign in with the password you set. If you did not set one, tell your administrator."),
)
EXPIRED: Final = Sentence(
    "accounts.link_expired",
    N_("This link has run out."),
    N_("Ask your administrator for a new one."),
)
WITHDRAWN: Final = Sentence(
    "accounts.link_withdrawn",
    N_("This link was replaced by a newer one."),
    N_("Use the newest link, or ask your administrator for another."),
)
OUTGROWN: Final = Sentence(
    "accounts.link_outgrown",
    N_("This link no longer works: its account has had a wider role since it was made."),
    N_("Ask the system administrator for a new one."),
)
CLOSED: Final = Sentence(
    "accounts.link_closed",
    N_("The account of this link is closed."),
    N_("Ask your administrator whether it should be opened again."),
)
