"""Reads the house as source text: which modules there are, which room each is in, what ranks above.

Every check of this folder is a function of a root folder that returns a sentence for each thing
wrong, so that it can be pointed at the program and, by its own test, at a planted violation.
"""

import ast
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
FORBIDDEN_NAMES = frozenset({"utils", "helpers", "common", "base", "misc"})


@dataclass(frozen=True, slots=True)
class Module:
    """A Python file of the program: its path from the root, its dotted name and its syntax tree."""

    path: str
    name: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The room it is in, e.g. ``frameworks``; empty outside features and foundation."""
        parts = self.name.split(".")
        in_a_room = len(parts) > 2 and parts[1] in {"features", "foundation"}
        return parts[2] if in_a_room else ""

    @property
    def furniture(self) -> str:
        """The piece of its room it belongs to, e.g. ``services``; empty outside rooms."""
        parts = self.name.split(".")
        return parts[3] if self.room and len(parts) > 3 else ""

    def at(self, node: ast.AST) -> str:
        """Return where a node stands, as an editor understands it."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}"


def modules(root: Path, under: str = "chuangcheng") -> Iterator[Module]:
    """Yield the modules of the folder ``under`` in the tree ``root``, in order of their paths."""
    for path in sorted((root / under).rglob("*.py")):
        relative = path.relative_to(root)
        parts = relative.with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        yield Module(relative.as_posix(), name, _parse(path.read_text(encoding="utf-8")))


@cache
def _parse(source: str) -> ast.Module:
    return ast.parse(source)


def contracts() -> Mapping[str, Mapping[str, Any]]:
    """Return the import contracts of pyproject.toml by their identifiers."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        options = tomllib.load(file)["tool"]["importlinter"]
    return {contract["id"]: contract for contract in options["contracts"]}


def ranks() -> dict[str, int]:
    """Return the height of every room: a room may know only rooms of a smaller number."""
    layers = [*contracts()["features"]["layers"], *contracts()["foundation"]["layers"]]
    return {
        room.strip(" ()"): len(layers) - number
        for number, layer in enumerate(layers)
        for room in layer.split("|")
    }


def called(node: ast.Call) -> str:
    """Return the last name of what is called: ``save`` for ``case.save()``; empty if none."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Yield every call in a tree."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))
