"""The editions that come with the program, known by their codes."""

import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from chuangcheng.domain.errors import N_, Fault, Place, Refused, Sentence

FOLDER = ("features", "frameworks", "editions")
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CODE_LINE = re.compile(r"""^code:\s*["']?([a-z0-9-]+)""", re.MULTILINE)

NOT_SHIPPED = Sentence(
    "file.not_shipped",
    N_("there is no such file, and no edition of this code comes with the program."),
    N_("Check the name; the codes are listed by: chuangcheng framework list"),
)


def shipped() -> Iterator[tuple[str, Path]]:
    """Yield code and file of every edition that comes with the program, by file name."""
    folder = Path(str(resources.files("chuangcheng").joinpath(*FOLDER)))
    for file in sorted(folder.glob("*.edition.yaml")):
        found = _CODE_LINE.search(file.read_text("utf-8"))
        if found:
            yield found[1], file


def edition_file(given: Path) -> Path:
    """Return ``given`` itself, or the shipped edition of which it is the code.

    A file of that name goes first. Raises ``Refused`` for what looks like a code and is none.
    """
    if not CODE.fullmatch(str(given)) or given.exists():
        return given
    for code, file in shipped():
        if code == str(given):
            return file
    raise Refused((Fault(NOT_SHIPPED, Place(file=str(given))),))
