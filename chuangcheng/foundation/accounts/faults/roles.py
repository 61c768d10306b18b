"""Why giving, ending or deputising a role is refused, and how to mend it."""

from typing import Final

from chuangcheng.domain.errors import N_, Sentence

NOT_YOURS: Final = Sentence(
    "roles.not_yours",
    N_("you may not give or end the role “%(role)s” for %(place)s."),
    N_("Ask the security administrator."),
)
NOT_YOUR_PERSON: Final = Sentence(
    "roles.not_your_person",
    N_("%(name)s does not belong to your subject."),
    N_("Choose somebody of your subject, or ask the security administrator."),
)
TO_YOURSELF: Final = Sentence(
    "roles.to_yourself",
    N_("nobody gives a role to themselves, nor takes their own away."),
    N_("Ask somebody else who may give roles."),
)
ACCOUNT_LOCKED: Final = Sentence(
    "roles.account_locked",
    N_("%(name)s may not sign in at the moment, or has left office."),
    N_("Unlock the account first, or choose somebody else."),
)
NO_PLACE: Final = Sentence(
    "roles.no_place",
    N_("the role “%(role)s” needs a subject or a unit for which it is held."),
    N_("Choose one."),
)
NO_PLACE_WANTED: Final = Sentence(
    "roles.no_place_wanted",
    N_("the role “%(role)s” is held for the whole installation."),
    N_("Leave subject and unit empty."),
)
UNIT_ENDED: Final = Sentence(
    "roles.unit_ended",
    N_("“%(name)s” was merged or closed."),
    N_("Choose a unit that works today."),
)
PERIOD: Final = Sentence(
    "roles.period",
    N_("the last day lies before the first."),
    N_("Choose a last day that is not earlier than the first."),
)
BACKDATED: Final = Sentence(
    "roles.backdated",
    N_("the first day is already past."),
    N_("Choose today or a later day: nobody acted with this right before."),
)
HELD_ALREADY: Final = Sentence(
    "roles.held_already",
    N_("%(name)s already holds the role “%(role)s” for %(place)s in this time."),
    N_("End that first, or choose another time."),
)
SEPARATE: Final = Sentence(
    "roles.separate",
    N_("%(name)s is already %(other)s: system, security and audit are three separate persons."),
    N_("Choose somebody else, or end the other role first."),
)
SECURITY_ONLY: Final = Sentence(
    "roles.security_only",
    N_("who gives roles does not exercise them: a security administrator holds no other role."),
    N_("Choose somebody else, or end the other role of %(name)s first."),
)
LAST_SECURITY: Final = Sentence(
    "roles.last_security",
    N_("%(name)s is the last security administrator; without one nobody could give roles."),
    N_("Give the role to a second person first."),
)
ENDED: Final = Sentence(
    "roles.ended", N_("this has already ended."), N_("Load the page again to see what holds now.")
)
DEPUTY_SELF: Final = Sentence(
    "roles.deputy_self",
    N_("nobody deputises for themselves."),
    N_("Choose somebody else."),
)
DEPUTY_YOU: Final = Sentence(
    "roles.deputy_you",
    N_("nobody makes themselves somebody's deputy."),
    N_("Let the person on leave name you, or choose somebody else."),
)
DEPUTY_NOTHING: Final = Sentence(
    "roles.deputy_nothing",
    N_("%(name)s holds no role that a deputy could take over; administrators have no deputies."),
    N_("Administrators are replaced by giving the role to another person."),
)
DEPUTY_BEYOND: Final = Sentence(
    "roles.deputy_beyond",
    N_("%(name)s holds a role that you could not give."),
    N_("Let %(name)s name the deputy, or ask the security administrator."),
)
DEPUTY_ADMIN: Final = Sentence(
    "roles.deputy_admin",
    N_("%(name)s is an administrator of security or audit, and deputises for nobody."),
    N_("Choose somebody else."),
)
DEPUTY_ELSEWHERE: Final = Sentence(
    "roles.deputy_elsewhere",
    N_("%(name)s belongs to another subject."),
    N_("Choose somebody of the same subject."),
)
DEPUTY_LONG: Final = Sentence(
    "roles.deputy_long",
    N_("a deputy is named for %(days)s days at most."),
    N_("Choose an earlier last day; it can be renewed."),
)
DEPUTY_ALREADY: Final = Sentence(
    "roles.deputy_already",
    N_("%(name)s already deputises for %(principal)s in this time."),
    N_("End that first, or choose another time."),
)
