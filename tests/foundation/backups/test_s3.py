"""Stored files go into a backup and come back, wherever they are kept."""

import hashlib
from pathlib import Path

import pytest
from botocore.exceptions import EndpointConnectionError
from django.core.files.base import ContentFile
from django.db import transaction
from pytest_django import Settings

from chuangcheng.domain.errors import Refused, describe
from chuangcheng.foundation.backups.queries.tables import tables
from chuangcheng.foundation.backups.services import loading, make_backup, restore_backup
from chuangcheng.foundation.files.models import Blob
from chuangcheng.foundation.files.storage import BucketStorage, FolderStorage, Store, name_of
from tests.foundation.files.conftest import kept_in, pytest_generate_tests

__all__ = ["kept_in", "pytest_generate_tests"]
pytestmark = pytest.mark.django_db(transaction=True)
FILM = b"twelve bytes" * 100_000


@pytest.fixture
def name(kept_in: Store, own_heads: None) -> str:
    """The name of a file that is kept."""
    sha256 = hashlib.sha256(FILM).hexdigest()
    kept_in.save(name_of(sha256), ContentFile(FILM))
    Blob.objects.create(sha256=sha256, size=len(FILM))
    return name_of(sha256)


@pytest.fixture
def own_heads(settings: Settings, tmp_path: Path) -> None:
    """A file of heads of the test's own."""
    settings.AUDIT_HEADS_FILE = tmp_path / "heads"


def emptied(heads: Path) -> None:
    """Let the installation be a new one."""
    with transaction.atomic():
        loading.empty(tables())
    heads.unlink(missing_ok=True)


def test_what_a_store_keeps_comes_back(kept_in: Store, name: str, tmp_path: Path) -> None:
    assert make_backup(tmp_path / "b").files == 1
    kept_in.delete(name)
    emptied(tmp_path / "heads")
    assert restore_backup(tmp_path / "b").files == 1
    with kept_in.open(name) as back:
        assert back.read() == FILM


def test_a_store_that_does_not_answer_is_named(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise EndpointConnectionError(endpoint_url="http://store.example")

    make_backup(tmp_path / "b")
    for kind in (FolderStorage, BucketStorage):
        monkeypatch.setattr(kind, "stream", away)
        monkeypatch.setattr(kind, "exists", away)
    with pytest.raises(Refused) as refusal:
        make_backup(tmp_path / "c")
    assert "store of files does not answer" in describe(refusal.value.faults[0])
    assert not (tmp_path / "c").exists()
    emptied(tmp_path / "heads")
    with pytest.raises(Refused) as refusal:
        restore_backup(tmp_path / "b")
    assert "store of files does not answer" in describe(refusal.value.faults[0])
    assert not (tmp_path / "heads").exists()
