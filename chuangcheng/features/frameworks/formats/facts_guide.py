"""The instructions in a workbook of facts: what to fill in, and how for each kind of rule."""

from collections.abc import Iterable, Iterator, Mapping

from chuangcheng.domain.errors import N_, Translate
from chuangcheng.domain.scoring.words import RULE_NAMES

YELLOW = N_("Yellow cells")
YELLOW_TEXT = N_(
    "Fill in the yellow cells of the first sheet. The column “%(fill)s” says for each row which "
    "of them, with an example."
)
BLANK = N_("Blank cells")
BLANK_TEXT = N_(
    "Leave blank what is not known yet: blank is unknown, never zero. Write 0 where it is zero."
)
SEVERAL = N_("Several values")
SEVERAL_TEXT = N_("Separate several values in one cell with semicolons: 85;90;88.")
KEEP = N_("Keep as it is")
KEEP_TEXT = N_(
    "Keep the heads in row 1 and the column “%(code)s”. Do not merge cells, hide rows or write "
    "formulas."
)

RULES = {
    "grade": N_(
        "Choose the grade. With several assessors write their grades in “%(panel)s”: A;B;A."
    ),
    "pass_share": N_(
        "Write how many were observed and how many of them passed, or list each observation in "
        "the sheet “%(observations)s”."
    ),
    "deduct": N_(
        "Write how many shortfalls were found; with several kinds the number of each: "
        "kind:1;other kind:0. Where “%(counts)s” is offered, write what was found at each place "
        "instead: kind:2,1,0."
    ),
    "ratio": N_("Write the value reached; several values are added up: 3;2."),
    "k_of_n": N_(
        "Write how many were checked and how many of them were right; for several groups the "
        "same order in both cells: 5;5 and 4;3."
    ),
    "threshold": N_(
        "Write the rate (92.3%%) or the number, or numerator and denominator in their columns."
    ),
    "given": N_(
        "Write the mark. With several assessors write their marks in “%(panel)s”: 85;90;88; "
        "an empty place is unknown: 85;;88."
    ),
    "bonus": N_("Write the points granted, or how many items earn points where that is offered."),
    "veto": N_("Choose yes if it happened, no if it did not."),
    "negative": N_(
        "Write how many times it occurred, 0 if never. If the whole list was checked, write yes "
        "after “%(reviewed)s” above; blank articles then did not occur."
    ),
}


def guide(
    rules: Iterable[str], words: Mapping[str, str], say: Translate
) -> Iterator[tuple[str, str]]:
    """Yield lines of a name and a text: what holds for all rows, then one per kind of rule.

    ``words`` are the heads that the lines speak of.
    """
    for name, text in (
        (YELLOW, YELLOW_TEXT),
        (BLANK, BLANK_TEXT),
        (SEVERAL, SEVERAL_TEXT),
        (KEEP, KEEP_TEXT),
    ):
        yield say(name), say(text) % dict(words)
    kinds = set(rules)
    for kind, text in RULES.items():
        if kind in kinds:
            yield say(RULE_NAMES[kind]), say(text) % dict(words)
