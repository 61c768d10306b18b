"""Page templates take from their own room and from shell, and nothing from other machines."""

import re
from collections.abc import Iterator
from pathlib import Path

TAKES = re.compile(r"""\{%-?\s*(?:extends|include)\s+["']([^"']+)["']""")
FOREIGN = re.compile(
    r"""(?:\bsrc(?:set)?=["']?|url\(\s*["']?|@import\s+["']|\bfetch\(\s*["'`]|<link[^>]*href=["'])
        (?:https?:)?//(?!127\.0\.0\.1)""",
    re.VERBOSE,
)


def check(root: Path) -> list[str]:
    """Return a sentence for every template that reaches into another room."""
    return [fault for path in _files(root, {".html", ".txt"}) for fault in _faults(root, path)]


def check_foreign(root: Path) -> list[str]:
    """Return a sentence for every page, sheet or script that loads from another machine."""
    return [
        f"{path.relative_to(root)}:{number}: loads from another machine"
        for path in _files(root, {".css", ".html", ".ts"})
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if FOREIGN.search(line)
    ]


def _files(root: Path, kinds: set[str]) -> Iterator[Path]:
    for folder in ("chuangcheng", "frontend/src"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in kinds and "dist" not in path.parts:
                yield path


def _faults(root: Path, path: Path) -> Iterator[str]:
    parts = path.relative_to(root).parts
    if "templates" not in parts:
        return
    own = parts[parts.index("templates") - 1]
    for taken in TAKES.findall(path.read_text(encoding="utf-8")):
        if taken.partition("/")[0] not in {own, "shell"}:
            yield f"{path.relative_to(root)}: takes {taken}; only {own}/ and shell/ may be taken"
