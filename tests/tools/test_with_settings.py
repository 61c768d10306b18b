"""The installer reads the settings as systemd does, and hands them on without telling them."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "deploy" / "with_settings.py"
WRITTEN = r"""# a comment
; another
CHUANGCHENG_HOME="/var/lib/chuangcheng"
  SECRET_KEY = 'a "quoted" $word'
DATABASE_URL=postgres://u:p%40ss@127.0.0.1/x?sslmode=require
NOTICES_URLS=mail://one \
  mail://two
PUBLIC_URL="it does not end
EMPTY=
no setting
"""
READ = {
    "CHUANGCHENG_HOME": "/var/lib/chuangcheng",
    "SECRET_KEY": 'a "quoted" $word',
    "DATABASE_URL": "postgres://u:p%40ss@127.0.0.1/x?sslmode=require",
    "NOTICES_URLS": "mail://one   mail://two",
    "PUBLIC_URL": '"it does not end',
    "EMPTY": "",
}


@pytest.fixture
def script() -> ModuleType:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("with_settings", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_file_is_read_as_systemd_reads_it(script: ModuleType) -> None:
    assert script.settings(WRITTEN) == READ


@pytest.mark.parametrize(("name", "value"), [("SECRET_KEY", 'a "quoted" $word'), ("OTHER", "")])
def test_one_setting_is_told(tmp_path: Path, name: str, value: str) -> None:
    assert said(tmp_path, "get", name) == f"{value}\n"


def test_a_command_gets_the_settings_and_nothing_else_of_the_caller(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    lines = said(tmp_path, "run", "env").splitlines()
    assert {f"{name}={value}" for name, value in READ.items()} <= set(lines)
    assert "LC_ALL=C.UTF-8" in lines
    assert not [line for line in lines if line.startswith("PYTHONPATH")]


def said(folder: Path, *arguments: str) -> str:
    """Run the script with a file of settings; return what it printed."""
    file = folder / "chuangcheng.env"
    file.write_text(WRITTEN, "utf-8")
    done = subprocess.run(
        [sys.executable, "-I", SCRIPT, file, *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout
