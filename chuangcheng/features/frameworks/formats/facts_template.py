"""Writes the workbook in which an office fills in the facts of an edition."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chuangcheng.domain.editions import Edition
from chuangcheng.domain.editions.rules import Grade, PassShare, Rule
from chuangcheng.domain.errors import N_, Translate
from chuangcheng.domain.scoring import describe_rule
from chuangcheng.domain.text import inert, without_braces
from chuangcheng.features.frameworks.formats.facts_examples import (
    ARTICLE_WAYS,
    OBSERVATIONS_WAY,
    Ways,
    example,
    ways_of,
)
from chuangcheng.features.frameworks.formats.facts_guide import guide
from chuangcheng.features.frameworks.formats.facts_layout import (
    ABOUT,
    FACTS,
    GUIDE,
    OBSERVATIONS,
    PROVENANCE,
    YEARS,
    Column,
    SheetLayout,
    by_language,
)
from chuangcheng.foundation.shell.formats.output_files import write_whole

_WIDTHS = {"code": 12, "title": 48, "rule": 44, "fill": 44, "lead": 16, "source": 20, "note": 24}
_ROOM = 12
_YES_NO = {"zh-Hant": ("是", "否"), "zh-Hans": ("是", "否"), "en": ("yes", "no")}
OR = N_(" or ")
FILL = N_("%(head)s (e.g. %(example)s)")
OBSERVED = N_("one row each in the sheet “%(sheet)s”")
ARTICLE_RULE = N_("Article of the negative list: how many times it occurred.")


@dataclass(frozen=True, slots=True)
class _Line:
    """A row to fill in: what stands in it already, and the grades to choose from."""

    code: str
    title: str
    rule: str
    fill: Ways
    lead: str
    scored: Rule | None = None
    grades: tuple[str, ...] = ()


def write_facts_sheet(path: Path, edition: Edition, language: str, translate: Translate) -> int:
    """Write an empty workbook of facts to ``path``; return how many rows there are to fill.

    Heads and texts are in ``language``. Only columns that some rule of the edition uses are
    there. Raises ``Refused`` where the disk says no.
    """
    lines = tuple(_lines(edition, language, translate))
    write_whole(path, lambda aside: _Writer(edition, language, translate).write(aside, lines))
    return len(lines)


def _lines(edition: Edition, language: str, translate: Translate) -> Iterator[_Line]:
    departments = {one.code: one.name.get(language) for one in edition.departments}
    for node in edition.criteria():
        for standard in node.standards:
            code = node.code if len(node.standards) == 1 else standard.code
            lead = standard.lead or node.lead
            yield _Line(
                code,
                without_braces(standard.text.get(language)),
                describe_rule(standard.rule, translate),
                _ways(standard.rule),
                departments.get(lead, lead),
                standard.rule,
                _grades(standard.rule),
            )
    for article in edition.negative:
        yield _Line(
            article.code,
            without_braces(article.text.get(language)),
            translate(ARTICLE_RULE),
            ARTICLE_WAYS,
            "",
        )


def _ways(rule: Rule) -> Ways:
    """Return the columns to fill, way by way; observations stand in a sheet of their own."""
    return tuple(way for way in ways_of(rule) if way != OBSERVATIONS_WAY)


def _grades(rule: Rule) -> tuple[str, ...]:
    return tuple(rule.scale) if isinstance(rule, Grade) else ()


class _Writer:
    def __init__(self, edition: Edition, language: str, translate: Translate) -> None:
        self.edition = edition
        self.language = language
        self.say = translate
        self.heads: Mapping[str, str] = {
            column.field: column.head(language) for column in FACTS.columns
        }

    def write(self, aside: Path, lines: tuple[_Line, ...]) -> None:
        import xlsxwriter

        book = xlsxwriter.Workbook(
            str(aside), {"strings_to_formulas": False, "strings_to_urls": False}
        )
        self.head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF7"})
        self.given = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#444444"})
        self.text = book.add_format(
            {"text_wrap": True, "valign": "top", "font_color": "#444444", "num_format": "@"}
        )
        self.open = book.add_format({"valign": "top", "bg_color": "#FFFBE6", "border": 7})
        self._facts(book.add_worksheet(self._name(FACTS)), lines)
        if any("observed" in way for line in lines for way in line.fill):
            self._observations(book.add_worksheet(self._name(OBSERVATIONS)))
        if self.edition.years:
            self._years(book.add_worksheet(self._name(YEARS)))
        self._about(book.add_worksheet(self._name(ABOUT)), lines)
        book.close()

    def _name(self, layout: SheetLayout) -> str:
        return layout.name(self.language)

    # --- the sheet of facts --------------------------------------------------------------

    def _facts(self, sheet: Any, lines: tuple[_Line, ...]) -> None:  # noqa: ANN401 - xlsxwriter carries no types
        columns = self._columns(lines)
        sheet.freeze_panes(1, 2)
        for number, column in enumerate(columns):
            sheet.write_string(0, number, column.head(self.language), self.head)
            sheet.set_column(number, number, _WIDTHS.get(column.field, _ROOM))
        for row, line in enumerate(lines, start=1):
            for number, column in enumerate(columns):
                self._cell(sheet, row, number, column, line)

    def _columns(self, lines: tuple[_Line, ...]) -> tuple[Column, ...]:
        used = {name for line in lines for way in line.fill for name in way}
        always = {"code", "title", "rule", "fill", "lead", *PROVENANCE}
        if self.edition.years:
            always.add("year")
        return tuple(column for column in FACTS.columns if column.field in used | always)

    def _cell(self, sheet: Any, row: int, number: int, column: Column, line: _Line) -> None:  # noqa: ANN401 - xlsxwriter carries no types
        given = {
            "code": line.code,
            "title": line.title,
            "rule": line.rule,
            "fill": self._fill(line),
            "lead": line.lead,
            # Of a term only the latest year is still filled in fact by fact.
            "year": self.edition.years[-1].code if self.edition.years else "",
        }
        if column.field in given:
            # A code that is typed anew must stay text: 1.10 would become 1.1.
            look = self.text if column.type == "code" else self.given
            sheet.write_string(row, number, inert(given[column.field]), look)
        elif any(column.field in way for way in line.fill):
            sheet.write_blank(row, number, None, self.open)
            self._choices(sheet, row, number, column, line)

    def _fill(self, line: _Line) -> str:
        ways = [" + ".join(self._example(line, way, name) for name in way) for way in line.fill]
        if isinstance(line.scored, PassShare):
            ways.append(self.say(OBSERVED) % {"sheet": self._name(OBSERVATIONS)})
        return f"\n{self.say(OR).strip()} ".join(ways)

    def _example(self, line: _Line, way: tuple[str, ...], name: str) -> str:
        head = self.heads[name]
        rule = line.scored
        shown = "0" if rule is None else example(rule, way, name, self.language)
        return self.say(FILL) % {"head": head, "example": shown} if shown else head

    def _choices(self, sheet: Any, row: int, number: int, column: Column, line: _Line) -> None:  # noqa: ANN401 - xlsxwriter carries no types
        choices: tuple[str, ...] = ()
        if column.field == "grade":
            choices = line.grades
        elif column.type == "yes_no":
            choices = _YES_NO.get(self.language, _YES_NO["en"])
        if choices and len(",".join(choices)) < 256:
            sheet.data_validation(
                row, number, row, number, {"validate": "list", "source": list(choices)}
            )

    # --- the other sheets ----------------------------------------------------------------

    def _observations(self, sheet: Any) -> None:  # noqa: ANN401 - xlsxwriter carries no types
        columns = [
            column
            for column in OBSERVATIONS.columns
            if column.field != "year" or self.edition.years
        ]
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(columns) - 1, 20)
        for number, column in enumerate(columns):
            sheet.write_string(0, number, column.head(self.language), self.head)

    def _years(self, sheet: Any) -> None:  # noqa: ANN401 - xlsxwriter carries no types
        sheet.set_column(0, 1, 20)
        for number, column in enumerate(YEARS.columns):
            sheet.write_string(0, number, column.head(self.language), self.head)
        for row, year in enumerate(self.edition.years[:-1], start=1):
            sheet.write_string(row, 0, year.code, self.given)
            sheet.write_blank(row, 1, None, self.open)

    def _about(self, sheet: Any, lines: tuple[_Line, ...]) -> None:  # noqa: ANN401 - xlsxwriter carries no types
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 100)
        for row, column in enumerate(ABOUT.columns):
            sheet.write_string(row, 0, column.head(self.language), self.head)
            if column.field == "edition":
                sheet.write_string(row, 1, self.edition.code, self.given)
            else:
                sheet.write_blank(row, 1, None, self.open)
        below = len(ABOUT.columns) + 1
        sheet.write_string(below, 0, by_language(GUIDE, self.language), self.head)
        rules = {line.scored.type if line.scored else "negative" for line in lines}
        words = {
            **self.heads,
            "observations": self._name(OBSERVATIONS),
            "reviewed": next(
                column.head(self.language)
                for column in ABOUT.columns
                if column.field == "negative_reviewed"
            ),
        }
        for row, (name, text) in enumerate(guide(rules, words, self.say), start=below + 1):
            sheet.write_string(row, 0, name, self.given)
            sheet.write_string(row, 1, text, self.given)
