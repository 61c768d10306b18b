"""Writes an edition's document as YAML that the reader of this package takes back unchanged."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from chuangcheng.foundation.shell.formats import scalars

LINE_WIDTH = 100
_UNUSUAL_BREAKS = re.compile("[\r\x85\u2028\u2029]")
FIRST = (
    *("format", "code", "no", "version", "kind", "title", "name", "short", "text", "type"),
    *("zh-Hant", "zh-Hans", "en"),
)
LAST = ("standards", "children", "nodes")
"""Databases may forget the order of names: what a thing is called stands first, its parts last."""


def edition_yaml(document: Mapping[str, object]) -> str:
    """Return ``document`` as block YAML without anchors; text that looks otherwise is quoted.

    ``document`` is made of mappings, lists, str, bool, None, int and Decimal only.
    """
    import yaml

    return yaml.dump(
        _ordered(document),
        Dumper=_dumper(),
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=LINE_WIDTH,
    )


def _ordered(value: object) -> object:
    """Return the value with the names of every group in the order for reading."""
    if isinstance(value, Mapping):
        return {name: _ordered(value[name]) for name in sorted(value, key=_rank)}
    if isinstance(value, list):
        return [_ordered(part) for part in value]
    return value


def _rank(name: str) -> int:
    if name in FIRST:
        return FIRST.index(name)
    return len(FIRST) + (1 + LAST.index(name) if name in LAST else 0)


def _dumper() -> Any:  # noqa: ANN401 - a class made of PyYAML, which is imported late
    import yaml

    class Dumper(yaml.SafeDumper):
        """PyYAML's own, with numbers as they are and no references."""

        def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's signature
            return True

    Dumper.add_representer(str, _text)
    Dumper.add_representer(Decimal, _decimal)
    return Dumper


def _text(dumper: Any, text: str) -> Any:  # noqa: ANN401 - PyYAML's nodes
    style = None if _reads_as_itself(text) else "'"
    if _UNUSUAL_BREAKS.search(text):
        style = '"'  # escaped, for elsewhere YAML makes each of them a line feed
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _reads_as_itself(text: str) -> bool:
    """Tell whether the reader takes the text, unquoted, for this text and nothing else."""
    try:
        return scalars.plain(text) == text
    except (scalars.OutOfRange, scalars.NotFinite):
        return False


def _decimal(dumper: Any, number: Decimal) -> Any:  # noqa: ANN401 - PyYAML's nodes
    written = f"{number:f}"
    kind = "float" if "." in written else "int"  # the kind PyYAML sees in it, so it adds no tag
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", written)
