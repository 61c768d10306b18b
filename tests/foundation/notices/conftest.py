"""What the tests of notices share: a kind of notice, a mail server, and mail set up."""

from collections.abc import Iterator
from datetime import time

import pytest
from pytest_django import Settings

from chuangcheng.foundation.notices import registry
from tests.foundation.notices.smtp import Postbox, mail_server

KIND, QUIET_KIND = "tests.returned", "tests.seldom"


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Know two kinds for the length of a test: one by mail, one not unless chosen."""
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))
    registry.kind(KIND, "Material returned")
    registry.kind(QUIET_KIND, "Seldom of interest", by_mail=False)


@pytest.fixture
def postbox(settings: Settings) -> Iterator[Postbox]:
    """A mail server that the program is set up to use."""
    with mail_server() as box:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        settings.DEFAULT_FROM_EMAIL = "chuangcheng@county.example"
        settings.PUBLIC_URL = "https://chuangcheng.example"
        settings.MAIL_ENABLED = True
        settings.NOTICES_AT, settings.NOTICES_QUIET = time(8, 30), (time(21), time(7))
        yield box
