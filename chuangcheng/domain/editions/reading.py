"""Read a whole edition from a plain document, with all its faults."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from chuangcheng.domain.editions import faults, list_reading
from chuangcheng.domain.editions.check import check_edition
from chuangcheng.domain.editions.cursor import Cursor, Locate, Notebook
from chuangcheng.domain.editions.doubt import Doubt
from chuangcheng.domain.editions.edition import (
    FORMAT,
    KINDS,
    WEIGHTS_STATUSES,
    Edition,
)
from chuangcheng.domain.editions.facts import FORMAT as FACTS_FORMAT
from chuangcheng.domain.editions.tree_reading import read_tree
from chuangcheng.domain.errors import Fault, in_document

EDITION_KEYS = (
    "format",
    "code",
    "version",
    "kind",
    "title",
    "description",
    "language",
    "weights_status",
    "source",
    "levels",
    "full",
    "weights",
    "rounding",
    "bonus_cap",
    "methods",
    "channels",
    "years",
    "scales",
    "departments",
    "site_types",
    "questions",
    "negative",
    "gates",
    "nodes",
)


INSTEAD = {FORMAT: faults.EDITION_INSTEAD, FACTS_FORMAT: faults.FACTS_INSTEAD}


@dataclass(frozen=True, slots=True)
class EditionReading:
    """What came of reading an edition: the edition if there was no fault, and the faults."""

    edition: Edition | None
    faults: tuple[Fault, ...]


def read_edition(document: Mapping[str, object], locate: Locate = in_document) -> EditionReading:
    """Read an edition in the written format ``chuangcheng.edition.v1``.

    ``document`` holds plain values (mappings, lists, strings, ``int``, ``Decimal``, ``bool``,
    ``None``); ``locate`` turns a path into its place in the file. Every fault is collected;
    the edition is returned only when there is none.
    """
    notebook = Notebook(locate)
    cursor = Cursor(document, (), notebook)
    if not isinstance(document, Mapping):
        cursor.note(faults.NOT_A_MAPPING, found="…")
        return EditionReading(None, tuple(notebook.faults))
    if not check_format(cursor, FORMAT):
        return EditionReading(None, tuple(notebook.faults))
    cursor.mapping(EDITION_KEYS)
    language = cursor.entry("language").choice(("zh-Hant", "zh-Hans"), "zh-Hant")
    notebook.language = language
    edition = _edition(cursor, language)
    across = Notebook(locate)
    check_edition(edition, document, across)
    doubt = Doubt(notebook)
    notebook.faults.extend(
        fault
        for fault, path in zip(across.faults, across.paths, strict=True)
        if not doubt.echoes(fault, path)
    )
    found = _in_order(notebook.faults)
    return EditionReading(None if found else edition, found)


def check_format(cursor: Cursor, expected: str) -> bool:
    """Note a fault where a document names another format than the expected one.

    Returns false where it is plainly another kind of document, which need not be read on.
    """
    found = cursor.required("format").string()
    if found in INSTEAD and found != expected:
        cursor.entry("format").note(INSTEAD[found])
        return False
    blank = cursor.entry("format").value == ""
    if blank or (found and found != expected):
        cursor.entry("format").note(faults.WRONG_FORMAT, found=found, expected=expected)
    return True


def _in_order(found: list[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(found, key=lambda fault: fault.place.line or 0))


def _edition(cursor: Cursor, language: str) -> Edition:
    scales = {name: list_reading.read_scale(entry) for name, entry in _scales(cursor)}
    channels = list_reading.read_list(cursor.entry("channels"), list_reading.read_share)
    years = list_reading.read_list(cursor.entry("years"), list_reading.read_share)
    list_reading.check_shares(cursor.entry("channels"), "channels", channels)
    list_reading.check_shares(cursor.entry("years"), "years", years)
    return Edition(
        code=cursor.required("code").code(),
        version=cursor.required("version").code(),
        kind=cursor.entry("kind").choice(KINDS, "other"),
        title=cursor.required("title").text(),
        levels=tuple(level.text() for level in cursor.required("levels").items()),
        nodes=read_tree(cursor.required("nodes"), scales),
        full=cursor.entry("full").positive() or Decimal(100),
        weights=cursor.entry("weights").choice(("points", "percent", "relative"), "points"),
        weights_status=cursor.required("weights_status").choice(WEIGHTS_STATUSES, "suggested"),
        language=language,
        description=cursor.entry("description").optional_text(),
        source=cursor.entry("source").optional_text(),
        rounding=list_reading.read_rounding(cursor.entry("rounding")),
        bonus_cap=cursor.entry("bonus_cap").positive(),
        methods=list_reading.read_list(cursor.entry("methods"), list_reading.read_method),
        channels=channels,
        years=years,
        scales=scales,
        departments=list_reading.read_list(
            cursor.entry("departments"), list_reading.read_department
        ),
        site_types=list_reading.read_list(cursor.entry("site_types"), list_reading.read_site_type),
        questions=list_reading.read_list(cursor.entry("questions"), list_reading.read_question),
        negative=list_reading.read_list(cursor.entry("negative"), list_reading.read_article),
        gates=list_reading.read_list(cursor.entry("gates"), list_reading.read_gate),
    )


def _scales(cursor: Cursor) -> tuple[tuple[str, Cursor], ...]:
    return tuple(cursor.entry("scales").entries()) if cursor.has("scales") else ()
