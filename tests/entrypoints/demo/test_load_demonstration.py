"""The demonstration loads what is shipped, once, and never into a working installation."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from pytest_django.fixtures import Settings

from chuangcheng.domain.errors import Fault
from chuangcheng.entrypoints.demo import frameworks
from chuangcheng.features.frameworks.models import Edition
from chuangcheng.features.frameworks.services import library

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demonstration(settings: Settings) -> None:
    settings.DEMO = True


def run() -> str:
    out = StringIO()
    with override("en"):
        call_command("load_demonstration", stdout=out)
    return out.getvalue()


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two shipped editions, one of the library and one example, to change."""
    editions, examples = tmp_path / "editions", tmp_path / "examples"
    editions.mkdir()
    examples.mkdir()
    source = next(folder for folder in frameworks.EXAMPLES if folder.is_dir())
    for folder, name in ((editions, "pupils-3-of-5"), (examples, "tv-radio-ratio")):
        shutil.copy(source / f"{name}.edition.yaml", folder)
    monkeypatch.setattr(frameworks, "SHIPPED", editions)
    monkeypatch.setattr(frameworks, "EXAMPLES", (tmp_path / "none", examples))
    return editions / "pupils-3-of-5.edition.yaml"


def change(file: Path) -> None:
    text = file.read_text("utf-8")
    file.write_text(text + "bonus_cap: 7\n", "utf-8")


def test_everything_shipped_is_loaded_and_every_page_of_it_opens() -> None:
    said = run()
    editions = list(Edition.objects.all())
    assert len(editions) == len(frameworks.edition_files()) > 20
    assert f"{len(editions)} of them loaded now" in said
    client = Client()
    for edition in editions:
        where = [edition.code, edition.version]
        for part in ("edition", "sites", "questions", "negative", "departments"):
            address = reverse(f"frameworks:{part}", args=where)
            assert client.get(address).status_code == 200, address
        for node in edition.nodes.filter(is_criterion=True):
            address = reverse("frameworks:criterion", args=[*where, node.code])
            assert client.get(address).status_code == 200, address


def test_the_county_edition_is_the_one_to_work_with() -> None:
    run()
    county = Edition.objects.get(is_example=False)
    assert county.weights_status == Edition.WeightsStatus.SUGGESTED
    assert county.nodes.filter(is_criterion=True).count() == 150


def test_a_second_run_only_looks(shipped: Path) -> None:
    run()
    keys = set(Edition.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as captured:
        assert run() == "2 frameworks of the demonstration, 0 of them loaded now\n"
    writes = [
        one["sql"] for one in captured if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    ]
    assert writes == []
    assert len(captured) <= 50
    assert set(Edition.objects.values_list("pk", flat=True)) == keys


def test_comments_do_not_count_as_changes(shipped: Path) -> None:
    run()
    shipped.write_text("# a remark\n" + shipped.read_text("utf-8"), "utf-8")
    assert "0 of them loaded now" in run()


def test_a_changed_file_replaces_what_it_was(shipped: Path) -> None:
    run()
    change(shipped)
    assert "1 of them loaded now" in run()
    assert Edition.objects.count() == 2
    assert Edition.objects.get(code="pupils-3-of-5").document["bonus_cap"] == 7


def test_what_is_in_use_is_not_replaced(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    change(shipped)
    monkeypatch.setattr(frameworks, "remove_edition", lambda _: Fault(library.IN_USE, params=NAMES))
    with pytest.raises(CommandError, match="is in use"):
        run()
    assert Edition.objects.count() == 2


NAMES = {"code": "pupils", "version": "1"}


@pytest.mark.parametrize(
    ("text", "said"),
    [("format: [", "line"), ("format: chuangcheng.edition.v1\ncode: x\n", "is missing")],
)
def test_a_damaged_file_is_named_and_changes_nothing(shipped: Path, text: str, said: str) -> None:
    shipped.write_text(text, "utf-8")
    with pytest.raises(CommandError, match=said) as refused:
        run()
    assert "pupils-3-of-5.edition.yaml" in str(refused.value)
    assert not Edition.objects.exists()


def test_an_installation_that_works_is_left_alone(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="not a demonstration"):
        run()
    assert not Edition.objects.exists()


def test_without_examples_the_library_still_loads(
    shipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frameworks, "EXAMPLES", ())
    assert frameworks.edition_files() == [shipped]
