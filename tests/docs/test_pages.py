"""Links lead somewhere, files that pages name exist, every page can be found."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from tests.docs.pages import (
    DOCS,
    ROOT,
    anchors,
    blocks,
    code_spans,
    links,
    name_of,
    pages,
    read,
    without_blocks,
)
from tools.reference import DERIVED, HANS

NAMED_FILE = re.compile(
    r"(?:chuangcheng|tests|tools|docs|examples|locale|frontend|requirements|deploy)/[\w./-]*"
)
ELSEWHERE = ("frontend/dist", "frontend/node_modules", "chuangcheng/examples")
"""What a build or an installation makes."""


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    lost = [link for link in links(page) if not leads_somewhere(page, link)]
    assert lost == []


def leads_somewhere(page: Path, link: str) -> bool:
    if re.match(r"[a-z]+:", link):
        return link.startswith(("https://", "mailto:"))
    path, _, heading = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.exists() or ROOT not in (target, *target.parents):
        return False
    return not heading or heading in anchors(target)


@pytest.mark.parametrize("page", pages(), ids=name_of)
def test_files_that_a_page_names_exist(page: Path) -> None:
    named = [span for span in code_spans(name_of(page)) if NAMED_FILE.fullmatch(span)]
    missing = [name for name in named if not (ROOT / name).exists()]
    assert [name for name in missing if not name.startswith(ELSEWHERE)] == []


def test_pictures_are_small_shown_and_told_in_words() -> None:
    shown: set[Path] = set()
    for page in pages():
        text = without_blocks(page)
        for tag in re.findall(r"<img [^>]*>", text):
            assert re.search(r'alt="[^"]{10,}"', tag), f"{name_of(page)}: {tag}"
            shown.update(
                (page.parent / name).resolve() for name in re.findall(r'src="([^"]+)"', tag)
            )
        for alt, source in re.findall(r"!\[([^\]]*)\]\(([^()\s]+)\)", text):
            assert len(alt) >= 10, f"{name_of(page)}: {source}"
            shown.add((page.parent / source).resolve())
    found = set((DOCS / "pictures").iterdir())
    assert shown == found
    assert all(picture.stat().st_size < 250_000 for picture in found)


def test_every_page_is_in_an_index() -> None:
    indexes = [DOCS / "README.md", DOCS / "decisions" / "README.md", ROOT / "README.md"]
    listed = {
        (index.parent / link.partition("#")[0]).resolve()
        for index in indexes
        for link in links(index)
    }
    found = {page for page in DOCS.rglob("*.md") if not page.name.endswith(HANS)}
    assert found - listed - {DOCS / "README.md"} == set()


def test_pages_for_offices_stand_in_three_languages() -> None:
    for name in DERIVED:
        if name.startswith("docs/"):
            assert (ROOT / name).with_name(Path(name).stem + ".en.md").exists(), name
    assert (ROOT / "README.en.md").exists()


@pytest.mark.parametrize("name", DERIVED)
def test_translations_have_the_same_parts(name: str) -> None:
    """The same headings in depth, the same blocks in kind: nothing was left out of one language."""
    page = ROOT / name
    english = page.with_name(page.stem + ".en.md")
    assert shape(page) == shape(english)


def shape(page: Path) -> list[str]:
    fences = [" ".join(block.words) for block in blocks(page)]
    depths = re.findall(r"^#+(?= )", read_prose(page), re.MULTILINE)
    return fences + depths


def read_prose(page: Path) -> str:
    text = read(name_of(page))
    for block in blocks(page):
        text = text.replace(block.text, "")
    return text


def test_decisions_are_short_and_numbered() -> None:
    found = sorted((DOCS / "decisions").glob("[0-9]*.md"))
    assert [int(page.name[:4]) for page in found] == list(range(1, len(found) + 1))
    for page in found:
        lines = page.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith(f"# {int(page.name[:4])}. "), page.name


def test_the_newest_release_is_the_programs() -> None:
    from chuangcheng import __version__

    releases = re.findall(r"^## (\d+\.\d+\.\d+)", read("CHANGELOG.md"), re.MULTILINE)
    assert releases[0] == __version__
    assert releases == sorted(releases, reverse=True)


@pytest.mark.parametrize("name", ["README.md", "README.en.md", "README.zh-Hans.md"])
def test_the_two_commands_head_the_readme_and_exist(name: str) -> None:
    first = blocks(ROOT / name)[0]
    targets = set(re.findall(r"^([a-z0-9-]+):", read("Makefile"), re.MULTILINE))
    commands = re.findall(r"^make ([a-z0-9-]+)", first.text, re.MULTILINE)
    assert commands == ["demo", "test"]
    assert targets.issuperset(commands)


def test_addresses_of_the_health_checks_are_the_programs() -> None:
    for name in ("run-safely.md", "run-safely.en.md"):
        assert {reverse("alive"), reverse("ready")} <= code_spans(f"docs/how-to/{name}")


def test_commands_of_make_that_pages_name_exist() -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", read("Makefile"), re.MULTILINE))
    for page in pages():
        for span in code_spans(name_of(page)):
            found = re.match(r"make ([a-z][a-z0-9-]*)", span)
            assert not found or found[1] in targets, f"{name_of(page)}: {span}"
