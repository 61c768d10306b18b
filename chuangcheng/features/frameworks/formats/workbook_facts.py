"""Holds the facts of a workbook against their edition and says what is wrong in its terms.

The domain speaks of names and paths of the written format. Whoever fills in a workbook knows
heads, rows and cells, so each such fault is said anew with those.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from chuangcheng.domain.editions import Edition, FactsReading, read_facts
from chuangcheng.domain.editions.fact_reading import Codes
from chuangcheng.domain.editions.rules import Deduct, DeductItem, Rule
from chuangcheng.domain.errors import Fault, Path, Place, Sentence, Words
from chuangcheng.domain.text import folded
from chuangcheng.features.frameworks.formats import workbook_sentences as said
from chuangcheng.features.frameworks.formats.documents import Document
from chuangcheng.features.frameworks.formats.facts_examples import (
    ARTICLE_WAYS,
    OBSERVATIONS_WAY,
    Ways,
    item_name,
    shortfalls_example,
    ways_of,
)
from chuangcheng.features.frameworks.formats.facts_layout import ABOUT, FACTS, OBSERVATIONS, YEARS
from chuangcheng.features.frameworks.formats.item_names import coded_items
from chuangcheng.features.frameworks.formats.said_words import (
    head,
    in_language,
    listed,
    sheet_name,
    ways,
)

_SECTIONS = ("facts", "negative")
# Faults of a whole row whose cell is that of one of its columns.
_COLUMN_OF_FAULT = {
    "facts.passed_above_observed": "passed",
    "facts.right_above_asked": "right",
    "facts.asked_above_n": "asked",
    "facts.numerator_above_denominator": "numerator",
}


def read_workbook_facts(document: Document, edition: Edition) -> FactsReading:
    """Return the facts of a workbook for ``edition``; faults speak of heads and cells."""
    reader = _Reader(document, edition)
    data = reader.prepared()
    reading = read_facts(data, edition, document.locate)
    found = (*reader.faults, *reader.retold(reading.faults))
    return FactsReading(None if found else reading.facts, found)


def _row_of(path: Path) -> Path:
    """Return the path of the fact that ``path`` lies in; empty if it lies in none."""
    base = 2 if path[:1] == ("years",) else 0
    is_fact = len(path) >= base + 2 and path[base] in _SECTIONS
    return path[: base + 2] if is_fact else ()


class _Reader:
    def __init__(self, document: Document, edition: Edition) -> None:
        self.data: dict[str, Any] = dict(document.data)
        self.locate = document.locate
        self.edition = edition
        self.codes = Codes(edition)
        self.faults: list[Fault] = []
        self.unused: set[Path] = set()

    # --- before the domain reads -----------------------------------------------------------

    def prepared(self) -> Mapping[str, object]:
        """Return the document with items by their codes; note items that are named twice."""
        if self.edition.years and not self.data.get("facts"):
            self.data.pop("facts", None)  # no row at all, which is no fault
        for path, fact in self._rows():
            rule = self._rule(path)
            if isinstance(rule, Deduct):
                for field, name in coded_items(fact, rule):
                    self._add(said.ITEM_TWICE, (*path, field, name), item=name)
        return self.data

    def _rows(self) -> Iterator[tuple[Path, dict[str, Any]]]:
        parts: list[tuple[Path, dict[str, Any]]] = [((), self.data)]
        parts += [(("years", code), part) for code, part in self.data.get("years", {}).items()]
        for base, part in parts:
            for section in _SECTIONS:
                for code, fact in (part.get(section) or {}).items():
                    if fact is not None:
                        yield (*base, section, code), fact

    # --- the row that a path lies in -------------------------------------------------------

    def _rule(self, row: Path) -> Rule | None:
        """Return the rule of a row; ``None`` for articles and unknown codes."""
        if not row or row[-2] != "facts":
            return None
        written = str(row[-1])
        code = written if written in self.codes.standards else ""
        standard = self.codes.standards.get(code or self.codes.typed.get(folded(written), ""))
        return standard.rule if standard else None

    def _fact(self, row: Path) -> Mapping[str, object]:
        value: Any = self.data
        for step in row:
            value = value.get(step) or {}
        return value if isinstance(value, Mapping) else {}

    def _ways(self, row: Path) -> Ways:
        rule = self._rule(row)
        return ways_of(rule) if rule else ARTICLE_WAYS

    def _how(self, row: Path) -> Words:
        rule = self._rule(row)
        return Words(said.HOW[rule.type if rule else "negative"])

    # --- faults said anew ------------------------------------------------------------------

    def retold(self, faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
        """Return the domain's faults in the terms of the workbook."""
        kept: list[Fault] = []
        for fault in faults:
            retell = _RETELLERS.get(fault.code)
            if retell is not None:
                told = retell(self, fault, fault.place.path)
                if told is not None:
                    kept.append(told)
            else:
                kept.append(self._in_its_cell(fault))
        return tuple(kept)

    def _in_its_cell(self, fault: Fault) -> Fault:
        column = _COLUMN_OF_FAULT.get(fault.code)
        if column is None:
            return fault
        return replace(fault, place=self.locate((*fault.place.path, column)))

    def _add(self, sentence: Sentence, path: Path, **words: str) -> None:
        self.faults.append(Fault(sentence, self.locate(path), words))

    def _said(self, sentence: Sentence, place: Path | Place, **words: str) -> Fault:
        return Fault(sentence, place if isinstance(place, Place) else self.locate(place), words)

    def unknown_key(self, fault: Fault, path: Path) -> Fault | None:
        """Say that a column does not belong to the rule of its row."""
        row = _row_of(path)
        if not row:
            return fault
        self.unused.add(row)
        return self._column_unused(row, str(path[-1]))

    def _column_unused(self, row: Path, field: str) -> Fault:
        how, instead = self._how(row), ways(self._ways(row))
        column = FACTS.column(field)
        if column is None:
            sheet = sheet_name(OBSERVATIONS)
            path = (*row, *OBSERVATIONS_WAY, 0)
            return self._said(said.OBSERVATIONS_UNUSED, path, how=how, sheet=sheet, ways=instead)
        words = {"how": how, "head": head(column), "ways": instead}
        return self._said(said.COLUMN_UNUSED, (*row, column.field), **words)

    def missing_key(self, fault: Fault, path: Path) -> Fault | None:
        """Say which cell of a row is empty."""
        row, column = _row_of(path), FACTS.column(fault.params["key"])
        if not row or column is None:
            return fault
        return self._said(said.EMPTY_CELL, (*path, column.field), head=head(column))

    def not_one_way(self, fault: Fault, path: Path) -> Fault | None:
        """Say which columns of a row are to be filled in."""
        row = _row_of(path)
        rule = self._rule(row)
        if not row:
            return fault
        if len(path) > len(row):  # a column that this very rule has no use for
            if isinstance(rule, Deduct):
                example = in_language(lambda language: shortfalls_example(rule, language))
                return self._said(said.ITEM_NEEDED, path, example=example)
            return self._column_unused(row, str(path[-1]))
        filled = [field for field in self._fact(row) if self._is_needed(row, field)]
        if filled:
            place = self.locate((*row, filled[-1]))
            return self._said(said.NOT_ONE_WAY, place, ways=ways(self._ways(row)))
        if row in self.unused:
            return None  # said already, with the columns that are to be filled in
        return self._said(said.NOT_FILLED, row, ways=ways(self._ways(row)))

    def _is_needed(self, row: Path, field: str) -> bool:
        column = FACTS.column(field)
        name = column.field if column else field
        return any(name in way for way in (*self._ways(row), ("occurred",)))

    def unknown_item(self, fault: Fault, path: Path) -> Fault | None:
        """Say which items a row has, by their names."""
        rule = self._rule(_row_of(path))
        if not isinstance(rule, Deduct):
            return fault
        known = listed(self._name(item, rule) for item in rule.items)
        return self._said(said.UNKNOWN_ITEM, fault.place, item=fault.params["code"], known=known)

    def _name(self, item: DeductItem, rule: Deduct) -> Words:
        return in_language(lambda language: item_name(item, rule, language))

    def not_counted(self, fault: Fault, path: Path) -> Fault | None:
        """Say in which column the number of an item stands."""
        rule, column = self._rule(_row_of(path)), FACTS.column("shortfall")
        if not isinstance(rule, Deduct) or column is None:
            return fault
        [item] = [item for item in rule.items if item.code == fault.params["code"]]
        name = self._name(item, rule)
        return self._said(said.NOT_COUNTED, fault.place, item=name, head=head(column))

    def wrong_edition(self, fault: Fault, _: Path) -> Fault | None:
        """Say under which name the edition stands in the sheet "about"."""
        column = ABOUT.column("edition")
        if column is None:
            return fault
        return self._said(said.WRONG_EDITION, fault.place, head=head(column), **fault.params)

    # --- years -------------------------------------------------------------------------------

    def _years(self) -> str:
        return ", ".join(year.code for year in self.edition.years)

    def under_years(self, fault: Fault, path: Path) -> Fault | None:
        """Say how many rows name no year, at the first of them."""
        rows = self._fact(path)
        column = FACTS.column("year")
        if not rows or column is None:
            return fault
        place = self.locate((*path, next(iter(rows)), "year"))
        words = {"count": str(len(rows)), "head": head(column), "known": self._years()}
        return self._said(said.NEEDS_YEAR, place, **words)

    def no_years(self, fault: Fault, _: Path) -> Fault | None:
        """Say where the year stands that the edition does not have."""
        first = next(iter(self._fact(("years",))), "")
        column = FACTS.column("year")
        if not first or column is None:
            return fault
        return self._said(said.NO_YEARS, ("years", first), head=head(column))

    def broken_reference(self, fault: Fault, path: Path) -> Fault | None:
        """Say which years the edition has."""
        if path[:1] != ("years",):
            return fault
        code = fault.params["code"]
        return self._said(said.UNKNOWN_YEAR, fault.place, code=code, known=self._years())

    def total_or_facts(self, fault: Fault, path: Path) -> Fault | None:
        """Say that a year has both a total and rows, or neither."""
        words = {"code": str(path[-1]), "sheet": sheet_name(YEARS)}
        return self._said(said.TOTAL_OR_ROWS, fault.place, **words)


_Reteller = Callable[[_Reader, Fault, Path], Fault | None]
_RETELLERS: Mapping[str, _Reteller] = {
    "document.unknown_key": _Reader.unknown_key,
    "document.missing_key": _Reader.missing_key,
    "facts.not_one_way": _Reader.not_one_way,
    "facts.unknown_item": _Reader.unknown_item,
    "facts.wrong_edition": _Reader.wrong_edition,
    "facts.not_counted": _Reader.not_counted,
    "facts.under_years": _Reader.under_years,
    "facts.no_years": _Reader.no_years,
    "edition.broken_reference": _Reader.broken_reference,
    "facts.total_or_facts": _Reader.total_or_facts,
}
