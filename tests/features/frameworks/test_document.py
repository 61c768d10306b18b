"""An edition's document as a file to take away: whole, and readable again."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from chuangcheng.domain.editions import read_edition
from chuangcheng.domain.errors import describe
from chuangcheng.features.frameworks import queries
from chuangcheng.features.frameworks.formats.documents import open_document
from chuangcheng.features.frameworks.models import Edition
from tests.features.frameworks.small_editions import bare_document, load, loaded

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[3]
FILES = sorted(
    [
        *(ROOT / "chuangcheng/features/frameworks/editions").glob("*.edition.yaml"),
        *(ROOT / "examples").glob("*.edition.yaml"),
    ]
)


def address(edition: Edition) -> str:
    return reverse("frameworks:document", args=[edition.code, edition.version])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name.partition(".")[0])
def test_every_shipped_edition_comes_back_as_it_went_in(file: Path, tmp_path: Path) -> None:
    edition = load(dict(open_document(file, kind="edition").data)).edition
    assert edition is not None
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(Client().get(address(edition)).content)
    document = open_document(copy, kind="edition")
    reading = read_edition(document.data, document.locate)
    assert [describe(fault) for fault in reading.faults] == []
    assert repr(reading.edition) == repr(queries.content_of(edition))  # editions compare as objects


def test_it_is_a_file_to_save() -> None:
    response = Client().get(address(loaded()))
    assert response["Content-Type"] == "application/yaml; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="small-1.edition.yaml"'
    assert response.content.decode().startswith("format: chuangcheng.edition.v1\ncode: small\n")
    assert "小縣測評體系" in response.content.decode()


def test_the_name_of_the_file_is_plain() -> None:
    edition = loaded(bare_document(code="縣城-a", version="二.1"))
    response = Client().get(address(edition))
    assert response["Content-Disposition"] == 'attachment; filename="__-a-_.1.edition.yaml"'


def test_the_edition_page_leads_to_it() -> None:
    edition = loaded()
    page = Client().get(reverse("frameworks:edition", args=[edition.code, edition.version]))
    assert f'href="{address(edition)}"' in page.content.decode()


def test_an_unknown_edition_has_none() -> None:
    assert Client().get("/frameworks/none/1/edition.yaml").status_code == 404
    assert Client().post(address(loaded())).status_code == 405
