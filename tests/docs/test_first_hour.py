"""The first hour names pages, buttons and columns as the program does, in either language."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from chuangcheng.foundation.orgs.formats.layout import LAYOUTS
from tests.docs.pages import ROOT, without_blocks

CATALOGUE = ROOT / "locale/zh_Hant/LC_MESSAGES/django.po"
TUTORIAL = ROOT / "docs/tutorial"
INVENTED = ("雲溪縣（演示）", "城管局（演示）")


def messages() -> Iterator[Message]:
    with CATALOGUE.open("rb") as file:
        yield from (message for message in read_po(file) if message.id and message.string)


def shape(text: str) -> re.Pattern[str]:
    """Return a pattern for a string of the catalogue, with anything where its parameters stand."""
    return re.compile(re.sub(r"%\\?\(\w+\\?\)[sd]", ".+", re.escape(text)), re.IGNORECASE)


def sayings(*, translated: bool) -> list[re.Pattern[str]]:
    """Return patterns of all strings, of the originals or of the translations."""
    found = []
    for message in messages():
        said = message.string if translated else message.id
        found += [shape(one) for one in ([said] if isinstance(said, str) else said or ())]
    return found


@pytest.mark.parametrize(
    ("page", "quoted", "translated"),
    [("first-hour.md", r"「([^」]+)」", True), ("first-hour.en.md", r"“([^”]+)”", False)],
)
def test_names_in_quotation_marks_are_the_programs(
    page: str, quoted: str, *, translated: bool
) -> None:
    named = set(re.findall(quoted, without_blocks(TUTORIAL / page))) - set(INVENTED)
    assert len(named) > 30
    known = sayings(translated=translated)
    unknown = {name for name in named if not any(one.fullmatch(name) for one in known)}
    assert unknown == set()


@pytest.mark.parametrize(
    ("page", "language"), [("first-hour.md", "zh-hant"), ("first-hour.en.md", "en")]
)
def test_heads_of_the_tables_to_fill_in_are_those_of_the_template(page: str, language: str) -> None:
    tables = re.findall(r"(?:^   \|.*\n)+", (TUTORIAL / page).read_text("utf-8"), re.MULTILINE)
    assert len(tables) == 2
    for layout, table in zip((LAYOUTS["unit"], LAYOUTS["person"]), tables, strict=True):
        heads = {column.head(language) for column in layout.columns}
        asked = [cell.strip() for cell in table.splitlines()[0].strip().strip("|").split("|")]
        assert set(asked) <= heads
