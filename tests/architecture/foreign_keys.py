"""Foreign keys obey the order of the rooms; those given as strings escape import-linter."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.house import Module, called, calls, modules, ranks

RELATIONS = frozenset({"ForeignKey", "OneToOneField", "ManyToManyField"})
# Django's own apps lie below the house.
DJANGO_APPS = frozenset({"contenttypes", "sessions", "sites"})


def check(root: Path) -> list[str]:
    """Return a sentence for every relation that points up, sideways or nowhere."""
    return [fault for module in modules(root) for fault in _faults(module)]


def _faults(module: Module) -> Iterator[str]:
    for call in calls(module.tree):
        if called(call) == "GenericForeignKey":
            yield f"{module.at(call)}: a generic foreign key can point anywhere; name the room"
        target = _target(call, module)
        if target and module.room:
            fault = _judge(module.room, target)
            if fault:
                yield f"{module.at(call)}: {fault}"


def _target(call: ast.Call, module: Module) -> str:
    """Return the app a relation or a `get_model` names by string; empty if none is named."""
    if called(call) in RELATIONS:
        named = [keyword.value for keyword in call.keywords if keyword.arg == "to"]
        argument = next(iter([*call.args, *named]), None)
        if isinstance(argument, ast.Attribute) and argument.attr == "AUTH_USER_MODEL":
            return "accounts"
        return _app(argument)
    if called(call) == "get_model" and call.args and "migrations" not in module.name.split("."):
        app = call.args[0]
        if isinstance(app, ast.Constant) and isinstance(app.value, str):
            return app.value.partition(".")[0]
    return ""


def _app(argument: ast.expr | None) -> str:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        app, dot, _ = argument.value.partition(".")
        return app if dot else ""
    return ""


def _judge(room: str, target: str) -> str:
    heights = ranks()
    if target == room or target in DJANGO_APPS:
        return ""
    if target not in heights:
        return f"{target} is no room of the house"
    if room not in heights:
        return f"{room} has no place in the order of rooms (pyproject.toml)"
    if heights[target] >= heights[room]:
        return f"{room} points at {target}, which is not below it"
    return ""
