"""An installation of its own for each test: state folder, store, heads, database."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.test import override_settings

Installation = Callable[[str], None]


@pytest.fixture
def own_folder(tmp_path: Path) -> Iterator[Path]:
    """A state folder with a store and heads of its own; the database is the test's."""
    home = tmp_path / "state"
    home.mkdir()
    store = {
        **storages.backends,
        "files": {
            "BACKEND": "chuangcheng.foundation.files.storage.FolderStorage",
            "OPTIONS": {"location": str(home / "files")},
        },
    }
    with override_settings(
        CHUANGCHENG_HOME=home,
        AUDIT_HEADS_FILE=home / "audit-heads.log",
        FILES_FOLDER=home / "files",
        STORAGES=store,
    ):
        yield home
