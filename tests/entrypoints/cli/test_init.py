"""``chuangcheng init`` and ``recover-security``."""

import json

import pytest

from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.audit.models import Event
from tests.entrypoints.cli.conftest import Run

pytestmark = pytest.mark.django_db
THREE = (
    *("--system", "sys", "張系統（演示）"),
    *("--security", "sec", "李安全（演示）"),
    *("--audit", "aud", "王審計（演示）"),
)


def test_it_prints_a_link_for_each_and_says_what_comes_next(run: Run) -> None:
    outcome = run("init", *THREE, "--subject", "雲溪縣（演示）")
    assert outcome.code == 0
    assert outcome.out.count("/links/") == 3
    assert "雲溪縣（演示）" in outcome.out
    assert "chuangcheng serve" in outcome.out


def test_as_a_document_for_programs(run: Run) -> None:
    outcome = run("init", *THREE, "--json")
    document = json.loads(outcome.out)
    assert [one["role"] for one in document["administrators"]] == [
        "system_admin",
        "security_admin",
        "audit_admin",
    ]
    assert document["subject"] is None


def test_a_second_run_is_refused_and_says_how_else(run: Run) -> None:
    run("init", *THREE)
    outcome = run("init", *THREE)
    assert outcome.code == 1
    assert "recover-security" in outcome.err
    assert User.objects.count() == 3


def test_without_names_and_without_a_terminal_it_says_which_options(run: Run) -> None:
    outcome = run("init")
    assert outcome.code == 1
    assert "--system" in outcome.err


def test_it_asks_where_there_is_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["sys", "張（演示）", "sec", "李（演示）", "aud", "王（演示）", ""])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _prompt: next(answers))
    assert run("init").code == 0
    assert User.objects.count() == 3


def test_the_same_name_three_times_is_refused(run: Run) -> None:
    same = ("one", "張（演示）")
    outcome = run("init", "--system", *same, "--security", *same, "--audit", *same)
    assert outcome.code == 1
    assert "three separate persons" in outcome.err


def test_a_security_administrator_is_recovered_from_the_console(run: Run) -> None:
    run("init", *THREE)
    outcome = run("recover-security", "sec2", "趙安全（演示）")
    assert outcome.code == 0
    assert "/links/" in outcome.out
    event = Event.objects.filter(action="accounts.grant.give").latest("id")
    assert event.actor_id.startswith("console:")
    assert event.source == "cli"


def test_a_refusal_names_no_field_of_a_form(run: Run) -> None:
    run("init", *THREE)
    outcome = run("recover-security", "aud")
    assert outcome.code == 1
    assert outcome.err.startswith("王審計")
    assert json.loads(run("recover-security", "aud", "--json").out)["faults"]
