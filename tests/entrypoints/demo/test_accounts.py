"""The accounts of the demonstration: somebody for every role, and nobody outside of one."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from chuangcheng.entrypoints.demo import accounts, orgs
from chuangcheng.foundation.accounts.models import Deputy, Role, User
from chuangcheng.foundation.accounts.queries.demonstration import shown_password
from chuangcheng.foundation.accounts.services.demonstration import (
    NoDemonstration,
    demonstration_password,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration(settings: Settings, tmp_path: Path) -> Settings:
    """A demonstration with its people and accounts."""
    settings.DEMO = True
    settings.SECOND_FACTOR_FOR_ADMINISTRATORS = False
    settings.CHUANGCHENG_HOME = tmp_path
    for room in (orgs, accounts):
        list(room.load())
    return settings


def sign_in(username: str, password: str) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": username, "password": password})
    return client


def test_there_is_somebody_for_every_role(demonstration: Settings) -> None:
    held = {role for user in User.objects.all() for role in user.holdings.roles()}
    assert held == set(Role.values)
    assert all("演示" in str(user.name) or user.person_id for user in User.objects.all())


def test_a_second_load_changes_nothing(demonstration: Settings) -> None:
    before = User.objects.count()
    assert list(accounts.load()) == []
    assert User.objects.count() == before
    assert Deputy.objects.count() == 1


@pytest.mark.parametrize("username", ["office", "liaison", "system", "security"])
def test_the_password_shown_lets_in(demonstration: Settings, username: str) -> None:
    client = sign_in(username, shown_password())
    assert client.get(reverse("accounts:home")).status_code == 200


def test_the_sign_in_page_shows_whom_to_try_as_and_the_password(demonstration: Settings) -> None:
    page = Client().get(reverse("account_login"), {"as": "liaison-town"}).content.decode()
    assert shown_password() in page
    assert 'value="liaison-town"' in page
    assert page.count('href="?as=') == len(accounts.SAMPLES)


def test_outside_a_demonstration_the_accounts_let_nobody_in(demonstration: Settings) -> None:
    password = shown_password()
    inside = sign_in("office", password)
    demonstration.DEMO = False
    assert inside.get(reverse("accounts:home")).status_code == 302
    assert sign_in("office", password).get(reverse("accounts:home")).status_code == 302


def test_outside_a_demonstration_nothing_is_shown_or_made(demonstration: Settings) -> None:
    password = shown_password()
    demonstration.DEMO = False
    assert shown_password() == ""
    page = Client().get(reverse("account_login"), {"as": "office"}).content.decode()
    assert password not in page
    assert 'href="?as=' not in page
    with pytest.raises(NoDemonstration):
        demonstration_password()


def test_every_demonstration_has_a_password_of_its_own(
    demonstration: Settings, tmp_path: Path
) -> None:
    first = demonstration_password()
    assert demonstration_password() == first
    demonstration.CHUANGCHENG_HOME = tmp_path / "other"
    (tmp_path / "other").mkdir()
    assert demonstration_password() != first
