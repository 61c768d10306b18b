"""Read facts from a plain document and hold them against their edition."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from chuangcheng.domain.editions import faults
from chuangcheng.domain.editions.check import most_points
from chuangcheng.domain.editions.cursor import Cursor, Locate, Notebook
from chuangcheng.domain.editions.edition import Edition, Standard
from chuangcheng.domain.editions.fact_values import WAYS, read_value
from chuangcheng.domain.editions.facts import (
    FORMAT,
    Fact,
    Facts,
    Occurrence,
    Provenance,
    YearFacts,
)
from chuangcheng.domain.editions.reading import check_format
from chuangcheng.domain.errors import Fault, in_document
from chuangcheng.domain.text import folded

MOST_LIKENESSES = 20
PROVENANCE_KEYS = ("source", "when", "by", "link", "note")
FACTS_KEYS = (
    "format",
    "edition",
    "subject",
    "as_of",
    "facts",
    "negative",
    "negative_reviewed",
    "years",
)


@dataclass(frozen=True, slots=True)
class FactsReading:
    """What came of reading facts: the facts if there was no fault, and the faults."""

    facts: Facts | None
    faults: tuple[Fault, ...]


class Codes:
    """The codes that facts may name: standards, and criteria with a single standard."""

    def __init__(self, edition: Edition) -> None:
        self.standards: dict[str, Standard] = {}
        self.several: dict[str, tuple[str, ...]] = {}
        for node in edition.criteria():
            for standard in node.standards:
                self.standards[standard.code] = standard
            if len(node.standards) == 1:
                self.standards[node.code] = node.standards[0]
            else:
                self.several[node.code] = tuple(standard.code for standard in node.standards)
        self.typed: dict[str, str] = {}
        for code in (*self.standards, *self.several):
            self.typed.setdefault(folded(code), code)
        self.unknown = 0
        self.articles = {article.code for article in edition.negative}


def read_facts(
    document: Mapping[str, object], edition: Edition, locate: Locate = in_document
) -> FactsReading:
    """Read facts in the written format ``chuangcheng.facts.v1`` for ``edition``.

    Every fault is collected; the facts are returned only when there is none.
    """
    notebook = Notebook(locate)
    cursor = Cursor(document, (), notebook)
    if not isinstance(document, Mapping):
        cursor.note(faults.NOT_A_MAPPING, found="…")
        return FactsReading(None, tuple(notebook.faults))
    if not check_format(cursor, FORMAT):
        return FactsReading(None, tuple(notebook.faults))
    cursor.mapping(FACTS_KEYS)
    named = cursor.entry("edition").string()
    if named and named != edition.code:
        cursor.entry("edition").note(faults.WRONG_EDITION, found=named, expected=edition.code)
    facts = _facts(cursor, edition, Codes(edition))
    found = tuple(notebook.faults)
    return FactsReading(None if found else facts, found)


def _facts(cursor: Cursor, edition: Edition, codes: Codes) -> Facts:
    for key in ("facts", "negative"):
        if edition.years and cursor.has(key):
            cursor.entry(key).note(faults.UNDER_YEARS, key=key)
    reviewed = cursor.entry("negative_reviewed").boolean() or False
    return Facts(
        facts=_by_code(cursor.entry("facts"), codes),
        negative=_occurrences(cursor.entry("negative"), codes),
        negative_reviewed=reviewed,
        years=_years(cursor.entry("years"), edition, codes, reviewed=reviewed),
        subject=cursor.entry("subject").string(),
        as_of=cursor.entry("as_of").string(),
    )


def _by_code(cursor: Cursor, codes: Codes) -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    if cursor.value is None:
        return found
    for code, entry in cursor.entries():
        standard = _standard(code, entry, codes)
        if standard is None or entry.value is None:
            continue
        if standard.code in found:
            entry.note(faults.DUPLICATE_FACT, code=standard.code)
            continue
        fact = _fact(entry, standard)
        if fact is not None:
            found[standard.code] = fact
    return found


def _standard(written: str, entry: Cursor, codes: Codes) -> Standard | None:
    exact = written in codes.standards or written in codes.several
    code = written if exact else codes.typed.get(folded(written), written)
    if code in codes.standards:
        return codes.standards[code]
    if code in codes.several:
        entry.note(faults.AMBIGUOUS_CODE, code=code, codes=", ".join(codes.several[code]))
        return None
    codes.unknown += 1
    # Likeness is slow to compute; a file full of wrong codes does not need it for each.
    likely = codes.unknown <= MOST_LIKENESSES
    similar = get_close_matches(code, codes.standards, n=3) if likely else []
    if similar:
        entry.note(faults.UNKNOWN_CODE, code=code, similar=", ".join(similar))
    else:
        entry.note(faults.STRANGE_CODE, code=code)
    return None


def _fact(entry: Cursor, standard: Standard) -> Fact | None:
    ways = WAYS[standard.rule.type]
    names = tuple(dict.fromkeys(name for way in ways for name in way))
    entry.mapping((*names, *PROVENANCE_KEYS))
    if not isinstance(entry.value, Mapping):
        return None
    value = read_value(entry, standard.rule)
    return None if value is None else Fact(value, _provenance(entry))


def _provenance(entry: Cursor) -> Provenance:
    return Provenance(*(entry.entry(key).string() for key in PROVENANCE_KEYS))


def _occurrences(cursor: Cursor, codes: Codes) -> dict[str, Occurrence]:
    found: dict[str, Occurrence] = {}
    if cursor.value is None:
        return found
    for code, entry in cursor.entries():
        if code not in codes.articles:
            known = ", ".join(sorted(codes.articles)) or "—"
            entry.note(faults.UNKNOWN_ARTICLE, code=code, known=known)
            continue
        if entry.value is None:
            continue
        entry.mapping(("occurrences", "occurred", *PROVENANCE_KEYS))
        if entry.has("occurrences") == entry.has("occurred"):
            entry.note(faults.NOT_ONE_WAY, rule="negative", ways="occurrences / occurred")
            continue
        count = entry.entry("occurrences").integer()
        occurred = entry.entry("occurred").boolean()
        if count is not None or occurred is not None:
            found[code] = Occurrence(
                int(occurred or 0) if count is None else count, _provenance(entry)
            )
    return found


def _years(
    cursor: Cursor, edition: Edition, codes: Codes, *, reviewed: bool
) -> dict[str, YearFacts]:
    if cursor.value is None:
        return {}
    if not edition.years:
        cursor.note(faults.NO_YEARS)
        return {}
    known = {year.code for year in edition.years}
    found: dict[str, YearFacts] = {}
    for code, entry in cursor.entries():
        if code not in known:
            entry.note(faults.BROKEN_REFERENCE, code=code, list="years")
            continue
        if entry.value is None:
            continue
        entry.mapping(("total", "facts", "negative", "negative_reviewed"))
        if entry.has("total") == entry.has("facts"):
            entry.note(faults.TOTAL_OR_FACTS)
            continue
        total = entry.entry("total").decimal(most=most_points(edition))
        found[code] = YearFacts(total, _year(entry, codes, reviewed=reviewed))
    return found


def _year(entry: Cursor, codes: Codes, *, reviewed: bool) -> Facts:
    own = entry.entry("negative_reviewed").boolean()
    return Facts(
        facts=_by_code(entry.entry("facts"), codes),
        negative=_occurrences(entry.entry("negative"), codes),
        negative_reviewed=reviewed if own is None else own,
    )
