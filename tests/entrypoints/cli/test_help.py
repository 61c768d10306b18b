import argparse
import json
import subprocess
import sys

import pytest

from chuangcheng import __version__
from chuangcheng.entrypoints.cli import commands
from chuangcheng.entrypoints.cli.languages import spoken
from chuangcheng.entrypoints.cli.parser import ARGPARSE_SAYS, build_parser
from tests.entrypoints.cli.conftest import ROOT, Run, example

COMMANDS = [
    [],
    ["score"],
    ["framework"],
    ["framework", "list"],
    ["framework", "check"],
    ["framework", "load"],
    ["framework", "facts-sheet"],
    ["serve"],
    ["migrate"],
    ["demo"],
    ["audit"],
    ["audit", "verify"],
    ["audit", "seal"],
    ["audit", "export"],
    ["doctor"],
    ["version"],
]
NAMES = {add.__module__.rpartition(".")[2] for add in commands.COMMANDS}
"""Of every command; they are the same in every language."""


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("locale", ["en_GB.UTF-8", "zh_TW.UTF-8", "zh_CN.UTF-8"])
def test_every_command_has_help_in_every_language(
    command: list[str], locale: str, run: Run
) -> None:
    answer = run(*command, "--help", LANG=locale)
    assert (answer.code, answer.err) == (0, "")
    english = locale.startswith("en")
    assert ("show this help message and exit" in answer.out) == english
    assert ("usage: chuangcheng" in answer.out) == english
    # Every line of help is translated: no option is explained in English on a Chinese page.
    if not english:
        words = [word for word in answer.out.split() if word.isascii() and word.isalpha()]
        known = {"EDITION", "FACTS", "FILE", "LANG", "N", "HOST", "PORT", "JSON", "csv", "Python"}
        known |= {name for parts in COMMANDS for name in parts} | {"chuangcheng", "yaml", "json"}
        known |= NAMES | {"DAY", "HTTP", "HTTPS", "TLS"}
        assert set(words) <= known


def test_the_languages_differ(run: Run) -> None:
    texts = {run("--help", LANG=locale).out for locale in ("en", "zh_TW", "zh_CN")}
    assert len(texts) == 3


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["score"],
        ["score", "a.yaml"],
        ["score", "a.yaml", "b.yaml", "c.yaml"],
        ["score", "a.yaml", "b.yaml", "--losses", "-1"],
        ["score", "a.yaml", "b.yaml", "--losses", "many"],
        ["score", "a.yaml", "b.yaml", "--lang", "fr"],
        ["score", "a.yaml", "b.yaml", "--tra"],
        ["framework"],
        ["framework", "mend", "a.yaml"],
        ["serve", "--port", "0"],
        ["serve", "--port", "65536"],
        ["serve", "--port", "http"],
        ["doctor", "--fast"],
        ["version", "--json=yes"],
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("locale", ["en_GB.UTF-8", "zh_TW.UTF-8"])
def test_wrong_use_is_explained_with_exit_code_2(
    arguments: list[str], locale: str, run: Run
) -> None:
    answer = run(*arguments, LANG=locale)
    assert (answer.code, answer.out) == (2, "")
    assert ("error:" in answer.err) == locale.startswith("en")
    assert ("用法不對" in answer.err) == locale.startswith("zh")


@pytest.mark.parametrize("before", [["--lang", "zh-Hant"], ["--lang=zh-Hant"]], ids=" ".join)
def test_the_language_may_stand_before_the_command(before: list[str], run: Run) -> None:
    listed = run(*before, "framework", "list")
    assert (listed.code, listed.out) == (0, run("framework", "list", "--lang", "zh-Hant").out)
    assert run("framework", *before, "list").out == listed.out


def test_choices_are_listed_as_people_write_them(run: Run) -> None:
    chinese = run("--lang", "zh-Hant", "mend").err
    assert "“mend”不可選（可選：score、framework、" in chinese
    assert "(choose from score, framework, " in run("mend").err
    assert "'" not in chinese
    assert "zh-Hant、zh-Hans、en" in run("doctor", "--lang", "fr", LANG="zh_TW.UTF-8").err


def test_what_argparse_says_stands_in_the_catalogues() -> None:
    """A new Python may say something else; then it is added to the list."""
    with spoken("zh-Hant") as voice:
        assert all(voice.say(message) != message for message in ARGPARSE_SAYS)
        parser = build_parser(voice)
        assert isinstance(parser, argparse.ArgumentParser)


def imported_by(*arguments: str) -> set[str]:
    """Return the top packages that a command imports, asked in a process of its own."""
    program = (
        "import json, sys\n"
        "from chuangcheng.entrypoints.cli import main\n"
        "code = main(sys.argv[1:])\n"
        "names = sorted({name.partition('.')[0] for name in sys.modules})\n"
        "print(json.dumps([code, names]), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    code, names = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    return set(names)


HEAVY = {"django", "yaml", "openpyxl", "xlsxwriter", "opencc", "granian", "defusedxml", "csp"}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_imports_nothing_heavy(command: list[str]) -> None:
    assert imported_by(*command, "--help").isdisjoint(HEAVY)


def test_version_imports_nothing_heavy() -> None:
    assert imported_by("version").isdisjoint(HEAVY)


def test_a_score_needs_no_django_and_no_workbook_library() -> None:
    names = imported_by("score", *example("partial-facts"), "--json", "--trace")
    assert "yaml" in names
    assert names.isdisjoint(HEAVY - {"yaml", "opencc"})


def test_checking_an_edition_needs_no_django() -> None:
    assert imported_by("framework", "check", example("partial-facts")[0]).isdisjoint(
        HEAVY - {"yaml", "opencc"}
    )


def test_version_tells_the_program_and_python(run: Run) -> None:
    assert run("version").out.startswith(f"chuangcheng {__version__} (Python 3.")
    answer = json.loads(run("version", "--json").out)
    assert answer["chuangcheng"] == __version__


def test_the_module_and_the_console_script_are_one_program(process: Run) -> None:
    assert process("version").out.startswith("chuangcheng ")
    assert process("nonsense").code == 2
