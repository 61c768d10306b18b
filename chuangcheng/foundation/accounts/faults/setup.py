"""Why an installation is not set up, and how to mend it."""

from typing import Final

from chuangcheng.domain.errors import N_, Sentence

SET_UP_ALREADY: Final = Sentence(
    "init.set_up_already",
    N_("this installation has administrators already; nothing was changed."),
    N_(
        "Further ones get their role from the security administrator, on the page “Roles”. If "
        "nobody can do that any more, “chuangcheng recover-security” makes a new one."
    ),
)
SAME_PERSON: Final = Sentence(
    "init.same_person",
    N_("“%(name)s” is named for two of the administrators."),
    N_("System, security and audit are three separate persons: name three."),
)
BAD_NAME: Final = Sentence(
    "init.bad_name",
    N_("“%(name)s” is no sign-in name."),
    N_("Use up to 60 letters, digits and the signs . _ - @ +, without spaces."),
)
EMPTY_NAME: Final = Sentence(
    "init.empty_name", N_("the name of a person is missing."), N_("Write the name in full.")
)
NO_ANSWERS: Final = Sentence(
    "init.no_answers",
    N_("Nobody can be asked for the administrators here."),
    N_("Name them with --system, --security and --audit; --help shows how."),
)
