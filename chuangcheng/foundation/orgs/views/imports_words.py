"""What an import's page says of a row: fields and values in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import get_language, gettext, ngettext

from chuangcheng.domain.errors import (
    IN_CELL,
    N_,
    SEPARATOR,
    Fault,
    describe_message,
    describe_place,
    describe_remedy,
)
from chuangcheng.domain.text import to_simplified
from chuangcheng.foundation.orgs.formats.fault_data import faults_of
from chuangcheng.foundation.orgs.formats.layout import KINDS, LAYOUTS, Kind
from chuangcheng.foundation.orgs.formats.words import (
    POST_WORDS,
    STATUS_WORDS,
    said,
    said_yes_no,
)
from chuangcheng.foundation.orgs.models import ImportRow, ImportRun
from chuangcheng.foundation.orgs.queries import imports

OUTCOMES: Mapping[str, str] = {
    "refused": N_("refused"),
    "added": N_("will be added"),
    "changed": N_("will change"),
    "unchanged": N_("unchanged"),
    "left": N_("not in the file"),
}
TONES = {"refused": "bad", "added": "good", "changed": "info", "unchanged": "line", "left": "line"}
_UNIT_FIELDS = frozenset({"parent", "unit", "lead"})


@dataclass(frozen=True, slots=True)
class Said:
    """A fault for a person: where it is, what is wrong, how to mend it."""

    place: str
    head: str
    message: str
    remedy: str


@dataclass(slots=True)
class Line:
    """A row of the page."""

    row: ImportRow
    outcome: str
    tone: str
    kind: str
    place: str
    label: str
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    faults: list[Said] = field(default_factory=list)


class Words:
    """Says rows in the language of the page; names of units and classes are asked for once."""

    def __init__(self, run: ImportRun, rows: Iterable[ImportRow]) -> None:
        self.language = get_language() or ""
        self.classes = {
            one.code: one.name.get(self.language) for one in imports.classes_of(run.subject)
        }
        self.rows = list(rows)
        codes = {code for row in self.rows for code in _codes(row)}
        self.units = imports.names_of(run, codes)

    def lines(self) -> list[Line]:
        """Return every row as it is shown."""
        return [self._line(row) for row in self.rows]

    def _line(self, row: ImportRow) -> Line:
        kind: Kind = next(kind for kind in KINDS if kind == row.kind)
        changes = [
            (
                column.head(self.language),
                self.value(column.field, row.changes[column.field][0]),
                self.value(column.field, row.changes[column.field][1]),
            )
            for column in LAYOUTS[kind].columns
            if column.field in row.changes
        ]
        faults = [self.fault(fault, row) for fault in faults_of(row.faults)]
        place = ""
        if row.row:
            place = gettext("row %(row)s") % {"row": row.row}
        return Line(
            row=row,
            outcome=gettext(OUTCOMES[row.outcome]),
            tone=TONES[row.outcome],
            kind=LAYOUTS[kind].name(self.language),
            place=place,
            label=self.script(row.label),
            changes=changes,
            faults=faults,
        )

    def head(self, kind: Kind, name: str) -> str:
        """Return what a field is called in the sheet."""
        return LAYOUTS[kind].column(name).head(self.language)

    def script(self, text: str) -> str:
        """Return a stored name in the script of the page."""
        return to_simplified(text) if self.language.startswith("zh-hans") else text

    def value(self, name: str, value: object) -> str:
        """Return a value as a person reads it."""
        if value is None or value in ("", []):
            return ""
        if isinstance(value, list):
            return gettext(SEPARATOR).join(self.unit(str(code)) for code in value)
        if name in {"post", "status"}:
            return said(str(value), self.language)
        if isinstance(value, bool):
            return said_yes_no(value, self.language)
        if name == "unit_class":
            return self.classes.get(str(value), str(value))
        return self.unit(str(value)) if name in _UNIT_FIELDS else str(value)

    def unit(self, code: str) -> str:
        """Return a unit by name and code."""
        name = self.units.get(code, "")
        return f"{self.script(name)} ({code})" if name else code

    def fault(self, fault: Fault, row: ImportRow) -> Said:
        """Return a fault of a row, with the head of its column; the row is said beside it."""
        name = _field_of(fault, row)
        params = {key: self._param(key, text) for key, text in fault.params.items()}
        if "known" in params:
            params["known"] = gettext(SEPARATOR).join(self._choices(name)) or params["known"]
        cell = gettext(IN_CELL) % {"cell": fault.place.cell} if fault.place.cell else ""
        kind: Kind = next(kind for kind in KINDS if kind == row.kind)
        head = self.head(kind, name) if name else ""
        return replace(said_fault(replace(fault, params=params), head), place=cell)

    def _param(self, key: str, text: str) -> str:
        """Return a word of a sentence: names that are stored in the script of the page."""
        return self.script(text) if key in {"name", "unit", "other", "circle"} else text

    def _choices(self, name: str) -> list[str]:
        """Return the words that may stand in a column, in the language of the page."""
        if name == "unit_class":
            return list(self.classes.values())
        if name in {"in_office", "in_use"}:
            return [said_yes_no(True, self.language), said_yes_no(False, self.language)]
        table = {"post": POST_WORDS, "status": STATUS_WORDS}.get(name, {})
        return [said(value, self.language) for value in table]


def _field_of(fault: Fault, row: ImportRow) -> str:
    """Return the field whose column a fault stands in; empty where it is none."""
    letters = fault.place.cell.rstrip("0123456789")
    columns = (row.record or {}).get("columns", {})
    return next((name for name, letter in columns.items() if letter == letters), "")


def said_fault(fault: Fault, head: str = "") -> Said:
    """Return a fault for a person; the sentence begins like one."""
    message = describe_message(fault, gettext)
    place = ""
    if fault.place.sheet:
        place = describe_place(replace(fault.place, file=""), gettext)
    return Said(place, head, message[:1].upper() + message[1:], describe_remedy(fault, gettext))


def _codes(row: ImportRow) -> Iterable[str]:
    for name, pair in row.changes.items():
        for value in pair:
            if name in _UNIT_FIELDS and value:
                yield str(value)
            elif name == "co" and isinstance(value, list):
                yield from map(str, value)


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of one kind: its name and (outcome, what it is called, number) for each."""

    kind: str
    name: str
    counts: tuple[tuple[str, str, int], ...]


def tallies(run: ImportRun) -> list[Tally]:
    """Return the counts of an import, kind by kind."""
    language = get_language() or ""
    return [
        Tally(
            kind,
            LAYOUTS[kind].name(language),
            tuple(
                (name, gettext(title), run.counts[kind][name]) for name, title in OUTCOMES.items()
            ),
        )
        for kind in KINDS
        if kind in run.counts
    ]


def total(run: ImportRun, *outcomes: str) -> int:
    """Return how many rows of all kinds come to one of ``outcomes``."""
    return sum(of_kind[name] for of_kind in run.counts.values() for name in outcomes)


def done_sentence(run: ImportRun) -> str:
    """Say what an import has saved."""
    added, changed = total(run, "added"), total(run, "changed")
    one = ngettext("%(n)s row was added", "%(n)s rows were added", added) % {"n": added}
    two = ngettext("%(n)s changed.", "%(n)s changed.", changed) % {"n": changed}
    return gettext("%(added)s, %(changed)s") % {"added": one, "changed": two}


def notices(run: ImportRun) -> list[Said]:
    """Return what is to be said of the file as a whole."""
    return [said_fault(fault) for fault in faults_of(run.notices)]
