"""Opens a file of a user as a plain document, whatever it is written in."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from chuangcheng.domain.errors import Fault, Place, Refused
from chuangcheng.domain.errors import Path as Steps
from chuangcheng.features.frameworks.formats import sentences
from chuangcheng.features.frameworks.formats.fact_dates import normalise_dates
from chuangcheng.features.frameworks.formats.json_files import read_json
from chuangcheng.features.frameworks.formats.known_codes import KnownCodes
from chuangcheng.foundation.shell.formats import file_sentences
from chuangcheng.foundation.shell.formats.input_files import read_bytes, text_of
from chuangcheng.foundation.shell.formats.limits import DEFAULT, Limits
from chuangcheng.foundation.shell.formats.notes import Notes, shown_file
from chuangcheng.foundation.shell.formats.yaml_files import read_yaml

Kind = Literal["edition", "facts"]

NO_CODES = KnownCodes()

TEXT_ENDINGS = (".yaml", ".yml", ".json")
WORKBOOK_ENDING = ".xlsx"
_REFUSED_WORKBOOKS = {
    ".xls": file_sentences.OLD_WORKBOOK,
    ".xlsm": file_sentences.MACRO_WORKBOOK,
    ".xltm": file_sentences.MACRO_WORKBOOK,
    ".xlsb": file_sentences.MACRO_WORKBOOK,
}


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says, and where.

    ``data`` is made of dict, list, str, bool, None, int and Decimal only. ``locate`` turns
    a path into ``data`` into a place in the file. ``faults`` are of single values that are
    left out of ``data``; ``is_workbook`` tells that the places are cells.
    """

    data: Mapping[str, object]
    locate: Callable[[Steps], Place]
    faults: tuple[Fault, ...] = ()
    is_workbook: bool = False


def open_document(
    path: str | Path,
    *,
    kind: Kind,
    limits: Limits = DEFAULT,
    articles: Collection[str] = (),
) -> Document:
    """Read an edition (YAML, JSON) or facts (YAML, JSON, xlsx) from ``path``.

    ``articles`` are the codes of the edition's negative list: in a workbook they stand in
    the same column as the codes of standards. Raises ``domain.errors.Refused`` with every
    fault that can be told from the file alone; what the values mean is for
    ``domain.editions`` to judge.
    """
    codes = KnownCodes(articles=frozenset(articles))
    document = read_document(path, kind=kind, limits=limits, codes=codes)
    if document.faults:
        raise Refused(document.faults)
    return document


def read_document(
    path: str | Path, *, kind: Kind, limits: Limits = DEFAULT, codes: KnownCodes = NO_CODES
) -> Document:
    """Read a file like ``open_document``, but hand faults of single values of facts back.

    So they can be said in one go with what the edition finds wrong with the other values.
    ``codes`` are those of the edition.
    """
    path = Path(path)
    notes = Notes(shown_file(path))
    content = read_bytes(path, notes, limits)
    ending = path.suffix.lower()
    _check_ending(ending, kind, notes)
    if ending == WORKBOOK_ENDING:
        # openpyxl and what it drags in are needed for workbooks only
        from chuangcheng.features.frameworks.formats.facts_workbook import (
            read_facts_workbook,
        )

        facts, places = read_facts_workbook(content, notes, limits, codes)
        return Document(facts, places, notes.faults(), is_workbook=True)
    text = text_of(content, path, notes)
    read = read_json if ending == ".json" else read_yaml
    data, locate = read(text, notes.file, limits)
    if not isinstance(data, dict):
        raise notes.refuse(sentences.NOT_A_DOCUMENT, locate(()))
    if kind == "facts":
        normalise_dates(data, locate, notes)
    return Document(data, locate, notes.faults())


def _check_ending(ending: str, kind: Kind, notes: Notes) -> None:
    refused = _REFUSED_WORKBOOKS.get(ending)
    if refused:
        raise notes.refuse(refused)
    if ending == WORKBOOK_ENDING and kind == "edition":
        raise notes.refuse(sentences.WORKBOOK_FOR_EDITION)
    known = TEXT_ENDINGS if kind == "edition" else (*TEXT_ENDINGS, WORKBOOK_ENDING)
    if ending not in known:
        raise notes.refuse(
            file_sentences.UNKNOWN_ENDING, ending=shown_file(ending), known=", ".join(known)
        )
