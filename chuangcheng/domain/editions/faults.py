"""The sentences that readers of editions and facts can say."""

from chuangcheng.domain.errors import N_, Sentence

# --- shape of any document ---------------------------------------------------------------

NOT_A_MAPPING = Sentence(
    "document.not_a_mapping",
    N_("a group of named values belongs here, but it is %(found)s."),
    N_("Write one value per name, as the format reference shows."),
)
NOT_A_LIST = Sentence(
    "document.not_a_list",
    N_("a list belongs here, but it is %(found)s."),
    N_("Begin every entry of the list with a dash."),
)
UNKNOWN_KEY = Sentence(
    "document.unknown_key",
    N_("“%(key)s” is not a name that may stand here."),
    N_("Correct the spelling or delete it; known here: %(known)s."),
)
MISSING_KEY = Sentence(
    "document.missing_key",
    N_("“%(key)s” is missing."),
    N_("Add it, as the format reference shows."),
)
NOT_A_TEXT = Sentence(
    "document.not_a_text",
    N_("a text belongs here, but it is %(found)s."),
    N_("Put the text in quotation marks."),
)
MISSING_TEXT = Sentence(
    "document.missing_text",
    N_("the text is empty."),
    N_("Write it in traditional or simplified script; the other script is derived."),
)
NOT_A_NUMBER = Sentence(
    "document.not_a_number",
    N_("a number belongs here, but it says “%(found)s”."),
    N_("Write digits only, for example 12 or 0.66."),
)
NOT_A_WHOLE_NUMBER = Sentence(
    "document.not_a_whole_number",
    N_("a whole number belongs here, but it says “%(found)s”."),
    N_("Write it without a decimal part, for example 15."),
)
NUMBER_TOO_LONG = Sentence(
    "document.number_too_long",
    N_("the number “%(found)s” is too long or too large to be meant."),
    N_("Write at most 28 digits and stay below one thousand billion."),
)
NEGATIVE_NUMBER = Sentence(
    "document.negative_number",
    N_("the number %(found)s is below zero."),
    N_("Write points, weights and counts as positive numbers; deductions too."),
)
TOO_SMALL = Sentence(
    "document.too_small",
    N_("the number %(found)s is too small; it must be at least %(least)s."),
    N_("Write a larger number."),
)
TOO_LARGE = Sentence(
    "document.too_large",
    N_("the number %(found)s is too large; it may be at most %(most)s."),
    N_("Write a smaller number."),
)
MUST_BE_POSITIVE = Sentence(
    "document.must_be_positive",
    N_("the number must be greater than zero."),
    N_("Write a number greater than zero, or remove the entry."),
)
NOT_A_RATE = Sentence(
    "document.not_a_rate",
    N_("“%(found)s” is not a rate: a rate lies between 0 and 1, or carries a percent sign."),
    N_("Write for example 92.3%% or 0.923."),
)
NOT_A_CHOICE = Sentence(
    "document.not_a_choice",
    N_("“%(found)s” is not one of the possible values."),
    N_("Choose one of: %(known)s."),
)
NOT_YES_OR_NO = Sentence(
    "document.not_yes_or_no",
    N_("yes or no belongs here, but it says “%(found)s”."),
    N_("Write true or false."),
)
WRONG_FORMAT = Sentence(
    "document.wrong_format",
    N_("this document says it is “%(found)s”, but “%(expected)s” is needed here."),
    N_("Check that the right file was given, and its first line “format”."),
)
FACTS_INSTEAD = Sentence(
    "document.facts_instead",
    N_("this file holds facts, but an edition of a framework belongs here."),
    N_("Give the edition first, then the facts."),
)
EDITION_INSTEAD = Sentence(
    "document.edition_instead",
    N_("this file holds an edition of a framework, but facts belong here."),
    N_("Give the edition first, then the facts."),
)
BAD_CODE = Sentence(
    "document.bad_code",
    N_("“%(found)s” cannot serve as a code."),
    N_(
        "Use letters, digits, dots and hyphens, without spaces, at most 40 characters, and "
        "begin with a letter or digit."
    ),
)

# --- editions ----------------------------------------------------------------------------

DUPLICATE_CODE = Sentence(
    "edition.duplicate_code",
    N_("the code “%(code)s” is used twice."),
    N_("Give one of the two another code."),
)
PARENT_INSIDE = Sentence(
    "edition.parent_inside",
    N_("this node stands under “%(above)s”, yet names “%(code)s” as its parent."),
    N_("Delete “parent”, or move the node to the top of the list “nodes”."),
)
CYCLE = Sentence(
    "edition.cycle",
    N_("these nodes are parents of each other in a circle: %(codes)s."),
    N_("Let one of them name a parent outside the circle, or none."),
)
UNKNOWN_PARENT = Sentence(
    "edition.unknown_parent",
    N_("the parent “%(code)s” does not exist."),
    N_("Correct the parent's code, or add that node."),
)
BROKEN_REFERENCE = Sentence(
    "edition.broken_reference",
    N_("“%(code)s” is not in the list “%(list)s” of this edition."),
    N_("Correct the code, or add the entry to that list."),
)
WEIGHTS_DO_NOT_SUM = Sentence(
    "edition.weights_do_not_sum",
    N_("the weights under “%(code)s” sum to %(sum)s, not to %(expected)s."),
    N_("Change the weights, or declare “weights: relative” if only their proportion counts."),
)
LIST_DOES_NOT_SUM = Sentence(
    "edition.list_does_not_sum",
    N_("the weights of “%(list)s” sum to %(sum)s, not to 100."),
    N_("Change the weights so that they sum to 100."),
)
WEIGHT_MISSING = Sentence(
    "edition.weight_missing",
    N_("“%(code)s” has no weight, so what stands under it would never count."),
    N_("Give it a weight greater than zero."),
)
WEIGHT_UNUSED = Sentence(
    "edition.weight_unused",
    N_("“%(code)s” has a weight that nothing under it can earn."),
    N_("Remove the weight, or add a standard that earns points (not a bonus or veto)."),
)
WEIGHT_NOT_ALLOWED = Sentence(
    "edition.weight_not_allowed",
    N_("a bonus or veto standard carries no weight."),
    N_("Remove the weight; a bonus is limited by its “cap”."),
)
EMPTY_NODE = Sentence(
    "edition.empty_node",
    N_("“%(code)s” has neither children nor standards."),
    N_("Add standards to be assessed, or remove the node."),
)
MIXED_NODE = Sentence(
    "edition.mixed_node",
    N_("“%(code)s” has both children and standards."),
    N_("Move the standards into a child of their own."),
)
TOO_DEEP = Sentence(
    "edition.too_deep",
    N_("“%(code)s” stands on level %(depth)s, but only %(levels)s levels have names."),
    N_("Name the level under “levels”, or move the node up."),
)
EMPTY_SCALE = Sentence(
    "edition.empty_scale",
    N_("the scale has no grades."),
    N_("Write its grades with the share that each earns, for example A: 1."),
)
UNKNOWN_RULE = Sentence(
    "edition.unknown_rule",
    N_("“%(found)s” is not a kind of rule."),
    N_("Choose one of: %(known)s."),
)
EMPTY_EDITION = Sentence(
    "edition.empty",
    N_("the edition has no criteria."),
    N_("Add at least one node with standards."),
)
NO_CHANNEL = Sentence(
    "edition.no_channel",
    N_("the standard “%(code)s” falls in no channel, so it would not count."),
    N_("Name its channel, or give its first method one."),
)
EMPTY_CHANNEL = Sentence(
    "edition.empty_channel",
    N_("no standard falls in the channel “%(code)s”, so its weight could not be earned."),
    N_("Remove the channel, or let standards fall in it."),
)
STEPS_NOT_ORDERED = Sentence(
    "edition.steps_not_ordered",
    N_("a better rate would earn a smaller share in these steps."),
    N_("Order the steps from the best rate down, each with a smaller share than the one before."),
)
STEPS_MIXED = Sentence(
    "edition.steps_mixed",
    N_("the steps mix lower limits with upper limits."),
    N_("Use only “at_least” and “above”, or only “at_most” and “below”."),
)
STEP_LIMIT = Sentence(
    "edition.step_limit",
    N_("a step needs exactly one limit."),
    N_("Write one of “at_least”, “above”, “at_most” or “below”."),
)
K_ABOVE_N = Sentence(
    "edition.k_above_n",
    N_("%(k)s right answers are asked of only %(n)s people."),
    N_("Make k at most as large as n."),
)
COUNT_NEEDS_PLACES = Sentence(
    "edition.count_needs_places",
    N_("“required” and “places” belong together."),
    N_("Write both, or neither."),
)
PER_OR_ITEMS = Sentence(
    "edition.per_or_items",
    N_("a deduction needs either “per” or “items”."),
    N_("Write “per” for one kind of shortfall, “items” for several."),
)
TRIM_TOO_LARGE = Sentence(
    "edition.trim_too_large",
    N_("cutting %(trim)s marks at each end leaves none of %(assessors)s."),
    N_("Cut fewer marks, or ask more assessors."),
)
TRIM_WITHOUT_CUT = Sentence(
    "edition.trim_without_cut",
    N_("a plain mean leaves out no marks, so “trim” means nothing here."),
    N_("Write “combine: trimmed_mean”, or delete “trim”."),
)
EMPTY_LIST = Sentence(
    "edition.empty_list",
    N_("“%(list)s” needs at least one entry."),
    N_("Add an entry to the list."),
)
MONTHS_WITHOUT_SUSPENSION = Sentence(
    "edition.months_without_suspension",
    N_("only an article that suspends the title says for how many months."),
    N_("Delete “months”, or write “sanction: suspend”."),
)
LEAD_AMONG_CO = Sentence(
    "edition.lead_among_co",
    N_("“%(code)s” leads here and stands among the co-units too, or stands there twice."),
    N_("Name every unit once: one lead, the others under “co”."),
)
ROUNDED_CHANNELS = Sentence(
    "edition.rounded_channels",
    N_("criteria cannot be rounded one by one where channels are combined."),
    N_("Write “apply: end” under “rounding”, or remove the channels."),
)
GATE_ON_NOTHING = Sentence(
    "edition.gate_on_nothing",
    N_("nothing under “%(code)s” earns points, so the gate would always be reached."),
    N_("Point the gate at a node with standards that earn points."),
)
GATE_OUT_OF_REACH = Sentence(
    "edition.gate_out_of_reach",
    N_("the gate asks for %(found)s, but %(most)s is the most that can be reached."),
    N_("Lower the gate's line."),
)
SANCTION_POINTS = Sentence(
    "edition.sanction_points",
    N_("an article that deducts needs “points” and “max_points”, and no other article has them."),
    N_("Write both for “deduct”, none for the other sanctions."),
)

# --- facts -------------------------------------------------------------------------------

WRONG_EDITION = Sentence(
    "facts.wrong_edition",
    N_("these facts are for the edition “%(found)s”, but “%(expected)s” was given."),
    N_("Give the edition that the facts belong to."),
)
UNKNOWN_CODE = Sentence(
    "facts.unknown_code",
    N_("no standard or criterion has the code “%(code)s”."),
    N_(
        "Correct the code, or delete the entry if it is a heading or a sum; "
        "similar codes: %(similar)s."
    ),
)
STRANGE_CODE = Sentence(
    "facts.strange_code",
    N_("no standard or criterion has the code “%(code)s”."),
    N_("Correct the code, or delete the entry if it is a heading or a sum."),
)
AMBIGUOUS_CODE = Sentence(
    "facts.ambiguous_code",
    N_("“%(code)s” has several standards, so a fact must say which one it is for."),
    N_("Use one of these codes: %(codes)s."),
)
DUPLICATE_FACT = Sentence(
    "facts.duplicate_fact",
    N_("there is already a fact for “%(code)s”."),
    N_("Keep one of the two."),
)
UNKNOWN_ARTICLE = Sentence(
    "facts.unknown_article",
    N_("the negative list has no article “%(code)s”."),
    N_("Correct the code; the articles are: %(known)s."),
)
GRADE_OUTSIDE_SCALE = Sentence(
    "facts.grade_outside_scale",
    N_("the grade “%(found)s” is not on the scale."),
    N_("Use one of: %(known)s."),
)
PASSED_ABOVE_OBSERVED = Sentence(
    "facts.passed_above_observed",
    N_("%(passed)s passed, but only %(observed)s were observed."),
    N_("Correct one of the two numbers."),
)
RIGHT_ABOVE_ASKED = Sentence(
    "facts.right_above_asked",
    N_("%(right)s answered right, but only %(asked)s were asked."),
    N_("Correct one of the two numbers."),
)
ASKED_ABOVE_N = Sentence(
    "facts.asked_above_n",
    N_("%(asked)s were asked, but the rule asks %(n)s."),
    N_("Enter only the first %(n)s answers of the group."),
)
NOT_ONE_WAY = Sentence(
    "facts.not_one_way",
    N_("a fact for the rule “%(rule)s” needs exactly one of these: %(ways)s."),
    N_("Fill in one of them and leave the others out."),
)
MARK_ABOVE_FULL = Sentence(
    "facts.mark_above_full",
    N_("the mark %(found)s is above the full mark %(most)s."),
    N_("Correct the mark."),
)
TOO_MANY_ENTRIES = Sentence(
    "facts.too_many_entries",
    N_("there are %(found)s entries, but the rule expects %(most)s."),
    N_("Remove the entries that do not belong here."),
)
NOT_COUNTED = Sentence(
    "facts.not_counted",
    N_("“%(code)s” is not counted place by place."),
    N_("Give its number under “shortfalls”."),
)
SHORTFALL_TOO_LARGE = Sentence(
    "facts.shortfall_too_large",
    N_("%(found)s are said to be missing, but only %(most)s are required in all."),
    N_("Correct the number."),
)
UNKNOWN_ITEM = Sentence(
    "facts.unknown_item",
    N_("the rule counts no “%(code)s”."),
    N_("Use one of: %(known)s."),
)
NUMERATOR_ABOVE_DENOMINATOR = Sentence(
    "facts.numerator_above_denominator",
    N_("the numerator %(numerator)s is above the denominator %(denominator)s."),
    N_("Correct one of the two numbers."),
)
UNDER_YEARS = Sentence(
    "facts.under_years",
    N_("this edition combines years, so “%(key)s” belongs under the year it is for."),
    N_("Move it under “years” and the code of the year."),
)
NO_YEARS = Sentence(
    "facts.no_years",
    N_("this edition does not combine years."),
    N_("Write the facts under “facts”, or add “years” to the edition."),
)
TOTAL_OR_FACTS = Sentence(
    "facts.total_or_facts",
    N_("a year needs either its “total” or its “facts”."),
    N_("Write one of the two."),
)
