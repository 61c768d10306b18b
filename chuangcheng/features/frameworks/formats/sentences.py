"""The sentences that readers and writers of files can say."""

from chuangcheng.domain.errors import N_, Sentence

# --- the file itself ---------------------------------------------------------------------

WORKBOOK_FOR_EDITION = Sentence(
    "file.workbook_for_edition",
    N_("an edition cannot be read from a workbook."),
    N_("Give the edition as a YAML or JSON file; only facts may be a workbook."),
)
# --- any document ------------------------------------------------------------------------

NOT_A_DOCUMENT = Sentence(
    "document.not_a_document",
    N_("the file holds no named values."),
    N_("Begin it with “format: …”, as the format reference shows."),
)
NOT_A_DATE = Sentence(
    "document.not_a_date",
    N_("a date belongs here, but it says “%(found)s”."),
    N_("Write it like 2026-10-31."),
)

# --- JSON --------------------------------------------------------------------------------

JSON_COMMA = Sentence(
    "json.comma",
    N_("a comma is missing, or a bracket is not closed."),
    N_("Put a comma between two entries and close every bracket."),
)
JSON_TRAILING_COMMA = Sentence(
    "json.trailing_comma",
    N_("nothing follows the comma."),
    N_("Remove the comma after the last entry."),
)
JSON_KEY = Sentence(
    "json.key",
    N_("a name in double quotation marks belongs here."),
    N_('Write "name": value, and no comma after the last entry.'),
)
JSON_COLON = Sentence(
    "json.colon",
    N_("a colon is missing after the name."),
    N_('Write "name": value.'),
)
JSON_STRING = Sentence(
    "json.string",
    N_("a text is not closed, or holds a line break or a wrong backslash."),
    N_("Close the quotation mark; write \\n for a line break and \\\\ for a backslash."),
)
JSON_EXTRA = Sentence(
    "json.extra",
    N_("something follows after the end of the document."),
    N_("Remove it, or check the brackets before it."),
)
JSON_SYNTAX = Sentence(
    "json.syntax",
    N_("a value is missing or not written as JSON demands."),
    N_("Put texts in double quotation marks; write true, false or null in small letters."),
)
