"""What is said about files that are not taken."""

from typing import Final

from chuangcheng.domain.errors import N_, Fault, Refused, Sentence, Words

EMPTY: Final = Sentence(
    "files.empty",
    N_("“%(name)s” is empty (0 bytes)."),
    N_("Open it on your device to see whether it was saved, then send it again."),
)
TOO_LARGE: Final = Sentence(
    "files.too_large",
    N_("“%(name)s” is larger than %(limit)s, the most that is taken here, so it was not kept."),
    N_("Make it smaller, e.g. a shorter video or a smaller picture, or send it in parts."),
)
DISK_FULL: Final = Sentence(
    "files.disk_full",
    N_("The server's disk is nearly full, so “%(name)s” was not kept."),
    N_("Tell the system administrator: the folder of files needs more space."),
)
BROKEN_OFF: Final = Sentence(
    "files.broken_off",
    N_("“%(name)s” did not arrive whole, so it was not kept."),
    N_("Check the connection and send it again."),
)
NO_NAME: Final = Sentence(
    "files.no_name",
    N_("The file has no name."),
    N_("Give it a name with an ending, such as report.pdf, and send it again."),
)
HIDING_NAME: Final = Sentence(
    "files.hiding_name",
    N_("The file's name holds signs that could hide what it is or where it goes."),
    N_("Rename it with plain letters, digits and Chinese characters, and send it again."),
)
TWO_ENDINGS: Final = Sentence(
    "files.two_endings",
    N_("“%(name)s” has the ending %(ending)s of a program inside its name."),
    N_("Rename it so that only its true ending is left, and send it again."),
)
UNKNOWN_ENDING: Final = Sentence(
    "files.unknown_ending",
    N_("Files ending in “%(ending)s” are not taken here."),
    N_("Taken are: %(endings)s."),
)
NO_ENDING: Final = Sentence(
    "files.no_ending",
    N_("“%(name)s” has no ending that says what it is."),
    N_("Taken are: %(endings)s."),
)
OTHER_CONTENT: Final = Sentence(
    "files.other_content",
    N_("“%(name)s” says by its ending that it is %(said)s, but its content is %(found)s."),
    N_("Save it again with the program it was made with, and send the new file."),
)
WEB_CONTENT: Final = Sentence(
    "files.web_content",
    N_("“%(name)s” holds a web page, a drawing in SVG or a script; these are not taken."),
    N_("Send a picture (JPEG, PNG) or a PDF of it."),
)
TWO_IN_ONE: Final = Sentence(
    "files.two_in_one",
    N_("“%(name)s” carries something else behind or inside the %(said)s."),
    N_("Save it again with the program it was made with, and send the new file."),
)
DAMAGED: Final = Sentence(
    "files.damaged",
    N_("“%(name)s” is cut off or damaged and cannot be opened."),
    N_("Open it on your device; if that works, save it again and send the new file."),
)
TOO_MANY_PIXELS: Final = Sentence(
    "files.too_many_pixels",
    N_("“%(name)s” has %(width)s × %(height)s pixels; at most %(limit)s million are taken."),
    N_("Save it in a smaller size and send it again."),
)
BOMB: Final = Sentence(
    "files.bomb",
    N_("“%(name)s” would unfold to far more than its size, so it was not opened."),
    N_("Send what is inside as separate files."),
)
LOCKED: Final = Sentence(
    "files.locked",
    N_("“%(name)s” is protected by a password, so nobody could read it here."),
    N_("Save it without a password and send it again."),
)
MACROS: Final = Sentence(
    "files.macros",
    N_("“%(name)s” holds macros, which are programs."),
    N_("Save it as a document without macros (docx, xlsx, pptx) and send it again."),
)
HEIC: Final = Sentence(
    "files.heic",
    N_("“%(name)s” is a HEIC picture, which many computers cannot show."),
    N_("On an iPhone choose Settings > Camera > Formats > Most Compatible, or send it as JPEG."),
)
NOT_OF_THIS_KIND: Final = Sentence(
    "files.not_of_this_kind",
    N_("“%(name)s” is %(found)s, which is not taken here."),
    N_("Taken are: %(endings)s."),
)

NOTHING_SENT: Final = Sentence(
    "files.nothing_sent",
    N_("No file was chosen."),
    N_("Choose one, then upload."),
)
IN_USE: Final = Sentence(
    "files.in_use",
    N_("“%(name)s” is still used elsewhere, so it was not deleted."),
    N_("Take it out there first."),
)


def refused(sentence: Sentence, name: str = "", **params: str | Words) -> Refused:
    """Return the exception that carries ``sentence`` about the file ``name``."""
    return Refused((Fault(sentence, params={"name": name, **params}),))
