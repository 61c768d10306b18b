"""Finds the files that the front-end build wrote, by the names its sources have.

Vite names its output by content (``main-Ab12Cd34.js``) and lists source and output in a manifest.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings

MANIFEST: Final = "manifest.json"
FOLDER: Final = "shell/dist"
"""Where the build stands below ``STATIC_URL``."""


class FrontEndNotBuilt(Exception):
    """The front end has not been built, or the build lacks an entry that a page asks for."""


@dataclass(frozen=True, slots=True)
class Asset:
    """What one entry needs: its script, its style sheets and the chunks worth fetching early."""

    script: str
    styles: tuple[str, ...]
    chunks: tuple[str, ...]


def asset(name: str) -> Asset:
    """Return the files of the entry ``name``, relative to the static folder of the build.

    Raises FrontEndNotBuilt where the manifest is absent, unreadable or has no such entry.
    """
    path = Path(settings.FRONTEND_FOLDER) / MANIFEST
    try:
        changed = path.stat().st_mtime_ns
    except OSError as error:
        raise FrontEndNotBuilt(str(path)) from error
    found = _entries(path, changed).get(name)
    if found is None:
        raise FrontEndNotBuilt(f"{path}: {name}")
    return found


@lru_cache(maxsize=4)
def _entries(path: Path, changed: int) -> Mapping[str, Asset]:
    """Read the manifest; ``changed`` is part of the cache's key, so a new build is seen."""
    del changed
    try:
        manifest: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise FrontEndNotBuilt(str(path)) from error
    return {
        str(part["name"]): Asset(
            script=part["file"],
            styles=tuple(_styles(manifest, key)),
            chunks=tuple(manifest[other]["file"] for other in part.get("imports", ())),
        )
        for key, part in manifest.items()
        if part.get("isEntry")
    }


def _styles(manifest: Mapping[str, Mapping[str, Any]], key: str) -> dict[str, None]:
    """Return the style sheets of a part and of all it imports, in order, each once."""
    found: dict[str, None] = {}
    for other in manifest[key].get("imports", ()):
        found.update(_styles(manifest, other))
    found.update(dict.fromkeys(manifest[key].get("css", ())))
    return found
