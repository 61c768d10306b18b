"""What the tests of the command line share: running a command, here or in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from chuangcheng.entrypoints.cli import main
from chuangcheng.entrypoints.cli.languages import VARIABLES

ROOT = Path(__file__).parents[3]
COUNTY = ROOT / "chuangcheng/features/frameworks/editions/county.edition.yaml"
COUNTY_FACTS = ROOT / "chuangcheng/features/frameworks/editions/county-demo.facts.yaml"


@dataclass(frozen=True)
class Outcome:
    """What a command answered."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


def example(name: str) -> tuple[str, str]:
    """Return the files of an example."""
    return (
        str(ROOT / f"examples/{name}.edition.yaml"),
        str(ROOT / f"examples/{name}.facts.yaml"),
    )


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process, in English unless the environment says otherwise."""

    def command(*arguments: object, **environment: str) -> Outcome:
        for variable in VARIABLES:
            monkeypatch.delenv(variable, raising=False)
        monkeypatch.setenv("COLUMNS", "100")
        for name, value in {"LANG": "en_GB.UTF-8", **environment}.items():
            monkeypatch.setenv(name, value)
        code = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return command


def clean_environment(home: Path, **more: str) -> dict[str, str]:
    """Return an environment that holds nothing of the developer's own settings."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LANG": "en_GB.UTF-8",
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "CHUANGCHENG_HOME": str(home / "var"),
        **more,
    }


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """Run ``python -m chuangcheng`` in a process and folder of its own."""

    def command(*arguments: object, **environment: str) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "chuangcheng", *(str(argument) for argument in arguments)],
            cwd=tmp_path,
            env=clean_environment(tmp_path, **environment),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    return command
