"""Dates in facts: understood in the forms that people write, kept as ``2026-10-31``."""

from collections.abc import Callable, Iterator

from chuangcheng.domain.errors import Path, Place
from chuangcheng.features.frameworks.formats import sentences
from chuangcheng.foundation.shell.formats.days import parse_day
from chuangcheng.foundation.shell.formats.notes import Notes, shown_value

Group = dict[str, object]


def normalise_dates(data: Group, locate: Callable[[Path], Place], notes: Notes) -> None:
    """Write every date of a document of facts the same way; note what is no date.

    Values that are no text are left to whoever reads the document.
    """
    for path, group, name in _dates(data):
        written = group.get(name)
        if not isinstance(written, str) or not written.strip():
            continue
        day = parse_day(written)
        if day is None:
            notes.note(sentences.NOT_A_DATE, locate(path), found=shown_value(written))
        else:
            group[name] = day


def _dates(data: Group) -> Iterator[tuple[Path, Group, str]]:
    """Yield where dates may stand: the path, the group and the name in it."""
    yield ("as_of",), data, "as_of"
    yield from _of_facts((), data)
    for code, year in _groups(data.get("years")):
        yield from _of_facts(("years", code), year)


def _of_facts(base: Path, part: Group) -> Iterator[tuple[Path, Group, str]]:
    for section in ("facts", "negative"):
        for code, fact in _groups(part.get(section)):
            yield (*base, section, code, "when"), fact, "when"


def _groups(value: object) -> Iterator[tuple[str, Group]]:
    if isinstance(value, dict):
        for name, group in value.items():
            if isinstance(group, dict):
                yield str(name), group
