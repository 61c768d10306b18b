"""What can be wrong with a workbook and its sheets, whatever they hold."""

from chuangcheng.domain.errors import N_, Sentence

DAMAGED = Sentence(
    "workbook.damaged",
    N_("the workbook is damaged or was not made by a spreadsheet program."),
    N_("Open it in the program that made it and save it again as “Excel workbook (.xlsx)”."),
)
ENCRYPTED = Sentence(
    "workbook.encrypted",
    N_("the workbook is protected by a password."),
    N_("Remove the password and save it again."),
)
BOMB = Sentence(
    "workbook.bomb",
    N_("the workbook unpacks to far more than rows of text take; it was not opened."),
    N_("Copy the filled rows into a new workbook."),
)
STRANGE_PARTS = Sentence(
    "workbook.strange_parts",
    N_("the workbook holds parts that do not belong in one (%(part)s)."),
    N_("Copy the filled rows into a new workbook."),
)
ENTITIES = Sentence(
    "workbook.entities",
    N_("the workbook holds definitions that spreadsheet programs never write (%(part)s)."),
    N_("Copy the filled rows into a new workbook."),
)
EMBEDDED = Sentence(
    "workbook.embedded",
    N_("the workbook holds an embedded file or object (%(part)s)."),
    N_("Delete the object, or copy the filled rows into a new workbook."),
)

TOO_MANY_ROWS = Sentence(
    "sheet.too_many_rows",
    N_("the sheet has more than %(most)s filled rows."),
    N_("Keep one row for each thing, and split what is left over."),
)
TOO_MANY_CELLS = Sentence(
    "sheet.too_many_cells",
    N_("the sheet has more than %(most)s filled cells."),
    N_("Remove columns and rows that do not belong here."),
)
MERGED = Sentence(
    "sheet.merged",
    N_("the cells %(cells)s are merged, so it is not clear to which rows their value belongs."),
    N_("Unmerge them and write the value into each row."),
)
HIDDEN_ROW = Sentence(
    "sheet.hidden_row",
    N_("a hidden or filtered row holds data."),
    N_("Show all rows and clear filters, then keep or delete the row."),
)
HIDDEN_COLUMN = Sentence(
    "sheet.hidden_column",
    N_("a hidden column (%(letter)s) holds data."),
    N_("Show the column, then keep or delete it."),
)
HIDDEN_SHEET = Sentence(
    "sheet.hidden_sheet",
    N_("a hidden sheet holds data."),
    N_("Show the sheet, then keep or delete it."),
)
FORMULA = Sentence(
    "sheet.formula",
    N_("a formula stands here; a value is needed that does not change by itself."),
    N_("Copy the cells and paste them as values."),
)
ERROR_VALUE = Sentence(
    "sheet.error_value",
    N_("the spreadsheet program reports an error here (%(found)s)."),
    N_("Write the value, or leave the cell empty if it is not known."),
)
