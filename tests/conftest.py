"""What every test shares: the hypothesis profiles, and a stand-in for the built front end."""

import json
import os
from collections.abc import Iterator

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, settings

from tests.foundation.jobs.working import own_tasks, work_off  # noqa: F401 - for every test
from tests.people import (  # noqa: F401 - fixtures for every test
    browser_of,
    colleague,
    county,
    outsider,
    owner,
    person_with,
    stranger,
)

# Repeatable: the same examples in every run, so that a red run means a changed program.
settings.register_profile("ci", derandomize=True, deadline=None, database=None)
# `make soak`: fresh examples, many of them.
settings.register_profile(
    "soak",
    max_examples=1_000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

ENTRIES = ("main", "theme")


@pytest.fixture(autouse=True, scope="session")
def front_end(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Name built files for pages without a build, so that `make test` needs no Node."""
    folder = tmp_path_factory.mktemp("dist")
    manifest = {
        f"src/{name}.ts": {
            "file": f"assets/{name}-built.js",
            "name": name,
            "isEntry": True,
            "css": [f"assets/{name}-built.css"] if name == "main" else [],
        }
        for name in ENTRIES
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    with override_settings(FRONTEND_FOLDER=folder):
        yield
