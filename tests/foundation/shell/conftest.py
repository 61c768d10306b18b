"""Clients for the pages of the shell's tests."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

PAGES = "tests.foundation.shell.pages"


@pytest.fixture
def visitor(settings: Settings) -> Client:
    """A browser that asks for nothing in particular and gets error pages as people do."""
    settings.ROOT_URLCONF = PAGES
    return Client(raise_request_exception=False)
