"""The sentences that the reader of YAML can say."""

from chuangcheng.domain.errors import N_, Sentence

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
