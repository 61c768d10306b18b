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
NOT_A_DATE = Sentence(
    "document.not_a_date",
    N_("a date belongs here, but it says “%(found)s”."),
    N_("Write it like 2026-10-31."),
)

# --- YAML --------------------------------------------------------------------------------

YAML_ALIAS = Sentence(
    "yaml.alias",
    N_("references inside the file (“&name”, “*name”) are not read."),
    N_("Write the value out; put a text that begins with & or * in quotation marks."),
)
YAML_TAG = Sentence(
    "yaml.tag",
    N_("type marks (“!name”) are not read."),
    N_("Remove the mark; put a text that begins with ! in quotation marks."),
)
YAML_KEY = Sentence(
    "yaml.key",
    N_("a list or group cannot serve as a name."),
    N_("Put a single word before the colon; put texts with braces in quotation marks."),
)
YAML_SEVERAL = Sentence(
    "yaml.several",
    N_("a second document begins here; a file holds one."),
    N_("Delete the line “---” or save the documents as separate files."),
)
YAML_TAB = Sentence(
    "yaml.tab",
    N_("a tab stands where spaces belong."),
    N_("Indent with spaces only."),
)
YAML_FULL_WIDTH = Sentence(
    "yaml.full_width",
    N_("a full-width sign (%(sign)s) stands where an ordinary one belongs."),
    N_("Write names and their signs with the Chinese input method switched off: “name: value”."),
)
YAML_CHINESE_SIGN = Sentence(
    "yaml.chinese_sign",
    N_("a Chinese %(kind)s (%(sign)s) stands here."),
    N_("Change it to an English %(kind)s (%(instead)s)."),
)
CHINESE_SIGNS = {
    "，": (",", N_("comma")),
    "：": (":", N_("colon")),
    "“": ('"', N_("quotation mark")),
    "”": ('"', N_("quotation mark")),
}
"""Signs of Chinese input methods that YAML does not know: the English sign, and its name."""
YAML_COLON = Sentence(
    "yaml.colon",
    N_("there is a colon here that fits nothing before it."),
    N_("Put texts that contain “: ” in quotation marks, and check the indentation."),
)
YAML_NO_COLON = Sentence(
    "yaml.no_colon",
    N_("a name without a colon and a value stands here."),
    N_("Write “name: value” with a space after the colon, and put long texts in quotation marks."),
)
YAML_INDENT = Sentence(
    "yaml.indent",
    N_("this line is not indented like the lines it belongs to."),
    N_("Give entries of the same group the same number of spaces in front."),
)
YAML_UNCLOSED = Sentence(
    "yaml.unclosed",
    N_("a bracket or quotation mark opened here is not closed, or a comma is missing after it."),
    N_("Close it, or put the comma."),
)
YAML_CHARACTER = Sentence(
    "yaml.character",
    N_("a text cannot begin with this sign."),
    N_("Put the text in quotation marks."),
)
YAML_ESCAPE = Sentence(
    "yaml.escape",
    N_("a backslash inside double quotation marks begins a special sign that does not exist."),
    N_("Use single quotation marks, or write two backslashes."),
)
YAML_SYNTAX = Sentence(
    "yaml.syntax",
    N_("this cannot be read as YAML."),
    N_("Check indentation, colons, quotation marks and brackets here and in the line before."),
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

# --- written files -----------------------------------------------------------------------
