"""Only services write to the database."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.house import Module, called, calls, modules

# Django's writing methods whose names nothing else has.
PLAIN = frozenset(
    {"abulk_create", "abulk_update", "acreate", "adelete", "aget_or_create", "asave", "aupdate",
     "aupdate_or_create", "bulk_create", "bulk_update", "executemany", "get_or_create",
     "update_or_create"}
)  # fmt: skip
# A call of one of these makes what follows it a query.
QUERY = frozenset(
    {
        "all",
        "annotate",
        "exclude",
        "filter",
        "get_queryset",
        "order_by",
        "select_for_update",
        "using",
    }
)
MANAGERS = frozenset({"objects", "_base_manager", "_default_manager"})
TO_MANY = frozenset({"add", "clear", "remove", "set"})
ALLOWED = frozenset({"services", "migrations"})


def check(root: Path) -> list[str]:
    """Return a sentence for every write outside a room's services."""
    sources = list(modules(root))
    many = {name for module in sources for name in _to_many_names(module)}
    return [
        f"{module.at(call)}: .{called(call)}() writes; call a service of the room instead"
        for module in sources
        if _is_held(module)
        for call in _writes(module, many)
    ]


def _is_held(module: Module) -> bool:
    """Domain and file formats know no database, services and migrations are where writing is."""
    floor = module.name.split(".")[1:2]
    return floor != ["domain"] and module.furniture not in ALLOWED | {"formats"}


def _to_many_names(module: Module) -> Iterator[str]:
    """Yield the names under which many-to-many relations are reached, from both sides."""
    for node in ast.walk(module.tree):
        if not (isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)):
            continue
        if called(node.value) == "ManyToManyField":
            yield from (name.id for name in node.targets if isinstance(name, ast.Name))
            for keyword in node.value.keywords:
                if keyword.arg == "related_name" and isinstance(keyword.value, ast.Constant):
                    yield str(keyword.value.value)


def _writes(module: Module, many: set[str]) -> Iterator[ast.Call]:
    queries = _query_names(module.tree)
    for call in calls(module.tree):
        if isinstance(call.func, ast.Attribute) and _is_write(call, call.func, queries, many):
            yield call


def _is_write(call: ast.Call, method: ast.Attribute, queries: set[str], many: set[str]) -> bool:
    name, owner = method.attr, method.value
    if name in PLAIN:
        return True
    if name in {"save", "delete"}:
        # A workbook or a storage is told where; a model or a query is not.
        return not call.args and not _is_super(owner)
    if name in TO_MANY:
        return isinstance(owner, ast.Attribute) and owner.attr in many
    if name == "create":
        return not call.args
    if name == "execute":
        return "cursor" in ast.unparse(owner) and not _only_reads(call)
    return name == "update" and _is_query(owner, queries)


def _only_reads(call: ast.Call) -> bool:
    """Tell whether a statement is written out at the call and begins with SELECT."""
    statement = call.args[0] if call.args else None
    if isinstance(statement, ast.JoinedStr) and statement.values:
        statement = statement.values[0]
    text = statement.value if isinstance(statement, ast.Constant) else ""
    return isinstance(text, str) and text.lstrip().upper().startswith("SELECT ")


def _is_super(owner: ast.expr) -> bool:
    return isinstance(owner, ast.Call) and called(owner) == "super"


def _is_query(owner: ast.expr, queries: set[str]) -> bool:
    """Tell whether an expression is a query: built from a manager, or a name bound to one."""
    for node in ast.walk(owner):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS | QUERY:
            return True
        if isinstance(node, ast.Name) and node.id in queries:
            return True
    return False


def _query_names(tree: ast.Module) -> set[str]:
    """Return the names that are bound to a query anywhere in a module."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and _is_query(node.value, names):
            names.update(target.id for target in node.targets if isinstance(target, ast.Name))
    return names
