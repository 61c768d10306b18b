"""The documents keep up with the program: whatever it has, a page tells about.

The lists are read from the source, so that a new command, variable, rule type, fault, identifier,
model or dependency without its place in the documents fails a test.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

from tests.architecture.house import called, calls, modules

IDENTIFIER = re.compile(r"[a-z_]+\.v\d+")
TARGET = re.compile(r"^([a-z0-9-]+):.*## ", re.MULTILINE)
PACKAGE = re.compile(r"^([A-Za-z0-9._-]+)(?=[\[<>=~; ]|$)", re.MULTILINE)


def check(root: Path) -> list[str]:
    """Return a sentence for everything of the program that no page of its kind names."""
    wanted = {
        "docs/reference/faults.md": fault_codes(root),
        "docs/reference/settings.md": variables(root),
        "docs/reference/cli.md": commands(root),
        "docs/reference/edition-format.md": rule_types(root),
        "docs/explanation/scoring.md": {
            *identifiers(root, "chuangcheng/domain/editions"),
            *identifiers(root, "chuangcheng/domain/scoring"),
        },
        "docs/reference/calendar-format.md": identifiers(root, "chuangcheng/domain/workdays"),
        "docs/decisions/0002-dependencies.md": packages(root),
        "CONTRIBUTING.md": targets(root),
    }
    return [
        f"{page}: says nothing of {word}"
        for page, words in wanted.items()
        for word in sorted(set(words))
        if not _is_named(word, _text(root / page))
    ]


def check_glossary(root: Path) -> list[str]:
    """Return a sentence for every model's name that the glossary lacks or says otherwise.

    A row of the glossary holds the English word and its 繁體 of the catalogue.
    """
    rows = _text(root / "docs/reference/glossary.md").splitlines()
    faults = []
    for name in sorted(set(model_names(root))):
        row = next((row for row in rows if _is_named(name, row)), "")
        translated = _translations(root).get(name, "")
        if not row:
            faults.append(f"docs/reference/glossary.md: lacks {name}")
        elif not translated or translated not in row:
            faults.append(f"docs/reference/glossary.md: {name} is {translated or '?'} on the pages")
    return faults


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8") if page.exists() else ""


def _is_named(word: str, text: str) -> bool:
    return re.search(rf"(?<![\w.-]){re.escape(word)}(?![\w-])", text, re.IGNORECASE) is not None


def fault_codes(root: Path) -> Iterator[str]:
    """Yield the code of every sentence that refuses something."""
    yield from _first_strings(root, "Sentence")


def variables(root: Path) -> Iterator[str]:
    """Yield the environment variables that the settings read."""
    yield from _first_strings(root, "Variable", "chuangcheng/config")


def _first_strings(root: Path, name: str, under: str = "chuangcheng") -> Iterator[str]:
    for module in modules(root, under):
        for call in calls(module.tree):
            first = call.args[0] if called(call) == name and call.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def commands(root: Path) -> Iterator[str]:
    """Yield the commands and long options of the console script."""
    for module in modules(root, "chuangcheng/entrypoints/cli"):
        for call in calls(module.tree):
            if called(call) in {"add_parser", "add_argument"}:
                yield from (
                    word.value
                    for word in call.args
                    if isinstance(word, ast.Constant)
                    and isinstance(word.value, str)
                    and (called(call) == "add_parser" or word.value.startswith("--"))
                )


def rule_types(root: Path) -> Iterator[str]:
    """Yield the rule types an edition may use."""
    for identifier in identifiers(root, "chuangcheng/domain/editions"):
        yield identifier.partition(".")[0]


def identifiers(root: Path, under: str = "chuangcheng/domain") -> Iterator[str]:
    """Yield the identifiers with version that are stored with results."""
    for module in modules(root, under):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and IDENTIFIER.fullmatch(str(node.value)):
                yield str(node.value)


def packages(root: Path) -> Iterator[str]:
    """Yield the packages we name as dependencies."""
    project = tomllib.loads(_text(root / "pyproject.toml") or "project.dependencies = []")
    named = project["project"]["dependencies"]
    for page in sorted((root / "requirements").glob("*.in")):
        named = [*named, *_text(page).splitlines()]
    for line in named:
        found = PACKAGE.match(line)
        if found and not line.startswith("-"):
            yield found[1]


def targets(root: Path) -> Iterator[str]:
    """Yield the commands of the Makefile."""
    for name in TARGET.findall(_text(root / "Makefile")):
        yield f"make {name}"


def model_names(root: Path) -> Iterator[str]:
    """Yield the verbose name of every model."""
    for module in modules(root):
        if module.furniture == "models":
            for node in ast.walk(module.tree):
                if isinstance(node, ast.ClassDef) and node.name == "Meta":
                    yield from _verbose_name(node)


def _verbose_name(meta: ast.ClassDef) -> Iterator[str]:
    for node in meta.body:
        if not (isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)):
            continue
        names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        if names == ["verbose_name"]:
            # The msgid comes last, behind the context that pgettext takes.
            yield str(ast.literal_eval(node.value.args[-1]))


def _translations(root: Path) -> dict[str, str]:
    path = root / "locale/zh_Hant/LC_MESSAGES/django.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file)}
