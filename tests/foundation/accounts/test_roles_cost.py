"""What a right costs in questions to the database."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuangcheng.foundation.accounts.models import User
from tests.people import County

MOST_TO_SIGN_IN = 12
PASSWORD = "correct horse battery staple"


def test_from_the_sign_in_form_to_the_start_page(owner: User, county: County) -> None:
    owner.set_password(PASSWORD)
    owner.save()
    client = Client()
    client.get(reverse("account_login"))
    with CaptureQueriesContext(connection) as queries:
        sent = {"login": owner.username, "password": PASSWORD}
        answer = client.post(reverse("account_login"), sent)
        assert answer.status_code == 302
        while answer.status_code == 302:
            answer = client.get(answer.headers["Location"])
    assert answer.status_code == 200
    assert owner.name in answer.content.decode()
    asked = [one["sql"] for one in queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(asked) <= MOST_TO_SIGN_IN, "\n".join(asked)


def test_a_check_of_a_right_adds_one_question_to_a_request(
    owner: User, browser_of: Callable[[User], Client]
) -> None:
    """The library asks for no right itself; the menu and the account of the header do."""
    browser = browser_of(owner)
    browser.get(reverse("frameworks:library"))
    with CaptureQueriesContext(connection) as queries:
        browser.get(reverse("frameworks:library"))
    asking = [one for one in queries if "accounts_deputy" in one["sql"]]
    assert len(asking) == 1
