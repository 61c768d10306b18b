"""The domain is pure in what import-linter cannot see: built-ins, methods and number types."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.house import Module, called, calls, modules

BUILT_INS = {
    "open": "reads files",
    "print": "writes to the terminal",
    "input": "reads the terminal",
    "eval": "runs text",
    "exec": "runs text",
    "hash": "differs from run to run",
    "__import__": "escapes the import contracts",
    "import_module": "escapes the import contracts",
}
CLOCKS = frozenset({"now", "utcnow", "today"})
# Where marks and weights are reckoned, arithmetic is decimal.
DECIMAL = ("chuangcheng.domain.editions", "chuangcheng.domain.scoring")


def check(root: Path) -> list[str]:
    """Return a sentence for every impure call, early foreign import and binary fraction."""
    return [
        fault
        for module in modules(root, "chuangcheng/domain")
        for faults in (_calls(module), _early_imports(module), _floats(module))
        for fault in faults
    ]


def _calls(module: Module) -> Iterator[str]:
    for call in calls(module.tree):
        name = called(call)
        if name in CLOCKS and isinstance(call.func, ast.Attribute):
            yield f"{module.at(call)}: .{name}() reads the clock; take the time as an argument"
        elif name in BUILT_INS and isinstance(call.func, ast.Name):
            yield f"{module.at(call)}: {name}() {BUILT_INS[name]}"


def _early_imports(module: Module) -> Iterator[str]:
    """Numeric and language libraries take long to load: they are imported where they are used."""
    for node in module.tree.body:
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            continue
        for name in names:
            top = name.partition(".")[0]
            if top != "chuangcheng" and top not in sys.stdlib_module_names:
                yield f"{module.at(node)}: import {top} inside the function that needs it"


def _floats(module: Module) -> Iterator[str]:
    if not module.name.startswith(DECIMAL):
        return
    for node in ast.walk(module.tree):
        literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
        made = isinstance(node, ast.Call) and called(node) == "float"
        if literal or made:
            yield f"{module.at(node)}: a binary fraction; reckon with Decimal"
