"""Each import contract of pyproject.toml breaks, and breaks alone, on what it forbids."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, contracts

SKELETON = (
    "__main__",
    "config.settings",
    "config.urls",
    "domain.editions.reading",
    "domain.errors",
    "domain.fingerprints",
    "domain.scoring.total",
    "domain.text",
    "domain.workdays.days",
    "entrypoints.cli.score",
    "entrypoints.demo.frameworks",
    "features.campaigns.models",
    "features.frameworks.apps",
    "features.frameworks.forms",
    "features.frameworks.formats.written",
    "features.frameworks.migrations.0001_initial",
    "features.frameworks.models",
    "features.frameworks.permissions",
    "features.frameworks.queries",
    "features.frameworks.services",
    "features.frameworks.urls",
    "features.frameworks.views",
    "foundation.audit.models",
    "foundation.shell.views",
)

# The contract that must break, the module that holds the import (made if new), and the import.
PLANTED = [
    ("floors", "domain.text", "import chuangcheng.foundation.audit.models"),
    ("floors", "foundation.shell.views", "import chuangcheng.features.frameworks.models"),
    ("floors", "features.frameworks.views", "import chuangcheng.entrypoints.cli.score"),
    ("floors", "attic", ""),
    ("config-unseen", "__main__", "from chuangcheng.config import settings"),
    ("doors", "entrypoints.cli.score", "import chuangcheng.entrypoints.demo.frameworks"),
    ("doors", "entrypoints.window", ""),
    ("features", "features.frameworks.models", "import chuangcheng.features.campaigns.models"),
    ("features", "features.ballroom.models", ""),
    ("foundation", "foundation.shell.views", "import chuangcheng.foundation.audit.models"),
    ("foundation", "foundation.cellar.models", ""),
    ("furniture", "features.frameworks.models", "import chuangcheng.features.frameworks.queries"),
    ("furniture", "features.frameworks.queries", "import chuangcheng.features.frameworks.services"),
    ("furniture", "features.frameworks.services", "import chuangcheng.features.frameworks.forms"),
    ("furniture", "features.frameworks.views", "import chuangcheng.features.frameworks.urls"),
    (
        "furniture",
        "features.frameworks.permissions",
        "import chuangcheng.features.frameworks.views",
    ),
    ("furniture", "features.frameworks.receivers", "import chuangcheng.features.frameworks.views"),
    ("furniture", "features.frameworks.sofa", ""),
    ("domain-order", "domain.errors", "import chuangcheng.domain.text"),
    ("domain-order", "domain.editions.reading", "import chuangcheng.domain.scoring.total"),
    ("domain-order", "domain.astrology", ""),
    ("domain-pure", "domain.text", "def f():\n    from django.conf import settings"),
    ("domain-pure", "domain.scoring.total", "import random"),
    ("domain-pure", "domain.scoring.total", "from time import monotonic"),
    ("domain-pure", "domain.scoring.total", "import os.path"),
    ("domain-pure", "domain.editions.reading", "import yaml"),
    ("formats-plain", "features.frameworks.formats.written", "from django.db import models"),
]


def lint(root: Path) -> set[str]:
    """Run the contracts over the tree under ``root``; return the identifiers of the broken ones."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (root / "pyproject.toml").write_text(text[text.index("[tool.importlinter]") :])
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache", "--no-logo"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(root), "COLUMNS": "200", "NO_COLOR": "1"},
    )
    verdicts = {
        identifier: re.search(re.escape(contract["name"]) + r"\s+(KEPT|BROKEN)", done.stdout)
        for identifier, contract in contracts().items()
    }
    assert all(verdicts.values()), done.stdout + done.stderr
    return {name for name, verdict in verdicts.items() if verdict and verdict[1] == "BROKEN"}


def build(root: Path, module: str, source: str = "") -> None:
    """Write a module of the skeleton with the packages it lies in."""
    path = root.joinpath("chuangcheng", *module.split(".")).with_suffix(".py")
    path.parent.mkdir(parents=True, exist_ok=True)
    for folder in path.parents:
        if folder == root:
            break
        (folder / "__init__.py").touch()
    path.write_text(source + "\n", encoding="utf-8")


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    for module in SKELETON:
        build(tmp_path, module)
    return tmp_path


def test_an_orderly_house_breaks_nothing(skeleton: Path) -> None:
    build(skeleton, "config.urls", "import chuangcheng.features.frameworks.urls")
    build(
        skeleton, "entrypoints.cli.score", "import chuangcheng.features.frameworks.formats.written"
    )
    build(skeleton, "features.campaigns.models", "import chuangcheng.features.frameworks.models")
    build(skeleton, "features.frameworks.views", "import chuangcheng.features.frameworks.services")
    build(skeleton, "features.frameworks.models", "import chuangcheng.foundation.audit.models")
    build(skeleton, "domain.scoring.total", "import chuangcheng.domain.editions.reading")
    assert lint(skeleton) == set()


@pytest.mark.parametrize(("contract", "module", "source"), PLANTED)
def test_a_violation_breaks_its_contract_and_no_other(
    contract: str, module: str, source: str, skeleton: Path
) -> None:
    build(skeleton, module, source)
    assert lint(skeleton) == {contract}


def test_every_contract_is_shown_to_break() -> None:
    assert {contract for contract, _, _ in PLANTED} == set(contracts())
