"""Takes the lines of a year out of a YAML file."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from chuangcheng.domain.errors import Path, Place
from chuangcheng.foundation.calendar.formats import year_sentences
from chuangcheng.foundation.calendar.formats.year_rows import Row, Year
from chuangcheng.foundation.shell.formats.limits import Limits
from chuangcheng.foundation.shell.formats.notes import Notes, shown_value
from chuangcheng.foundation.shell.formats.positions import Locator
from chuangcheng.foundation.shell.formats.yaml_files import read_yaml

FORMAT: Final = "chuangcheng.calendar.v1"
TOP: Final = ("format", "year", "source", "days")
IN_ROW: Final = ("date", "until", "kind", "name")
MOST_SOURCE: Final = 200


def read_yaml_rows(text: str, notes: Notes, limits: Limits) -> Year:
    """Return the file's lines; raises Refused where it is no file of a year at all."""
    data, locate = read_yaml(text, notes.file, limits)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise notes.refuse(year_sentences.WRONG_FORMAT, locate(("format",)))
    _check_names(data, TOP, (), notes, locate)
    source = data.get("source")
    words = "" if source is None else str(source).strip()
    if len(words) > MOST_SOURCE:
        notes.note(year_sentences.NAME_TOO_LONG, locate(("source",)), most=MOST_SOURCE)
    listed = data.get("days")
    if not isinstance(listed, list) or not listed:
        raise notes.refuse(year_sentences.NO_DAYS, locate(("days",)))
    rows = tuple(
        row
        for number, entry in enumerate(listed)
        if (row := _row(entry, ("days", number), notes, locate)) is not None
    )
    return Year(data.get("year", ""), words, rows, locate(("year",)))


def _row(entry: object, path: Path, notes: Notes, locate: Locator) -> Row | None:
    if not isinstance(entry, dict):
        notes.note(year_sentences.NOT_A_ROW, locate(path))
        return None
    _check_names(entry, IN_ROW, path, notes, locate)
    values = {name: entry.get(name) for name in IN_ROW}
    return Row(**values, place=partial(_place, locate, path))


def _place(locate: Locator, path: Path, name: str) -> Place:
    return locate((*path, name))


def _check_names(
    group: Mapping[str, object], known: tuple[str, ...], path: Path, notes: Notes, locate: Locator
) -> None:
    for name in group:
        if name not in known:
            words = {"found": shown_value(name), "known": ", ".join(known)}
            notes.note(year_sentences.UNKNOWN_NAME, locate((*path, name)), **words)
