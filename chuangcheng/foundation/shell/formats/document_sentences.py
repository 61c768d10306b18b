"""The sentences that readers of any document of named values can say."""

from chuangcheng.domain.errors import N_, Sentence

DUPLICATE_KEY = Sentence(
    "document.duplicate_key",
    N_("“%(key)s” stands here a second time; it already stands in line %(first)s."),
    N_("Keep one of the two."),
)
TOO_DEEP = Sentence(
    "document.too_deep",
    N_("values are nested more than %(most)s levels deep here."),
    N_("Check for brackets that are never closed."),
)
TOO_MANY_VALUES = Sentence(
    "document.too_many_values",
    N_("the file holds more than %(most)s values."),
    N_("Split it, or remove what does not belong in it."),
)
TEXT_TOO_LONG = Sentence(
    "document.text_too_long",
    N_("a text of more than %(most)s characters begins here."),
    N_("Shorten it; perhaps a closing quotation mark is missing."),
)
NUMBER_OUT_OF_RANGE = Sentence(
    "document.number_out_of_range",
    N_("the number “%(found)s” is too long or too large to be meant."),
    N_("Write at most 28 digits and stay below one thousand billion."),
)
NOT_FINITE = Sentence(
    "document.not_finite",
    N_("“%(found)s” is not a number one can calculate with."),
    N_("Write a number, or leave the value out if it is not known."),
)
