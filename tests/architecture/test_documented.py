"""The documents name whatever the program has."""

from pathlib import Path

import pytest

from tests.architecture import documented
from tests.architecture.house import ROOT


def test_every_part_of_the_program_is_documented() -> None:
    assert documented.check(ROOT) == []


def test_every_model_has_its_word_in_the_glossary() -> None:
    assert documented.check_glossary(ROOT) == []


def test_the_lists_are_not_empty() -> None:
    """A list that reads nothing from the source would let everything pass."""
    for words in (
        documented.commands,
        documented.fault_codes,
        documented.identifiers,
        documented.model_names,
        documented.packages,
        documented.rule_types,
        documented.targets,
        documented.variables,
    ):
        assert len(set(words(ROOT))) > 4, words.__name__


@pytest.mark.parametrize(
    ("path", "source", "fault"),
    [
        (
            "chuangcheng/domain/text.py",
            'X = Sentence("text.odd", "…", "…")',
            "docs/reference/faults.md: says nothing of text.odd",
        ),
        (
            "chuangcheng/config/env/variables.py",
            'X = Variable("ODD_URL", "…")',
            "docs/reference/settings.md: says nothing of ODD_URL",
        ),
        (
            "chuangcheng/entrypoints/cli/odd.py",
            'commands.add_parser("odd")',
            "docs/reference/cli.md: says nothing of odd",
        ),
        (
            "chuangcheng/entrypoints/cli/odd.py",
            'parser.add_argument("path")\nparser.add_argument("-o", "--odd", action="store_true")',
            "docs/reference/cli.md: says nothing of --odd",
        ),
        (
            "chuangcheng/domain/scoring/odd.py",
            'ALGORITHM = "odd.v2"',
            "docs/explanation/scoring.md: says nothing of odd.v2",
        ),
        (
            "requirements/dev.in",
            "-r build.txt\nodd[extra]~=1.0",
            "docs/decisions/0002-dependencies.md: says nothing of odd",
        ),
        ("Makefile", "odd: even  ## does odd things", "CONTRIBUTING.md: says nothing of make odd"),
    ],
)
def test_what_no_page_names_is_caught(path: str, source: str, fault: str, tmp_path: Path) -> None:
    write(tmp_path, path, source)
    assert documented.check(tmp_path) == [fault]
    write(tmp_path, fault.partition(":")[0], f"Nothing of {fault.rpartition(' ')[2]}ity.")
    assert documented.check(tmp_path) == [fault]
    write(
        tmp_path, fault.partition(":")[0], f"`{fault.rpartition('nothing of ')[2]}` is told here."
    )
    assert documented.check(tmp_path) == []


MODEL = """
class Odd(Model):
    class Meta:
        verbose_name = _("odd thing")
        verbose_name_plural = _("odd things")
"""


def test_a_model_with_another_word_than_the_glossary_is_caught(tmp_path: Path) -> None:
    write(tmp_path, "chuangcheng/features/cases/models.py", MODEL)
    write(
        tmp_path,
        "locale/zh_Hant/LC_MESSAGES/django.po",
        'msgid "odd thing"\nmsgstr "怪事"\n',
    )
    glossary = "docs/reference/glossary.md"
    assert documented.check_glossary(tmp_path) == [f"{glossary}: lacks odd thing"]
    write(tmp_path, glossary, "| odd thing | 異物 |")
    assert documented.check_glossary(tmp_path) == [f"{glossary}: odd thing is 怪事 on the pages"]
    write(tmp_path, glossary, "| odd thing | 怪事 |")
    assert documented.check_glossary(tmp_path) == []


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text + "\n", encoding="utf-8")
