"""How often the database is asked from the sign-in form to the start page."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from chuangcheng.foundation.accounts.models import User
from tests.foundation.accounts.signing_in import (
    SIGN_IN,
    browser,
    code,
    post,
    sign_in,
    with_password,
    with_second_step,
)

FRAMING = re.compile(r"(BEGIN|COMMIT|SAVEPOINT|RELEASE|ROLLBACK)", re.IGNORECASE)
MOST = 12


def asked(captured: CaptureQueriesContext) -> list[str]:
    """Return the questions and changes, without the frames of transactions."""
    return [query["sql"] for query in captured if not FRAMING.match(query["sql"])]


def test_from_the_form_to_the_start_page_in_twelve_queries(owner: User) -> None:
    with_password(owner)
    client = browser()
    client.get(SIGN_IN)
    with CaptureQueriesContext(connection) as captured:
        answer = sign_in(client, owner.username)
        page = client.get(answer["Location"])
    assert page.status_code == 200
    found = asked(captured)
    assert len(found) <= MOST, "\n".join(found)


def test_the_page_itself_asks_nothing(db: None) -> None:
    client = browser()
    with CaptureQueriesContext(connection) as captured:
        client.get(SIGN_IN)
    assert asked(captured) == []


def test_the_number_does_not_grow_with_sessions_and_with_the_second_step_little(
    owner: User,
) -> None:
    with_password(owner)
    for _ in range(10):
        sign_in(browser(), owner.username)
    client = browser()
    client.get(SIGN_IN)
    with CaptureQueriesContext(connection) as captured:
        client.get(sign_in(client, owner.username)["Location"])
    assert len(asked(captured)) <= MOST
    with_second_step(owner)
    client = browser()
    client.get(SIGN_IN)
    with CaptureQueriesContext(connection) as captured:
        sign_in(client, owner.username)
        client.get(post(client, "/sign-in/code/", {"code": code()})["Location"])
    assert len(asked(captured)) <= 2 * MOST
