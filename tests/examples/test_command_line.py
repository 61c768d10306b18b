"""`chuangcheng score` and `chuangcheng framework check` on every example."""

import json

import pytest

from chuangcheng.entrypoints.cli import main
from tests.examples.expected import EXPECTED
from tests.examples.loading import NAMES, edition_file, facts_file


@pytest.mark.parametrize("name", NAMES)
def test_score_prints_the_expected_numbers_as_json(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = EXPECTED[name]
    code = main(["score", str(edition_file(name)), str(facts_file(name)), "--json", "--trace"])
    printed = capsys.readouterr()
    assert (code, printed.err) == (0, "")
    found = json.loads(printed.out)
    assert found["format"] == "chuangcheng.score.v1"
    assert found["total"] == wanted.total
    assert found["lower"] == (wanted.lower or wanted.total)
    assert found["upper"] == (wanted.upper or wanted.total)
    assert found["full"] == wanted.full
    assert {gate["code"]: gate["status"] for gate in found["gates"]} == dict(wanted.gates)
    assert found["title_status"] == wanted.title_status
    assert found["trace"]["code"] == name


@pytest.mark.parametrize("name", NAMES)
def test_score_prints_a_page_for_people(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["score", str(edition_file(name)), str(facts_file(name))])
    printed = capsys.readouterr()
    assert (code, printed.err) == (0, "")
    assert EXPECTED[name].total in printed.out
    assert "（示例）" in printed.out


@pytest.mark.parametrize("name", NAMES)
def test_framework_check_finds_nothing_wrong(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["framework", "check", str(edition_file(name))]) == 0
    assert capsys.readouterr().err == ""
