"""What units, people and zones are refused for, and how to mend it."""

from typing import Final

from chuangcheng.domain.errors import N_, Sentence

STALE: Final = Sentence(
    "orgs.stale",
    N_("“%(name)s” was changed by somebody else while you had it open."),
    N_("Compare what is stored now with what you entered, then save again or leave it as it is."),
)
NO_NAME: Final = Sentence(
    "orgs.no_name", N_("the name is missing."), N_("Write the name in use today.")
)
CODE_TAKEN: Final = Sentence(
    "orgs.code_taken",
    N_("the code “%(code)s” already belongs to “%(name)s”."),
    N_("Choose another code, or leave it empty: the program then finds a free one."),
)
STATISTICAL_CODE: Final = Sentence(
    "orgs.statistical_code",
    N_("“%(code)s” is no statistical code."),
    N_("It has exactly 12 digits; leave it empty where you do not know it."),
)
OTHER_SUBJECT: Final = Sentence(
    "orgs.other_subject",
    N_("“%(name)s” belongs to another subject."),
    N_("Choose one of the same subject; units and people stay inside their subject."),
)
NOT_ACTIVE: Final = Sentence(
    "orgs.not_active",
    N_("“%(name)s” was merged or closed."),
    N_("Choose a unit that works today, or reopen this one first."),
)
IS_ACTIVE: Final = Sentence(
    "orgs.is_active", N_("“%(name)s” works already."), N_("There is nothing to reopen.")
)
CYCLE: Final = Sentence(
    "orgs.cycle",
    N_("“%(name)s” cannot come below itself or one of its own units."),
    N_("Choose a unit outside its branch."),
)
TOO_DEEP: Final = Sentence(
    "orgs.too_deep",
    N_("the tree would become too deep there."),
    N_("Choose a unit nearer to the top."),
)
SAME_PLACE: Final = Sentence(
    "orgs.same_place",
    N_("“%(name)s” is there already."),
    N_("Choose another unit, or leave everything as it is."),
)
HAS_CHILDREN: Final = Sentence(
    "orgs.has_children",
    N_("%(count)s units below “%(name)s” still work."),
    N_("Say which unit they go to, or close them first."),
)
HAS_PEOPLE: Final = Sentence(
    "orgs.has_people",
    N_("%(count)s people of “%(name)s” are still in office."),
    N_("Say which unit they go to, or that they leave office."),
)
DAY_TOO_LATE: Final = Sentence(
    "orgs.day_too_late",
    N_("%(day)s is still to come."),
    N_("Enter changes when they take effect: today or an earlier day."),
)
DAY_TOO_EARLY: Final = Sentence(
    "orgs.day_too_early",
    N_("%(day)s lies before the last change of “%(name)s” (%(last)s)."),
    N_("Choose that day or a later one."),
)
HAS_HEAD: Final = Sentence(
    "orgs.has_head",
    N_("“%(unit)s” already has a head: %(name)s."),
    N_("Change the post of %(name)s first, or choose “leader in charge” here."),
)
LEFT_OFFICE: Final = Sentence(
    "orgs.left_office",
    N_("%(name)s has left office."),
    N_("Take %(name)s back into office first."),
)
IN_OFFICE: Final = Sentence(
    "orgs.in_office", N_("%(name)s is in office."), N_("There is nothing to take back.")
)
HAS_LEAD: Final = Sentence(
    "orgs.has_lead",
    N_("“%(unit)s” already leads “%(zone)s” in this time."),
    N_("End its duty first, or let the new unit join without leading."),
)
DUTY_TWICE: Final = Sentence(
    "orgs.duty_twice",
    N_("“%(unit)s” already answers for “%(zone)s” in this time."),
    N_("End its duty first, or choose another time."),
)
PERIOD: Final = Sentence(
    "orgs.period",
    N_("the last day lies before the first."),
    N_("Choose a last day that is not earlier than the first, or leave it empty."),
)
CLASS_IN_USE: Final = Sentence(
    "orgs.class_in_use",
    N_("%(count)s units are or were of the class “%(name)s”."),
    N_("Give those that work another class; while one that ended was of it, the class stays."),
)
ZONE_NOT_IN_USE: Final = Sentence(
    "orgs.zone_not_in_use",
    N_("the zone “%(name)s” is no longer in use."),
    N_("Take it into use again first."),
)
IMPORT_NOT_READY: Final = Sentence(
    "orgs.import_not_ready",
    N_("this import is not waiting for agreement."),
    N_("Look at its page; to import again, send the file again."),
)
IMPORT_HAS_FAULTS: Final = Sentence(
    "orgs.import_has_faults",
    N_("%(count)s rows are refused."),
    N_("Mend the file and send it again, or choose to import the good rows only."),
)
