"""The pages of the documentation, their fenced blocks and links."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"

_FENCE = re.compile(
    r"^(?P<fence>`{3,})(?P<info>[^\n]*)\n(?P<text>.*?)^(?P=fence)[ \t]*$", re.MULTILINE | re.DOTALL
)
_CODE_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"!?\[[^\]\n]*\]\(([^()\s]+)\)")
_HEADING = re.compile(r"^#{1,6}[ \t]+(.*?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its page, the line it begins on, the words after the fence, its text."""

    page: str
    line: int
    words: tuple[str, ...]
    text: str

    @property
    def name(self) -> str:
        return f"{self.page}:{self.line}"


def pages() -> list[Path]:
    """Return every page: those of docs/, of the root and of examples/."""
    return sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md"), *(ROOT / "examples").glob("*.md")])


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [
        Block(
            name_of(page),
            text.count("\n", 0, found.start()) + 1,
            tuple(found["info"].split()),
            found["text"],
        )
        for found in _FENCE.finditer(text)
    ]


def blocks_with(*words: str) -> list[Block]:
    """Return the blocks of all pages whose fence begins with these words."""
    found = [block for page in pages() for block in blocks(page)]
    return [block for block in found if block.words[: len(words)] == words]


def without_blocks(page: Path) -> str:
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def code_spans(page: str) -> set[str]:
    """Return what stands between backticks outside fenced blocks."""
    return set(_CODE_SPAN.findall(without_blocks(ROOT / page)))


def links(page: Path) -> list[str]:
    return _LINK.findall(_CODE_SPAN.sub("", without_blocks(page)))


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, made as code hosts make them."""
    return {anchor(heading) for heading in _HEADING.findall(without_blocks(page))}


def anchor(heading: str) -> str:
    kept = "".join(char for char in heading.lower() if char.isalnum() or char in " -_")
    return kept.replace(" ", "-")
