import json

import pytest

from chuangcheng.entrypoints.cli import program
from chuangcheng.entrypoints.cli.commands import version
from tests.entrypoints.cli.conftest import Run


def plant(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_: object) -> int:
        raise error

    monkeypatch.setattr(version, "run", fail)


def test_an_error_of_our_own_is_owned_up_to_without_a_traceback(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch, ZeroDivisionError("oh\x1b[2J"))
    answer = run("version")
    assert answer.code == program.NO
    assert "ZeroDivisionError" in answer.err
    assert "report" in answer.err
    assert "\x1b" not in answer.err


def test_a_developer_sees_where_it_happened(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch, ZeroDivisionError("oh"))
    with pytest.raises(ZeroDivisionError):
        run("version", DEBUG="1")


def test_ctrl_c_ends_quietly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch, KeyboardInterrupt())
    answer = run("version")
    assert (answer.code, answer.err) == (program.STOPPED, "")


def test_arguments_of_the_process_are_used_where_none_are_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["chuangcheng", "version", "--json"])
    assert program.main() == program.DONE
    assert "chuangcheng" in json.loads(capsys.readouterr().out)
