"""The sentences about workbooks (xlsx) and the facts in them."""

from chuangcheng.domain.errors import N_, Sentence

# --- safety of the package ---------------------------------------------------------------

# --- the shape of the sheets -------------------------------------------------------------

UNREAD_SHEET = Sentence(
    "sheet.unread",
    N_("this sheet holds data, but sheets with this name are not read."),
    N_("Delete it or give it one of these names: %(known)s; the facts stand in the first sheet."),
)
NO_SHEET = Sentence(
    "sheet.none",
    N_("the workbook has no sheet with facts."),
    N_("Put the facts in the first sheet, with the heads in row 1."),
)
TWICE = Sentence(
    "sheet.twice",
    N_("two sheets have the same role (“%(other)s” as well)."),
    N_("Keep one of the two."),
)

# --- heads and rows ----------------------------------------------------------------------

NO_HEADS = Sentence(
    "sheet.no_heads",
    N_("row 1 should hold the heads (%(known)s…)."),
    N_("Write them in row 1; if a title stands above the heads, delete its row."),
)
HEADS_BELOW = Sentence(
    "sheet.heads_below",
    N_("row 1 should hold the heads (%(known)s…), but they stand in row %(row)s."),
    N_("Delete the rows above the heads, such as a title."),
)
UNKNOWN_HEAD = Sentence(
    "sheet.unknown_head",
    N_("the head “%(found)s” is not known."),
    N_("Delete the column, or use one of: %(known)s."),
)
NO_HEAD = Sentence(
    "sheet.no_head",
    N_("there is a value here, but the column has no head."),
    N_("Write a head in row 1, or delete the value."),
)
DUPLICATE_HEAD = Sentence(
    "sheet.duplicate_head",
    N_("the head “%(found)s” says the same as the one in %(first)s."),
    N_("Keep one of the two columns."),
)
MISSING_COLUMN = Sentence(
    "sheet.missing_column",
    N_("the column “%(head)s” is missing."),
    N_("Add it, with its head in row 1."),
)
MISSING_CODE = Sentence(
    "sheet.missing_code",
    N_("this row has values but no code."),
    N_("Write the code of the standard, or delete the row."),
)
DUPLICATE_ROW = Sentence(
    "sheet.duplicate_row",
    N_("the code “%(code)s” stands in row %(first)s and again in row %(row)s."),
    N_("Keep one of the two rows."),
)
DUPLICATE_OBSERVATION = Sentence(
    "sheet.duplicate_observation",
    N_("the same item of the same site stands in row %(first)s and again in row %(row)s."),
    N_("Keep one; for a second visit add its date to the name of the site."),
)
DUPLICATE_ABOUT = Sentence(
    "sheet.duplicate_about",
    N_("“%(name)s” stands in row %(first)s and again in row %(row)s."),
    N_("Keep one of the two rows."),
)
UNKNOWN_ABOUT = Sentence(
    "sheet.unknown_about",
    N_("“%(found)s” is not known here."),
    N_("Use one of: %(known)s."),
)

# --- values of cells ---------------------------------------------------------------------

NOT_A_NUMBER = Sentence(
    "cell.not_a_number",
    N_("a number belongs here, but it says “%(found)s”."),
    N_("Write digits only, or leave the cell empty if the number is not known."),
)
NOT_A_COUNT = Sentence(
    "cell.not_a_count",
    N_("a whole number belongs here, but it says “%(found)s”."),
    N_("Write a whole number, or leave the cell empty if it is not known."),
)
NUMBER_OUT_OF_RANGE = Sentence(
    "cell.number_out_of_range",
    N_("the number “%(found)s” is too long or too large to be meant."),
    N_("Write at most 28 digits and stay below one thousand billion."),
)
PERCENT_NOT_MEANT = Sentence(
    "cell.percent_not_meant",
    N_("the cell shows a percentage (%(found)s), but a plain number belongs here."),
    N_("Set the cell's format to “General” and write the number."),
)
DATE_NOT_MEANT = Sentence(
    "cell.date_not_meant",
    N_("the spreadsheet program has turned the value into a date (%(found)s)."),
    N_("Set the cell's format to “Text” and write the value again."),
)
NOT_A_DATE = Sentence(
    "cell.not_a_date",
    N_("a date belongs here, but it says “%(found)s”."),
    N_("Write it like 2026-10-31."),
)
NOT_YES_OR_NO = Sentence(
    "cell.not_yes_or_no",
    N_("yes or no belongs here, but it says “%(found)s”."),
    N_("Write 是 or 否 (yes or no), or leave the cell empty if it is not known."),
)
CODE_IS_NUMBER = Sentence(
    "cell.code_is_number",
    N_("this code is stored as the number %(found)s, and numbers lose zeros (1.10 becomes 1.1)."),
    N_("Set the column's format to “Text” and write the code again."),
)
ONE_OR_SEVERAL = Sentence(
    "cell.one_or_several",
    N_("“%(found)s” may be one number or several."),
    N_("Write %(one)s for one number, %(several)s for several."),
)
NOT_SEPARATED = Sentence(
    "cell.not_separated",
    N_("several numbers stand here with nothing but spaces between them: “%(found)s”."),
    N_("Separate several numbers with semicolons: %(several)s."),
)
NOT_VALUES = Sentence(
    "cell.not_values",
    N_("a number or a percentage belongs here, but it says “%(found)s”."),
    N_(
        "Write for example 12 or 92.3%%; separate several with semicolons (3;2); leave the "
        "cell empty if the number is not known."
    ),
)
NOT_COUNTS_OF_GROUPS = Sentence(
    "cell.not_counts_of_groups",
    N_("a whole number belongs here, but it says “%(found)s”."),
    N_(
        "Write for example 5, or for several groups 5;5;5; leave the cell empty if it is not known."
    ),
)
NOT_A_PANEL = Sentence(
    "cell.not_a_panel",
    N_("the marks of a panel belong here, but it says “%(found)s”."),
    N_("Separate the marks with semicolons, for example 85;90;;88; an empty place is unknown."),
)
NOT_COUNTS = Sentence(
    "cell.not_counts",
    N_("counts per place belong here, but it says “%(found)s”."),
    N_(
        "Write each item's name, a colon and the number found at each place, for example "
        "stop-ads:2,1,0;core-ads:1,1,1."
    ),
)
NOT_SHORTFALLS = Sentence(
    "cell.not_shortfalls",
    N_("the number of shortfalls of each item belongs here, but it says “%(found)s”."),
    N_("Write each item's name, a colon and its number, for example stop-ads:2;core-ads:1."),
)
UNEQUAL_LISTS = Sentence(
    "cell.unequal_lists",
    N_("“%(asked_head)s” has %(asked)s groups, but “%(right_head)s” has %(right)s."),
    N_("Give the same number of groups in both cells, separated by semicolons."),
)

WRONG_EDITION = Sentence(
    "cell.wrong_edition",
    N_("“%(head)s” says “%(found)s”, but “%(expected)s” was given."),
    N_("Give the one that the facts belong to, or correct the cell."),
)

# --- what the rules need of a row --------------------------------------------------------

COLUMN_UNUSED = Sentence(
    "row.column_unused",
    N_("this row is scored by %(how)s; its column “%(head)s” stays empty."),
    N_("Clear this cell and fill in %(ways)s."),
)
OBSERVATIONS_UNUSED = Sentence(
    "row.observations_unused",
    N_("this item is scored by %(how)s, so it takes no observations."),
    N_("Delete its rows in the sheet “%(sheet)s” and fill in %(ways)s."),
)
NOT_ONE_WAY = Sentence(
    "row.not_one_way",
    N_("this row must be filled in in exactly one way: %(ways)s."),
    N_("Keep one and clear the other cells."),
)
NOT_FILLED = Sentence(
    "row.not_filled",
    N_("the row has values, but not those that its rule needs."),
    N_("Fill in %(ways)s."),
)
EMPTY_CELL = Sentence(
    "row.empty_cell",
    N_("“%(head)s” is not filled in."),
    N_("Fill it in, or clear the other values of the row if it is not known."),
)
ITEM_NEEDED = Sentence(
    "row.item_needed",
    N_("this row counts several kinds of shortfalls, so one number is not enough."),
    N_("Write the number of each kind, for example %(example)s."),
)
NOT_COUNTED = Sentence(
    "row.not_counted",
    N_("“%(item)s” is not counted place by place."),
    N_("Write its number under “%(head)s”."),
)
UNKNOWN_ITEM = Sentence(
    "row.unknown_item",
    N_("“%(item)s” is not an item of this row."),
    N_("Use one of: %(known)s."),
)
ITEM_TWICE = Sentence(
    "row.item_twice",
    N_("the item “%(item)s” stands here twice, under two names."),
    N_("Keep one of the two."),
)
NEEDS_YEAR = Sentence(
    "row.needs_year",
    N_("this framework combines years, but %(count)s rows beginning here name no year."),
    N_("Fill in the column “%(head)s”: %(known)s."),
)
UNKNOWN_YEAR = Sentence(
    "row.unknown_year",
    N_("this framework has no year “%(code)s”."),
    N_("Use one of: %(known)s."),
)
NO_YEARS = Sentence(
    "row.no_years",
    N_("this framework does not combine years."),
    N_("Clear the year in the column “%(head)s”, and delete the sheet “%(head)s” if there is one."),
)
TOTAL_OR_ROWS = Sentence(
    "row.total_or_rows",
    N_("the year “%(code)s” needs either its total in the sheet “%(sheet)s” or rows of facts."),
    N_("Keep one of the two."),
)

# --- how a row is scored, for the sentence above -------------------------------------------

HOW = {
    "grade": N_("a grade"),
    "pass_share": N_("the share that passed"),
    "deduct": N_("deductions"),
    "ratio": N_("a ratio to a target"),
    "k_of_n": N_("the checks passed in each group"),
    "threshold": N_("the level that a rate reaches"),
    "given": N_("a mark that is supplied"),
    "bonus": N_("bonus points"),
    "veto": N_("yes or no (one-vote veto)"),
    "negative": N_("how many times the article occurred"),
}
