"""What is made from the program is up to date, and the maker catches what has fallen behind."""

import re
from pathlib import Path

import pytest

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
    for kept in ("```yaml\ntitle: 測評\n```", "`{zh-Hant: 繁體}`"):
        assert reference.simplified(f"測評\n{kept}\n", page) == f"测评\n{kept}\n"
