"""What the program knows about itself, as parts of the reference pages.

Each part is a function that returns Markdown; `PARTS` names them. `tools.reference` puts them
between the marks on the pages.
"""

import argparse
import ast
import atexit
import importlib
import os
import pkgutil
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages import Catalog

import chuangcheng
from chuangcheng.domain.errors import Sentence
from tools import catalogues, reference_orgs, reference_permissions

if TYPE_CHECKING:
    from chuangcheng.features.frameworks.formats.facts_layout import Column

ROOT = Path(__file__).parent.parent

GROUPS = {
    "document": "The shape of a document",
    "edition": "Editions",
    "facts": "Facts",
    "file": "The file itself",
    "yaml": "YAML",
    "json": "JSON",
    "orgs_file": "Files of units, people and zones",
    "orgs_notice": "What is passed over in such a file",
    "orgs_cell": "Cells of such a file",
    "orgs_row": "Rows of such a file",
    "orgs_command": "The command “orgs”",
    "workbook": "Workbooks (xlsx)",
    "sheet": "Sheets of a workbook",
    "cell": "Cells of a workbook",
    "output": "Written files",
    "library": "The library of frameworks",
    "env": "Settings in the environment",
    "record": "The record",
    "demo": "The demonstration",
    "serve": "Serving",
    "init": "Setting an installation up",
    "roles": "Roles and deputies",
}
SLOT = re.compile(r"%\((\w+)\)[sd]")
TARGET = re.compile(r"^([a-z0-9-]+):.*?## (.*)$", re.MULTILINE)


def start_django() -> None:
    """Set Django up on a state folder of its own, unless a test run has done so already."""
    import django
    from django.apps import apps

    if not apps.ready:
        state = tempfile.mkdtemp(prefix="chuangcheng-reference-")
        atexit.register(shutil.rmtree, state, ignore_errors=True)
        os.environ["CHUANGCHENG_HOME"] = state
        os.environ["DJANGO_SETTINGS_MODULE"] = "chuangcheng.config.settings"
        django.setup()


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    heads = tuple(heads)
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ") or "—"


def readable(message: str) -> str:
    """Return a msgid with its slots as a person reads them: ``%(code)s`` becomes ``‹code›``."""
    return SLOT.sub(r"‹\1›", message).replace("%%", "%")


class Words:
    """Looks msgids up in the catalogues."""

    def __init__(self) -> None:
        self.hant = catalogues.load(ROOT / catalogues.HANT)
        self.hans = catalogues.simplified(ROOT)

    def traditional(self, message: str) -> str:
        """Return the 繁體 of a msgid; empty where nobody has translated it."""
        return self._look(self.hant, message)

    def simplified(self, message: str) -> str:
        """Return the 简体 of a msgid; empty where nobody has translated it."""
        return self._look(self.hans, message)

    @staticmethod
    def _look(catalogue: Catalog, message: str) -> str:
        found = catalogue.get(message)
        return catalogues.forms(found)[0] if found else ""


# -- settings -------------------------------------------------------------------------------------


def settings() -> str:
    """Return every environment variable, what it is for, and what holds without it."""
    from chuangcheng.config.env.variables import VARIABLES

    rows = [
        (
            f"`{one.name}`" + (f", `{one.name}_FILE`" if one.secret else ""),
            one.meaning,
            one.absent,
            f"`{one.example}`",
        )
        for one in VARIABLES
    ]
    return table(("variable", "what it is for", "while it is absent", "example"), rows)


# -- faults ---------------------------------------------------------------------------------------


def sentences() -> Iterator[Sentence]:
    """Yield every sentence of the program that refuses something, in the order of the source."""
    start_django()
    seen: dict[str, Sentence] = {}
    for module in pkgutil.walk_packages(chuangcheng.__path__, "chuangcheng."):
        if module.name.endswith((".__main__", ".asgi", ".wsgi")) or ".migrations" in module.name:
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Sentence) and seen.setdefault(value.code, value) != value:
                raise ValueError(f"two sentences have the code {value.code}")
    yield from seen.values()


def faults() -> str:
    """Return every fault: code, what is wrong and how to mend it, in English and 繁體."""
    words = Words()
    groups: dict[str, list[tuple[str, str, str]]] = {name: [] for name in GROUPS}
    for one in sentences():
        row = (
            f"`{one.code}`",
            readable(f"{one.message} {one.remedy}"),
            readable(words.traditional(one.message) + words.traditional(one.remedy)),
        )
        groups.setdefault(one.code.partition(".")[0], []).append(row)
    return "\n\n".join(
        f"## {GROUPS.get(name, name)}\n\n{table(('code', 'sentence and remedy', '繁體'), rows)}"
        for name, rows in groups.items()
        if rows
    )


def findings() -> str:
    """Return what `doctor` may find that is not good, with the code that `serve` refuses it by."""
    words = Words()
    source = ROOT / "chuangcheng/entrypoints/cli/findings.py"
    rows = []
    for call in _calls(ast.parse(source.read_text(encoding="utf-8")), "Finding"):
        check, state, *texts = (_literals(argument) for argument in call.args[:4])
        if "ok" not in state:
            messages = [one for text in texts for one in text]
            english = readable(" ".join(messages))
            chinese = readable("".join(words.traditional(one) for one in messages))
            rows.append((f"`serve.{check[0]}`", english, chinese))
    return table(("code", "sentence and remedy", "繁體"), rows)


def _calls(tree: ast.AST, name: str) -> list[ast.Call]:
    """Return the calls of a function, in the order of the source."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [call for call in found if isinstance(call.func, ast.Name) and call.func.id == name]
    return sorted(named, key=lambda call: call.lineno)


def _literals(node: ast.AST) -> list[str]:
    """Return the texts inside an argument, in order."""
    inside = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
    return [value for value in inside if isinstance(value, str) and value]


# -- editions and facts ---------------------------------------------------------------------------


def rules() -> str:
    """Return every rule type: identifier, names, and the fields a fact for it has."""
    from chuangcheng.domain.editions.fact_values import WAYS
    from chuangcheng.domain.editions.rules import ALGORITHMS
    from chuangcheng.domain.scoring.words import RULE_NAMES

    words = Words()
    rows = []
    for name, identifier in ALGORITHMS.items():
        ways = WAYS.get(name, (("occurrences",), ("occurred",)))
        fields = " or ".join(_way(way) for way in ways)
        title = RULE_NAMES[name]
        rows.append((f"`{name}`", f"`{identifier}`", title, words.traditional(title), fields))
    return table(("type", "identifier", "English", "繁體", "a fact states"), rows)


def _way(fields: tuple[str, ...]) -> str:
    # All fields of a way are needed, except where a rule's items are told in two groups.
    joint = " and/or " if fields == ("shortfalls", "counts") else " + "
    return joint.join(f"`{field}`" for field in fields)


def sheets() -> str:
    """Return the sheets of a workbook of facts with the heads of their columns."""
    from chuangcheng.features.frameworks.formats.facts_layout import EXTRA_SHEETS, FACTS

    parts = []
    for layout in (FACTS, *EXTRA_SHEETS):
        names = ", ".join(f"“{name}”" for name in layout.names)
        rows = [
            (f"`{column.field}`", *_heads(column), KINDS_OF_CELL[column.type])
            for column in layout.columns
        ]
        parts.append(f"### Sheet `{layout.role}`: {names}\n")
        parts.append(table(("English head", "繁體", "简体", "what stands below"), rows) + "\n")
    return "\n".join(parts).rstrip()


def _heads(column: "Column") -> tuple[str, str]:
    """Return the 繁體 and the 简体 head, each with the heads that are still read for it."""
    hant, hans = column.aliases[0::2], column.aliases[1::2]
    return ", ".join((column.hant, *hant)), ", ".join((column.hans, *hans))


KINDS_OF_CELL: Mapping[str, str] = {
    "code": "a code",
    "ignored": "for people; not read",
    "text": "text",
    "count": "a whole number",
    "counts": "a whole number; for several groups one each, separated by `;`",
    "number": "a number",
    "values": "a number or a percentage; several separated by `;`, an empty place is unknown",
    "yes_no": "yes or no: 是, 否, yes, no, 1, 0, √, ×, or a true/false cell",
    "panel": "marks or grades separated by `;`, an empty place is unknown: `85;90;;88`",
    "per_place": "for each item of the rule its counts per place: `ads:2,1,0;core:1,1,1`",
    "per_item": "a whole number; for several items of the rule `ads:2;core:1`",
    "date": "a date: a date cell, `2026-10-31`, `2026/10/31` or 2026年10月31日",
}


# -- glossary -------------------------------------------------------------------------------------


def models() -> str:
    """Return the names of the models, then those of their fields, in three languages."""
    from django.apps import apps
    from django.db.models import Field
    from django.utils import translation

    start_django()
    words = Words()
    ours = [model for model in apps.get_models() if model.__module__.startswith("chuangcheng.")]
    names: list[tuple[str, ...]] = []
    fields: dict[str, list[str]] = {}
    with translation.override("en"):
        for model in ours:
            meta = model._meta
            name = str(meta.verbose_name)
            names.append(_named(name, words, f"`{meta.app_label}.{model.__name__}`"))
            for field in meta.get_fields():
                if isinstance(field, Field) and not field.auto_created:
                    place = f"`{model.__name__}.{field.name}`"
                    fields.setdefault(str(field.verbose_name), []).append(place)
    rows = [_named(name, words, ", ".join(places)) for name, places in sorted(fields.items())]
    heads = ("English", "繁體", "简体", "in the code")
    return f"{table(heads, names)}\n\n## Their fields\n\n{table(heads, rows)}"


def _named(name: str, words: Words, place: str) -> tuple[str, ...]:
    return (name, words.traditional(name), words.simplified(name), place)


# -- commands -------------------------------------------------------------------------------------


def targets() -> str:
    """Return the commands of the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    rows = [(f"`make {name}`", text) for name, text in TARGET.findall(makefile)]
    return table(("command", "what it does"), rows)


def commands() -> str:
    """Return every command of the console script with its arguments and options."""
    from chuangcheng.entrypoints.cli.languages import Voice
    from chuangcheng.entrypoints.cli.parser import build_parser

    parts = []
    for parser in _leaves(build_parser(Voice("en", str))):
        rows = [_argument(action) for action in _actions(parser)]
        parts.append(f"## `{parser.prog}`\n\n{parser.description or ''}\n\n{_usage(parser)}")
        if rows:
            parts.append(table(("argument or option", "what it does"), rows))
        if parser.epilog:
            parts.append(parser.epilog)
    return "\n\n".join(parts)


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    listed = parser._actions  # noqa: SLF001 - argparse has no public list of them
    return [action for action in listed if action.dest != "help"]


def _leaves(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Yield the parsers of the commands that can be run, in the order of the help."""
    groups = [action for action in _actions(parser) if isinstance(action.choices, dict)]
    if not groups:
        yield parser
    for group in groups:
        for child in dict.fromkeys(dict(group.choices or {}).values()):
            yield from _leaves(child)


def _usage(parser: argparse.ArgumentParser) -> str:
    words = [parser.prog]
    for action in _actions(parser):
        if not action.option_strings:
            words.append(_value(action))
        elif action.required:
            words.append(f"{action.option_strings[-1]} {_value(action)}")
    return f"```text\n{' '.join(words)} [options]\n```"


def _value(action: argparse.Action) -> str:
    name = str(action.metavar or action.dest.upper())
    return f"[{name}]" if action.nargs in ("?", "*") else name


def _argument(action: argparse.Action) -> tuple[str, str]:
    if not action.option_strings:
        return (f"`{_value(action)}`", _help(action))
    takes = "" if action.nargs == 0 else f" {_value(action)}"
    return (", ".join(f"`{name}{takes}`" for name in action.option_strings), _help(action))


def _help(action: argparse.Action) -> str:
    text = (action.help or "") % {"default": action.default, "prog": "chuangcheng"}
    choices = [str(choice) for choice in action.choices or ()]
    if all(choice in text for choice in choices):
        return text
    return f"{text} One of: {', '.join(f'`{choice}`' for choice in choices)}."


# -- permissions ----------------------------------------------------------------------------------


def permissions() -> str:
    """Return the permission matrix: what each role may give and do."""
    start_django()
    return reference_permissions.permissions(table, Words().traditional)


def orgs_sheets() -> str:
    """Return the sheets of units, people and zones with the heads of their columns."""
    return reference_orgs.orgs_sheets(table, Words().traditional)


def record_actions() -> str:
    """Return what rooms record: the name of the action, English and 繁體."""
    start_django()
    from chuangcheng.foundation.audit.registry import actions

    words = Words()
    rows = [(f"`{name}`", title, words.traditional(title)) for name, title in actions().items()]
    return table(("action", "English", "繁體"), sorted(rows))


PARTS: Mapping[str, Callable[[], str]] = {
    "settings": settings,
    "faults": faults,
    "findings": findings,
    "rules": rules,
    "sheets": sheets,
    "orgs-sheets": orgs_sheets,
    "models": models,
    "permissions": permissions,
    "commands": commands,
    "targets": targets,
    "record-actions": record_actions,
}
