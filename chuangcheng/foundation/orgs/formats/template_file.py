"""Writes the empty workbook in which an office fills in its units, people and zones."""

from collections.abc import Mapping
from typing import Any, BinaryIO

from chuangcheng.domain.errors import N_, Translate
from chuangcheng.foundation.orgs.formats.export_files import Looks, write_heads
from chuangcheng.foundation.orgs.formats.layout import (
    CHOICES,
    GUIDE,
    KINDS,
    LAYOUTS,
    Column,
    Kind,
    by_language,
)
from chuangcheng.foundation.orgs.formats.state import ClassNow
from chuangcheng.foundation.orgs.formats.words import POST_WORDS, said, said_yes_no

_ROWS = 20_000
_LEFT_OUT: Mapping[Kind, frozenset[str]] = {
    "unit": frozenset({"name_hant", "name_hans", "status"}),
    "person": frozenset(),
    "zone": frozenset({"name_hant", "name_hans"}),
}
TITLE = N_("How to fill in this workbook")
STEPS = (
    N_("Fill in the sheets you need, one row each; a sheet or column you do not need may go."),
    N_("Columns with red heads are needed for everything new."),
    N_("Grey rows marked as examples are left out when the file is loaded; they may stay."),
    N_("An empty cell changes nothing. To remove what is stored, write “clear” into the cell."),
    N_("What is stored and does not stand in the file is left alone; nothing is deleted."),
    N_(
        "Load the file under “Units and people”, “Import and export”. You first see what would "
        "change; nothing is saved until you agree."
    ),
)  # fmt: skip
COLUMN, NEEDED, WHAT = N_("Column"), N_("Needed"), N_("What belongs there")


def template_columns(kind: Kind) -> tuple[Column, ...]:
    """Return the columns of a sheet of the template."""
    return tuple(column for column in LAYOUTS[kind].columns if column.field not in _LEFT_OUT[kind])


def write_template(
    target: BinaryIO, classes: tuple[ClassNow, ...], language: str, translate: Translate
) -> None:
    """Write the template to an open file: guide, three sheets with lists to choose from."""
    _Template(classes, language, translate).write(target)


class _Template:
    def __init__(self, classes: tuple[ClassNow, ...], language: str, translate: Translate) -> None:
        self.language = language
        self.say = translate
        self.classes = [one.name.get(language) for one in classes]
        self.lists = {
            "unit_class": self.classes,
            "post": [said(post, language) for post in POST_WORDS],
            "in_office": [said_yes_no(True, language), said_yes_no(False, language)],
            "in_use": [said_yes_no(True, language), said_yes_no(False, language)],
        }

    def write(self, target: BinaryIO) -> None:
        import xlsxwriter

        book = xlsxwriter.Workbook(
            target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self.looks = Looks(book)
        self._guide(book.add_worksheet(by_language(GUIDE[1], GUIDE[0], self.language)))
        sheets = {kind: book.add_worksheet(LAYOUTS[kind].name(self.language)) for kind in KINDS}
        sources = self._choices(book.add_worksheet(self._name(CHOICES)))
        for kind, sheet in sheets.items():
            self._sheet(kind, sheet, sources)
        sheets["unit"].activate()
        book.close()

    def _name(self, names: tuple[str, str]) -> str:
        return by_language(names[1], names[0], self.language)

    def _guide(self, sheet: Any) -> None:  # noqa: ANN401 - xlsxwriter carries no types
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 1, 22)
        sheet.set_column(2, 2, 10)
        sheet.set_column(3, 3, 70)
        sheet.merge_range(0, 0, 0, 3, self.say(TITLE), self.looks.title)
        row = 1
        for number, step in enumerate(STEPS, start=1):
            text = f"{number}. {self.say(step)}"
            sheet.merge_range(row, 0, row, 3, text, self.looks.wrapped)
            row += 1
        row += 1
        for kind in KINDS:
            row = self._columns(sheet, row, kind) + 1

    def _columns(self, sheet: Any, row: int, kind: Kind) -> int:  # noqa: ANN401 - xlsxwriter carries no types
        heads = (LAYOUTS[kind].name(self.language), *map(self.say, (COLUMN, NEEDED, WHAT)))
        for number, head in enumerate(heads):
            sheet.write_string(row, number, head, self.looks.head)
        for column in template_columns(kind):
            row += 1
            needed = said_yes_no(True, self.language) if column.required else ""
            sheet.write_string(row, 1, column.head(self.language), self.looks.wrapped)
            sheet.write_string(row, 2, needed, self.looks.wrapped)
            sheet.write_string(row, 3, self.say(column.note), self.looks.wrapped)
        return row + 1

    def _choices(self, sheet: Any) -> Mapping[str, object]:  # noqa: ANN401 - xlsxwriter carries no types
        """Write the lists to a hidden sheet; return for each field where its list is."""
        sheet.hide()
        name = self._name(CHOICES)
        sources: dict[str, object] = {}
        for number, (field, words) in enumerate(self.lists.items()):
            if words:
                for row, word in enumerate(words):
                    sheet.write_string(row, number, word)
                letter = chr(ord("A") + number)
                sources[field] = f"='{name}'!${letter}$1:${letter}${len(words)}"
        return sources

    def _sheet(self, kind: Kind, sheet: Any, sources: Mapping[str, object]) -> None:  # noqa: ANN401 - xlsxwriter carries no types
        columns = template_columns(kind)
        write_heads(sheet, columns, self.language, self.looks)
        for row, example in enumerate(self._examples(kind), start=1):
            for number, column in enumerate(columns):
                text = example.get(column.field, "")
                sheet.write_string(row, number, text, self.looks.example)
        for number, column in enumerate(columns):
            sheet.write_comment(0, number, self.say(column.note), {"x_scale": 1.6})
            if column.field in sources:
                sheet.data_validation(
                    *(1, number, _ROWS, number),
                    {"validate": "list", "source": sources[column.field]},
                )

    def _examples(self, kind: Kind) -> tuple[Mapping[str, str], ...]:
        mark, language = by_language("【示例】", "[example] ", self.language), self.language
        first = self.classes[0] if self.classes else ""

        def word(hant: str, en: str) -> str:
            return by_language(hant, en, language)

        if kind == "unit":
            return (
                {
                    "code": "XC",
                    "name": mark + word("宣傳部", "Publicity Department"),
                    "unit_class": first,
                    "phone": "0999-8000000",
                    "address": word("示例路1號", "1 Example Road"),
                },
                {
                    "code": "XC-W",
                    "name": mark + word("網信辦", "Network Office"),
                    "unit_class": first,
                    "parent": "XC",
                    "valid_from": "2026-01-01",
                },
            )
        if kind == "person":
            return (
                {
                    "code": "001",
                    "name": mark + word("王小明", "Wang Xiaoming"),
                    "unit": "XC",
                    "post": self.lists["post"][0],
                    "title": word("部長", "Director"),
                    "phone": "13800000000",
                    "email": "name@example.gov.cn",
                    "in_office": said_yes_no(True, language),
                },
            )
        return (
            {
                "code": "P01",
                "name": mark + word("城東片區", "East Zone"),
                "bounds": word("東至示例河，西至示例路", "From Example River to Example Road"),
                "lead": "XC",
                "co": "XC-W",
                "in_use": said_yes_no(True, language),
            },
        )
