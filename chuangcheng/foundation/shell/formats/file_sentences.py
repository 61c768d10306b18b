"""What can be wrong with a file before anybody looks into it."""

from chuangcheng.domain.errors import N_, Sentence

MISSING = Sentence(
    "file.missing",
    N_("there is no such file."),
    N_("Check the name and the folder."),
)
FOLDER = Sentence(
    "file.folder",
    N_("this is a folder, not a file."),
    N_("Name a file inside it."),
)
NOT_ORDINARY = Sentence(
    "file.not_ordinary",
    N_("this is not an ordinary file."),
    N_("Save the content as a file and name that file."),
)
UNREADABLE = Sentence(
    "file.unreadable",
    N_("the file cannot be read (%(reason)s)."),
    N_("Check the disk, and that no other program holds the file."),
)
FORBIDDEN = Sentence(
    "file.forbidden",
    N_("you may not read this file."),
    N_("Ask its owner for permission to read it, or copy it to a folder of your own."),
)
LINKS_IN_CIRCLE = Sentence(
    "file.links_in_circle",
    N_("this name is a link that leads back to itself."),
    N_("Name the file that the link was meant for."),
)
BAD_NAME = Sentence(
    "file.bad_name",
    N_("this cannot be the name of a file."),
    N_("Check the name and the folder."),
)
EMPTY = Sentence(
    "file.empty",
    N_("the file is empty."),
    N_("Check that the right file was given, and that it was saved."),
)
TOO_LARGE = Sentence(
    "file.too_large",
    N_("the file is larger than %(most)s MB."),
    N_("Split it, or remove what does not belong in it."),
)
UNKNOWN_ENDING = Sentence(
    "file.unknown_ending",
    N_("files ending in “%(ending)s” cannot be read here."),
    N_("Use one of these endings: %(known)s."),
)
OLD_WORKBOOK = Sentence(
    "file.old_workbook",
    N_("this is a workbook of the old kind (.xls)."),
    N_("Open it and save it as “Excel workbook (.xlsx)”."),
)
MACRO_WORKBOOK = Sentence(
    "file.macro_workbook",
    N_("this workbook holds macros, and files with programs inside are not opened."),
    N_("Save it as “Excel workbook (.xlsx)” without macros."),
)
WORKBOOK_IN_DISGUISE = Sentence(
    "file.workbook_in_disguise",
    N_("this is a workbook or zip file, although its name ends in “%(ending)s”."),
    N_("Give it the ending that fits its content."),
)
NOT_A_WORKBOOK = Sentence(
    "file.not_a_workbook",
    N_("this is not a workbook, although its name ends in .xlsx."),
    N_("Open it in the program that made it and save it as “Excel workbook (.xlsx)”."),
)
ENCODING = Sentence(
    "file.encoding",
    N_("the file is not written in UTF-8; it seems to be %(encoding)s."),
    N_("In the editor choose “Save as” and the encoding UTF-8, then try again."),
)
ENCODING_UNKNOWN = Sentence(
    "file.encoding_unknown",
    N_("the file is not a text written in UTF-8."),
    N_("In the editor choose “Save as” and the encoding UTF-8, then try again."),
)
CONTROL_CHARACTER = Sentence(
    "file.control_character",
    N_("an invisible control character (%(character)s) stands here."),
    N_("Delete it; it often comes along when text is copied from another program."),
)
MORE_FAULTS = Sentence(
    "file.more_faults",
    N_("%(count)s more faults are not listed."),
    N_("Mend these first, then check again."),
)

OUTPUT_ENDING = Sentence(
    "output.ending",
    N_("the name of this file must end in “%(ending)s”."),
    N_("Give another name."),
)
OUTPUT_IS_INPUT = Sentence(
    "output.is_input",
    N_("this is one of the files that are read; it would be overwritten."),
    N_("Give another name for the result."),
)
OUTPUT_NO_FOLDER = Sentence(
    "output.no_folder",
    N_("the folder for this file does not exist."),
    N_("Create the folder first, or name another one."),
)
OUTPUT_FORBIDDEN = Sentence(
    "output.forbidden",
    N_("you may not write this file."),
    N_("Choose a folder of your own, or ask its owner for permission."),
)
OUTPUT_NO_SPACE = Sentence(
    "output.no_space",
    N_("there is no space left for this file."),
    N_("Free some space, or choose another disk."),
)
OUTPUT_UNWRITABLE = Sentence(
    "output.unwritable",
    N_("the file cannot be written (%(reason)s)."),
    N_("Check the disk, and that no other program has the file open."),
)
