"""What is made from the program is up to date, and the maker catches what has fallen behind."""

import re
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.docs.pages import ROOT, pages, read
from tools import reference, reference_parts


def test_no_page_has_fallen_behind() -> None:
    behind = [page.relative_to(ROOT).as_posix() for page in reference.outdated()]
    assert behind == [], "run `make reference`"


def test_every_part_stands_on_a_page() -> None:
    used = {name for page in pages() for name in re.findall(r"<!-- made: (\S+) -->", read_(page))}
    assert used == reference_parts.PARTS.keys()


def read_(page: Path) -> str:
    return read(page.relative_to(ROOT).as_posix())


def test_a_made_part_is_replaced_and_the_rest_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference_parts, "PARTS", {"odd": lambda: "new"})
    text = "before\n<!-- made: odd -->\nold\n<!-- /made -->\nafter\n"
    assert reference.with_parts(text) == (
        "before\n<!-- made: odd -->\n\nnew\n\n<!-- /made -->\nafter\n"
    )


def test_commands_run_in_order_in_a_folder_of_their_own() -> None:
    text = (
        "```yaml file=a.yaml\nx: 1\n```\n"
        "```console run\n$ cat a.yaml > b.txt\n$ cat \\\n    b.txt\nstale\n```\n"
        "```console\n$ not run\n```\n"
    )
    assert reference.with_output(text, "en") == text.replace("stale", "x: 1")


def test_an_unexpected_exit_code_is_caught() -> None:
    with pytest.raises(reference.Outdated, match="exit code 3"):
        reference.with_output("```console run\n$ exit 3\n```\n", "en")
    expected = "```console run exit=3\n$ exit 3\n```\n"
    assert reference.with_output(expected, "en") == expected


def test_the_simplified_page_turns_characters_quotes_and_links() -> None:
    page = ROOT / "docs/tutorial/first-score.md"
    assert reference.simplified("[简体](first-score.zh-Hans.md)", page) == "[繁體](first-score.md)"
    assert reference.simplified("「測評體系」", page) == "“测评体系”"
    assert (
        reference.simplified("[計分](../explanation/scoring.md#一)", page)
        == "[计分](../explanation/scoring.zh-Hans.md#一)"
    )
    words = "[詞](../reference/glossary.md)"
    assert reference.simplified(words, page) == words.replace("詞", "词")


def test_documents_on_the_simplified_page_are_in_its_script() -> None:
    page = ROOT / "docs/tutorial/first-score.md"
    head = "format: chuangcheng.edition.v1\n"
    assert (
        reference.simplified(f"```yaml file=a.yaml\n{head}title: 測評\n```\n", page)
        == f"```yaml file=a.yaml\n{head}language: zh-Hans\ntitle: 测评\n```\n"
    )
    both = "`{zh-Hant: 測評體系, zh-Hans: 测评体系, en: Framework}`"
    assert reference.simplified(f"測評 {both}", page) == f"测评 {both}"


def test_a_table_is_filled_in_where_its_codes_stand(tmp_path: Path) -> None:
    book = Workbook()
    facts = book.active
    assert facts is not None
    facts.title = "facts"
    for row in (("code", "title", "grade", "passed"), ("A.1", "a"), ("A.2", "b")):
        facts.append(row)
    book.create_sheet("about").append(("subject",))
    book.save(tmp_path / "a.xlsx")
    table = "| code | passed | grade |\n|---|---|---|\n| A.2 | 8 | B |\n"
    reference.fill(tmp_path / "a.xlsx", "facts", reference.rows_of(table))
    reference.fill(tmp_path / "a.xlsx", "about", [["name", "value"], ["subject", "X"]])
    filled = load_workbook(tmp_path / "a.xlsx")
    assert [cell.value for cell in filled["facts"][2]] == ["A.1", "a", None, None]
    assert [cell.value for cell in filled["facts"][3]] == ["A.2", "b", "B", 8]
    assert [cell.value for cell in filled["about"][1]] == ["subject", "X"]
    for lost in ([["code", "grade"], ["A.3", "B"]], [["code", "mark"], ["A.1", "9"]]):
        with pytest.raises(reference.Outdated, match="no place"):
            reference.fill(tmp_path / "a.xlsx", "facts", lost)
