"""What can be wrong with the rows of a sheet of units, people or zones, and how to mend it."""

from chuangcheng.domain.errors import N_, Sentence

# --- the file and its sheets ---------------------------------------------------------------

NOT_A_SHEET = Sentence(
    "orgs_file.not_a_sheet",
    N_("this is neither a workbook (.xlsx) nor a table of text (.csv)."),
    N_("Save it from the spreadsheet program as “Excel workbook (.xlsx)”."),
)
NOTHING_KNOWN = Sentence(
    "orgs_file.nothing_known",
    N_("no sheet has heads that are known here."),
    N_("Take the heads of the template, for example “%(example)s”."),
)
NO_ROWS = Sentence(
    "orgs_file.no_rows",
    N_("there are heads, but no row below them."),
    N_("Fill in at least one row; rows marked as examples do not count."),
)
TOO_LONG_A_LINE = Sentence(
    "orgs_file.too_long_a_line",
    N_("a cell of the text table is too long to be one."),
    N_("Look for a quotation mark that is opened and never closed."),
)

# --- what is passed over, and said ---------------------------------------------------------

IGNORED_COLUMN = Sentence(
    "orgs_notice.ignored_column",
    N_("The column “%(head)s” is not known and was left out."),
    N_("If it is needed, give it one of the heads of the template."),
)
HEADLESS_COLUMN = Sentence(
    "orgs_notice.headless_column",
    N_("A column without a head was left out."),
    N_("If it is needed, give it one of the heads of the template."),
)
HIDDEN_COLUMN = Sentence(
    "orgs_notice.hidden_column",
    N_("The hidden column “%(head)s” was left out."),
    N_("If it is needed, show it and load the file again."),
)
SECOND_COLUMN = Sentence(
    "orgs_notice.second_column",
    N_("The column “%(head)s” says the same as column %(first)s and was left out."),
    N_("If it is the right one, delete the other."),
)
IGNORED_SHEET = Sentence(
    "orgs_notice.ignored_sheet",
    N_("The sheet has no heads that are known here and was left out."),
    N_("If it is needed, take the heads of the template."),
)
HIDDEN_SHEET = Sentence(
    "orgs_notice.hidden_sheet",
    N_("The hidden sheet was left out."),
    N_("If it is needed, show it and load the file again."),
)
EXAMPLES_SKIPPED = Sentence(
    "orgs_notice.examples_skipped",
    N_("Rows marked as examples were left out: %(count)s."),
    N_("Nothing needs to be done."),
)
CONVERTED = Sentence(
    "orgs_notice.converted",
    N_("The text was read as %(encoding)s."),
    N_("If names look wrong below, save the file as an Excel workbook (.xlsx) and load that."),
)

# --- single cells --------------------------------------------------------------------------

MERGED = Sentence(
    "orgs_cell.merged",
    N_("the cells %(cells)s are merged, so it is not clear to which rows their value belongs."),
    N_("Unmerge them and write the value into each row."),
)
HIDDEN_ROW = Sentence(
    "orgs_cell.hidden_row",
    N_("this row is hidden or filtered away."),
    N_("Show all rows and clear filters, then keep or delete the row."),
)
CODE_IS_NUMBER = Sentence(
    "orgs_cell.code_is_number",
    N_("“%(found)s” is a number with decimals or too large a one, not a code."),
    N_("Set the column's format to “Text” and write the code again."),
)
CODE_IS_DATE = Sentence(
    "orgs_cell.code_is_date",
    N_("the spreadsheet program has turned the value into a date (%(found)s)."),
    N_("Set the cell's format to “Text” and write the value again."),
)
TOO_LONG = Sentence(
    "orgs_cell.too_long",
    N_("%(count)s characters are too many; %(most)s fit."),
    N_("Shorten it."),
)
BAD_DIGITS = Sentence(
    "orgs_cell.bad_digits",
    N_("“%(found)s” is no statistical code: it has exactly 12 digits."),
    N_("Look it up in the statistics bureau's table, or leave the cell empty."),
)
DIGITS_LOST = Sentence(
    "orgs_cell.digits_lost",
    N_("the spreadsheet program has shortened the code to “%(found)s”."),
    N_("Set the column's format to “Text” and write all 12 digits again."),
)
BAD_PHONE = Sentence(
    "orgs_cell.bad_phone",
    N_("“%(found)s” is no telephone number."),
    N_("Write digits, for example 0571-88880000 or 13800000000; several with semicolons."),
)
BAD_EMAIL = Sentence(
    "orgs_cell.bad_email",
    N_("“%(found)s” is no e-mail address."),
    N_("Write it like name@example.gov.cn, only one."),
)
BAD_DATE = Sentence(
    "orgs_cell.bad_date",
    N_("a date belongs here, but it says “%(found)s”."),
    N_("Write it like 2026-10-31, with year, month and day."),
)
BAD_WORD = Sentence(
    "orgs_cell.bad_word",
    N_("“%(found)s” is not one of the words for this column."),
    N_("Choose one of: %(known)s."),
)
CANNOT_CLEAR = Sentence(
    "orgs_cell.cannot_clear",
    N_("this cell cannot be cleared; something has to stand here."),
    N_("Write the value, or leave the cell empty to keep what is there."),
)

# --- rows ----------------------------------------------------------------------------------

MISSING = Sentence(
    "orgs_row.missing",
    N_("something new needs this cell filled in."),
    N_("Fill it in, or delete the row."),
)
CODE_MISSING = Sentence(
    "orgs_row.code_missing",
    N_("there is no zone of this name yet, and a new one needs a code."),
    N_("Write a code; if it is there under another name, write its code."),
)
DUPLICATE_CODE = Sentence(
    "orgs_row.duplicate_code",
    N_("the code “%(code)s” stands already in row %(row)s of the sheet “%(sheet)s”."),
    N_("Keep one of the two rows, or give one another code."),
)
DUPLICATE_PERSON = Sentence(
    "orgs_row.duplicate_person",
    N_("“%(name)s” of the same unit stands already in row %(row)s of the sheet “%(sheet)s”."),
    N_("Delete one row; if they are two persons, give each a staff number."),
)
SEVERAL_NAMED = Sentence(
    "orgs_row.several_named",
    N_("%(count)s units are called “%(name)s”."),
    N_("Write the code of the one that is meant."),
)
SEVERAL_PEOPLE = Sentence(
    "orgs_row.several_people",
    N_("there are %(count)s persons of this name or number; it is not clear who is meant."),
    N_("Give them different staff numbers on their pages, and write the number here."),
)
UNKNOWN_CLASS = Sentence(
    "orgs_row.unknown_class",
    N_("there is no class of units called “%(found)s”."),
    N_("Choose one of: %(known)s."),
)
UNKNOWN_UNIT = Sentence(
    "orgs_row.unknown_unit",
    N_("there is no unit with the code or name “%(found)s”, neither here nor in the file."),
    N_("Correct it, or add the unit to the sheet of units."),
)
NAME_DISAGREES = Sentence(
    "orgs_row.name_disagrees",
    N_("the code “%(code)s” belongs to “%(name)s”, but it says “%(found)s”."),
    N_("Correct one of the two cells."),
)
PARENT_IS_SELF = Sentence(
    "orgs_row.parent_is_self",
    N_("the unit is named as its own parent."),
    N_("Name the unit above it, or leave the cell empty."),
)
PARENT_CYCLE = Sentence(
    "orgs_row.parent_cycle",
    N_("the units would stand above each other in a circle: %(circle)s."),
    N_("Correct the parent of one of them."),
)
PARENT_CLOSED = Sentence(
    "orgs_row.parent_closed",
    N_("the parent “%(name)s” is merged or closed."),
    N_("Name a parent that is active."),
)
TOO_DEEP = Sentence(
    "orgs_row.too_deep",
    N_("the tree would become deeper than %(most)s levels."),
    N_("Put the unit higher up."),
)
DEPENDS_ON_REFUSED = Sentence(
    "orgs_row.depends_on_refused",
    N_("the unit “%(name)s” it belongs to is refused in row %(row)s of the sheet “%(sheet)s”."),
    N_("Mend that row first."),
)
STATUS_BY_SHEET = Sentence(
    "orgs_row.status_by_sheet",
    N_("a sheet cannot merge, close or reopen a unit."),
    N_(
        "Do it on the unit's page, which also settles its people and duties; leave this cell empty."
    ),
)
NEW_NOT_ACTIVE = Sentence(
    "orgs_row.new_not_active",
    N_("a new unit can only be active."),
    N_("Leave the status empty, or delete the row."),
)
ENDED_UNIT = Sentence(
    "orgs_row.ended_unit",
    N_("the unit is merged or closed; it stays as it was."),
    N_("Delete the row, or write into it what is there."),
)
UNIT_ENDED = Sentence(
    "orgs_row.unit_ended",
    N_("the unit “%(name)s” is merged or closed."),
    N_("Name a unit that is active."),
)
START_IN_FUTURE = Sentence(
    "orgs_row.start_in_future",
    N_("the day “%(found)s” is still to come or too long ago."),
    N_("Write a day between 1900 and today."),
)
TWO_HEADS = Sentence(
    "orgs_row.two_heads",
    N_("the unit “%(unit)s” would have two heads: “%(other)s” is one already."),
    N_("Give one of them another post, or set “in office” of the other to no."),
)
LEAD_IS_ONE = Sentence(
    "orgs_row.lead_is_one",
    N_("only one unit can lead a zone."),
    N_("Keep one here and write the others under co-units."),
)
START_FIXED = Sentence(
    "orgs_row.start_fixed",
    N_("the unit is on record since %(now)s, and a sheet does not change that."),
    N_("Write that day, or leave the cell empty."),
)
LEFT_OFFICE = Sentence(
    "orgs_row.left_office",
    N_("%(name)s has left office and cannot be transferred."),
    N_("Set “in office” to yes as well, or leave the unit as it is."),
)
ZONE_ENDED = Sentence(
    "orgs_row.zone_ended",
    N_("the zone is not in use, so no further unit can answer for it."),
    N_("Set “in use” to yes as well, or leave the units as they are."),
)
