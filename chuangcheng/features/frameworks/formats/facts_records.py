"""Puts the records of a workbook together as facts, and remembers which cell each came from."""

from collections.abc import Mapping
from typing import Any

from chuangcheng.domain.errors import Path, Place, Sentence, Words
from chuangcheng.features.frameworks.formats import workbook_sentences
from chuangcheng.features.frameworks.formats.facts_layout import (
    ARTICLE_FIELDS,
    FACTS,
    PROVENANCE,
)
from chuangcheng.features.frameworks.formats.known_codes import KnownCodes
from chuangcheng.features.frameworks.formats.said_words import head
from chuangcheng.features.frameworks.formats.sheet_tables import Record, Table
from chuangcheng.foundation.shell.formats.notes import Notes, shown_value

FORMAT = "chuangcheng.facts.v1"

_COLUMN_OF = {"values": "value", "shortfalls": "shortfall", "groups": "asked"}

Values = dict[str, Any]
"""A part of the document under construction."""


class Places:
    """Answers from which cell a path of the facts came."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._rows: dict[Path, tuple[Table, int]] = {}
        self._cells: dict[Path, Place] = {}

    def row(self, path: Path, table: Table, row: int) -> None:
        """Remember that the group at ``path`` came from a row; the first row stays."""
        self._rows.setdefault(path, (table, row))

    def cell(self, path: Path, sheet: str, cell: str) -> None:
        """Remember that the value at ``path`` came from a cell."""
        self._cells[path] = Place(self.file, path, sheet=sheet, cell=cell)

    def __call__(self, path: Path) -> Place:
        """Return the cell of ``path``, or of the nearest group around it."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._cells:
                return self._cells[path[:length]]
            found = self._rows.get(path[:length])
            if found:
                table, row = found
                step = str(path[length]) if length < len(path) else "code"
                if step == "groups" and path[-1] == "right":
                    step = "right"
                cell = table.address(row, _COLUMN_OF.get(step, step))
                return Place(self.file, path, sheet=table.sheet, cell=cell)
        return Place(self.file, path)


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _head(field: str) -> Words:
    column = FACTS.column(field)
    return head(column) if column else Words(field)


class FactsBuilder:
    """Makes the document of facts; ``codes`` are those of the edition."""

    def __init__(self, notes: Notes, codes: KnownCodes) -> None:
        self.notes = notes
        self.places = Places(notes.file)
        self.data: Values = {"format": FORMAT}
        self._codes = codes
        self._year_cells: set[Path] = set()
        self._first_rows: dict[Path, int] = {}

    def about(self, values: Mapping[str, object]) -> None:
        """Take what the sheet "about" says of the whole file."""
        self.data.update(values)

    def years(self, table: Table) -> None:
        """Take the totals of whole years."""
        for record in table.records:
            code = self._code(table, record)
            if not code or self._seen_before(table, record, code):
                continue
            if "total" in record.values:  # a blank total is not known
                self._part(code)["total"] = record.values["total"]
                self.places.row(("years", code), table, record.row)

    def facts(self, table: Table) -> None:
        """Take one fact per row; a row without a value says that it is not known."""
        for record in table.records:
            code = self._code(table, record)
            if code and not self._seen_before(table, record, code):
                self._fact(table, record, code)

    def observations(self, table: Table) -> None:
        """Take one observation per row and add it to the fact of its code."""
        for record in table.records:
            code = self._code(table, record)
            if not code or self._observed_before(table, record, code):
                continue
            base, facts = self._section(table, record, "facts")
            if facts.get(code) is None:
                facts[code] = {}
            entries = facts[code].setdefault("observations", [])
            path = (*base, "facts", code)
            self.places.row(path, table, record.row)
            self.places.row((*path, "observations", len(entries)), table, record.row)
            entries.append({name: record.values.get(name) for name in ("site", "item", "passed")})

    def finish(self) -> Values:
        """Return the document."""
        reviewed = self.data.get("negative_reviewed")
        for year in self.data.get("years", {}).values():
            if reviewed is not None and "facts" in year:
                year["negative_reviewed"] = reviewed
        if "years" not in self.data:
            self.data.setdefault("facts", {})
        return self.data

    # --- rows ----------------------------------------------------------------------------

    def _code(self, table: Table, record: Record) -> str:
        code = str(record.values.get("code", ""))
        if record.code_is_number and code in self._codes.unclear_numbers:
            self._note(table, record, "code", workbook_sentences.CODE_IS_NUMBER, found=code)
            return ""
        if not code and "code" in table.columns and "code" not in record.faulty:
            filled = next(name for name in record.values if name in table.columns)
            self._note(table, record, filled, workbook_sentences.MISSING_CODE)
        return code

    def _seen_before(self, table: Table, record: Record, code: str) -> bool:
        sentence = workbook_sentences.DUPLICATE_ROW
        return self._repeats(table, record, (code,), sentence, code=shown_value(code))

    def _observed_before(self, table: Table, record: Record, code: str) -> bool:
        site, item = (str(record.values.get(name, "")) for name in ("site", "item"))
        sentence = workbook_sentences.DUPLICATE_OBSERVATION
        return bool(site and item) and self._repeats(table, record, (code, site, item), sentence)

    def _repeats(
        self, table: Table, record: Record, key: Path, sentence: Sentence, **words: str
    ) -> bool:
        """Note and tell whether a row of the same sheet and year has the same key."""
        year = str(record.values.get("year", ""))
        first = self._first_rows.setdefault((table.sheet, year, *key), record.row)
        if first == record.row:
            return False
        words |= {"first": str(first), "row": str(record.row)}
        self._note(table, record, "code", sentence, **words)
        return True

    def _fact(self, table: Table, record: Record, code: str) -> None:
        values = {
            name: value
            for name, value in record.values.items()
            if name not in {"code", "year", *PROVENANCE}
        }
        is_article = code in self._codes.articles or (
            code not in self._codes.standards and any(name in values for name in ARTICLE_FIELDS)
        )
        base, section = self._section(table, record, "negative" if is_article else "facts")
        path = (*base, "negative" if is_article else "facts", code)
        self.places.row(path, table, record.row)
        if values and not record.faulty:  # what a faulty row says is not known
            provenance = {name: record.values[name] for name in PROVENANCE if name in record.values}
            section[code] = {**self._in_written_form(table, record, values), **provenance}
        elif not is_article:
            section[code] = None

    def _in_written_form(self, table: Table, record: Record, values: Values) -> Values:
        """Give lists their own names: several values, shortfalls by item, groups of people."""
        fact = dict(values)
        for single, several, kind in (("value", "values", list), ("shortfall", "shortfalls", dict)):
            if isinstance(fact.get(single), kind):
                fact[several] = fact.pop(single)
        if isinstance(fact.get("asked"), list) or isinstance(fact.get("right"), list):
            fact["groups"] = self._groups(
                table, record, fact.pop("asked", None), fact.pop("right", None)
            )
        return fact

    def _groups(self, table: Table, record: Record, asked: object, right: object) -> list[Values]:
        """Return the groups of two cells, of which one may hold a single number or nothing."""
        all_asked, all_right = _as_list(asked), _as_list(right)
        if len(all_asked) != len(all_right):
            words = {
                "asked": str(len(all_asked)),
                "asked_head": _head("asked"),
                "right": str(len(all_right)),
                "right_head": _head("right"),
            }
            self._note(table, record, "right", workbook_sentences.UNEQUAL_LISTS, **words)
        return [
            {"asked": group, "right": answers}
            for group, answers in zip(all_asked, all_right, strict=False)
        ]

    # --- parts of the document -----------------------------------------------------------

    def _part(self, year: str) -> Values:
        if not year:
            return self.data
        part: Values = self.data.setdefault("years", {}).setdefault(year, {})
        return part

    def _section(self, table: Table, record: Record, name: str) -> tuple[Path, Values]:
        year = str(record.values.get("year", ""))
        base: Path = ("years", year) if year else ()
        if year and base not in self._year_cells:
            self._year_cells.add(base)
            self.places.cell(base, table.sheet, table.address(record.row, "year"))
        section: Values = self._part(year).setdefault(name, {})
        return base, section

    def _note(
        self,
        table: Table,
        record: Record,
        name: str,
        sentence: Sentence,
        **words: str,
    ) -> None:
        cell = table.address(record.row, name)
        self.notes.note(sentence, Place(self.notes.file, sheet=table.sheet, cell=cell), **words)
