"""Names of built files come from the manifest of the build."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.template import engines
from pytest_django.fixtures import Settings

from chuangcheng.foundation.shell.assets import Asset, FrontEndNotBuilt, asset

MANIFEST = {
    "_shared.js": {"file": "assets/shared-1.js", "name": "shared", "css": ["assets/shared-1.css"]},
    "src/map.ts": {
        "file": "assets/map-1.js",
        "name": "map",
        "isEntry": True,
        "imports": ["_shared.js"],
        "css": ["assets/map-1.css"],
    },
    "src/lazy.ts": {"file": "assets/lazy-1.js", "name": "lazy", "isDynamicEntry": True},
}
Build = Callable[[object], None]


@pytest.fixture
def build(tmp_path: Path, settings: Settings) -> Build:
    """Returns a function that writes a manifest as a build would."""
    settings.FRONTEND_FOLDER = tmp_path

    def write(manifest: object) -> None:
        text = manifest if isinstance(manifest, str) else json.dumps(manifest)
        (tmp_path / "manifest.json").write_text(text, "utf-8")

    return write


def test_an_entry_brings_the_styles_of_what_it_imports_first(build: Build) -> None:
    build(MANIFEST)
    assert asset("map") == Asset(
        script="assets/map-1.js",
        styles=("assets/shared-1.css", "assets/map-1.css"),
        chunks=("assets/shared-1.js",),
    )


def test_the_tag_writes_one_element_a_line(build: Build) -> None:
    build(MANIFEST)
    shown = engines["django"].from_string('{% load shell %}{% asset "map" %}').render()
    assert shown.splitlines() == [
        '<link rel="stylesheet" href="/static/shell/dist/assets/shared-1.css">',
        '<link rel="stylesheet" href="/static/shell/dist/assets/map-1.css">',
        '<link rel="modulepreload" href="/static/shell/dist/assets/shared-1.js">',
        '<script type="module" src="/static/shell/dist/assets/map-1.js"></script>',
    ]


def test_a_new_build_is_seen_without_restart(build: Build, tmp_path: Path) -> None:
    import os

    build(MANIFEST)
    asset("map")
    build({"src/map.ts": {"file": "assets/map-2.js", "name": "map", "isEntry": True}})
    os.utime(tmp_path / "manifest.json", (1, 1))
    assert asset("map").script == "assets/map-2.js"


@pytest.mark.parametrize("name", ["lazy", "shared", "unknown"])
def test_only_entries_can_be_asked_for(build: Build, name: str) -> None:
    build(MANIFEST)
    with pytest.raises(FrontEndNotBuilt):
        asset(name)


def test_a_damaged_manifest_counts_as_not_built(build: Build) -> None:
    build("{")
    with pytest.raises(FrontEndNotBuilt):
        asset("map")


def test_an_absent_manifest_counts_as_not_built(settings: Settings) -> None:
    settings.FRONTEND_FOLDER = Path("/nowhere")
    with pytest.raises(FrontEndNotBuilt):
        asset("main")
