"""Files and functions stay small enough to be read in one go, and have names that say something."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.house import FORBIDDEN_NAMES, modules

SOURCE = 400
TEST = 600
SETTINGS = 300
VIEW = 25

SOURCE_FOLDERS = ("chuangcheng", "frontend", "tools", "benchmarks", "tests")
KINDS = frozenset({".css", ".html", ".js", ".mjs", ".py", ".sh", ".ts"})
MADE = frozenset({"__pycache__", "dist", "node_modules"})


def sources(root: Path) -> Iterator[Path]:
    """Yield the paths, from the root, of all files written by hand in a programming language."""
    for folder in SOURCE_FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            relative = path.relative_to(root)
            if path.suffix in KINDS and not MADE & set(relative.parts):
                yield relative


def check_lengths(root: Path) -> list[str]:
    """Return a sentence for every file with more lines than its kind may have."""
    faults = []
    for path in sources(root):
        lines = (root / path).read_text(encoding="utf-8").count("\n")
        if lines > _limit(path):
            faults.append(f"{path}: {lines} lines, at most {_limit(path)}; divide it by noun")
    return faults


def _limit(path: Path) -> int:
    if path.as_posix() == "chuangcheng/config/settings.py":
        return SETTINGS
    return TEST if path.parts[0] == "tests" else SOURCE


def check_views(root: Path) -> list[str]:
    """Return a sentence for every view function that is too long."""
    return [
        f"{module.at(node)}: {node.name} has {length} lines, at most {VIEW}; move work down"
        for module in modules(root)
        if module.furniture in {"views", "errors"}
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > VIEW
    ]


def check_names(root: Path) -> list[str]:
    """Return a sentence for every file or folder whose name says nothing."""
    return [
        f"{path}: “{part}” says nothing; name it for the noun it holds"
        for path in sources(root)
        for part in (*path.parts[:-1], path.stem)
        if part.strip("_").removeprefix("test_") in FORBIDDEN_NAMES
    ]
