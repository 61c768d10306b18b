"""The pages that machines watch."""

from pathlib import Path
from unittest import mock

import pytest
from django.db import OperationalError
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from pytest_django.fixtures import Settings

from chuangcheng.foundation.shell import views


def test_alive_asks_nothing_of_the_database(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_ready_when_everything_is_there(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"database": True, "migrations": True, "frontend": True}


@pytest.mark.django_db
def test_not_ready_without_front_end(client: Client, settings: Settings) -> None:
    settings.FRONTEND_FOLDER = Path("/nowhere")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["frontend"] is False


def test_not_ready_without_database(client: Client) -> None:
    with mock.patch.object(views, "connection") as connection:
        connection.ensure_connection.side_effect = OperationalError
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"database": False, "migrations": False, "frontend": True}


@pytest.mark.django_db
def test_not_ready_before_migrating(client: Client) -> None:
    with mock.patch.object(MigrationExecutor, "migration_plan", return_value=["0002"]):
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"database": True, "migrations": False, "frontend": True}
