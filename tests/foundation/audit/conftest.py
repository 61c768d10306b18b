"""A record of its own for each test, with a file of heads of its own."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.foundation.audit.chains import Chain


@pytest.fixture
def heads(settings: Settings, tmp_path: Path) -> Path:
    """The file of heads of this test; it does not exist yet."""
    settings.AUDIT_HEADS_FILE = tmp_path / "heads" / "audit-heads.log"
    return Path(settings.AUDIT_HEADS_FILE)


@pytest.fixture
def chain(db: None, heads: Path) -> Chain:
    """An empty record."""
    return Chain(heads)
