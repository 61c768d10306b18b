"""Named people, and each storage there is: a folder, and under `make test-s3` a real S3 server."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from django.test import Client, override_settings
from django.utils import timezone

from chuangcheng.config.env.files import bucket
from chuangcheng.config.env.reader import Reader
from chuangcheng.config.env.variables import FILES_URL
from chuangcheng.foundation.accounts.models import Grant, Role, User
from chuangcheng.foundation.files.storage import Store, name_of, store
from chuangcheng.foundation.orgs.models import Person
from tests.foundation.files.people import People
from tests.foundation.orgs.county import County, small_county

STORES = ["folder", "s3"] if "S3_TEST_URL" in os.environ else ["folder"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test of the room on each storage."""
    if "kept_in" in metafunc.fixturenames:
        metafunc.parametrize("kept_in", STORES, indirect=True)


@pytest.fixture
def kept_in(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """The storage of the test, empty at its beginning."""
    chosen: dict[str, Any] = {
        "BACKEND": "chuangcheng.foundation.files.storage.FolderStorage",
        "OPTIONS": {"location": tmp_path / "files"},
    }
    if request.param == "s3":
        found = bucket(Reader({"FILES_URL": os.environ["S3_TEST_URL"]}), FILES_URL)
        assert found is not None
        chosen = {
            "BACKEND": "chuangcheng.foundation.files.storage.BucketStorage",
            "OPTIONS": found.options(),
        }
    with override_settings(
        STORAGES={**storages.backends, "files": chosen}, FILES_FOLDER=tmp_path / "files"
    ):
        if request.param == "s3":
            # One by one: to a list Swift wants a checksum that newer clients do not send.
            for sha256, _ in list(store().kept()):
                store().delete(name_of(sha256))
        yield store()


@pytest.fixture
def county(db: None) -> County:
    """A small county."""
    return small_county()


@pytest.fixture
def people(county: County) -> People:
    """A liaison of 東溪鎮, a colleague in 西溪鎮, the office, a leader, a stranger."""

    def account(name: str, role: str, person: Person | None = None, **held: Any) -> User:  # noqa: ANN401
        user = User.objects.create(username=name, name=name, person=person)
        today = timezone.localdate()
        Grant.objects.create(user=user, role=role, valid_from=today, granted_by="test", **held)
        return user

    west = Person.objects.create(unit=county.west, name="王芳", post="liaison")
    office = Person.objects.create(unit=county.department, name="趙敏", post="staff")
    return People(
        liaison=account("liaison", Role.LIAISON, county.liaison, unit=county.east),
        colleague=account("colleague", Role.LIAISON, west, unit=county.west),
        office=account("office", Role.OFFICE, office, subject=county.subject),
        leader=account("leader", Role.LEADER, subject=county.subject),
        stranger=Client(),
    )
