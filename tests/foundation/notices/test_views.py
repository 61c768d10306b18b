"""The pages of notices, and the bell."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.notices import queries, services
from chuangcheng.foundation.notices.models import Letter, Notice, Preference
from tests.foundation.notices.conftest import KIND, QUIET_KIND
from tests.people import make_browser

pytestmark = pytest.mark.django_db
PersonWith = Callable[..., User]
EN = {"accept-language": "en"}


@pytest.fixture
def owner(person_with: PersonWith) -> User:
    return person_with("liaison")


@pytest.fixture
def browser(owner: User) -> Client:
    return make_browser(owner)


def url(name: str, *parts: object) -> str:
    return reverse(f"notices:{name}", args=parts)


def page(browser: Client, name: str, **query: str) -> str:
    answer = browser.get(url(name), query, headers=EN)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_bell_counts_on_every_page(owner: User, browser: Client) -> None:
    assert "Notices, none unread" in page(browser, "preferences")
    services.notify([owner.pk], kind=KIND, title="Returned")
    assert "Notices, 1 unread" in page(browser, "preferences")


def test_strangers_have_no_bell_and_no_notices() -> None:
    stranger = make_browser()
    answer = stranger.get(url("list"))
    assert answer.status_code == 302
    assert "next=/notices/" in answer.headers["Location"].replace("%2F", "/")
    assert 'class="bell"' not in stranger.get("/frameworks/").content.decode()


def test_the_list_shows_the_newest_first_and_the_unread(owner: User, browser: Client) -> None:
    for number in range(35):
        services.notify([owner.pk], kind=KIND, title=f"Number {number}.")
    listed = page(browser, "list")
    assert listed.index("Number 34.") < listed.index("Number 5.")
    assert "Number 4." not in listed
    assert "Number 4." in page(browser, "list", page="2")
    assert "Material returned" in listed
    services.mark_read(owner.pk, Notice.objects.order_by("-id")[0].pk)
    assert "Number 34." not in page(browser, "list", show="unread")


def test_opening_marks_as_read_and_leads_there(owner: User, browser: Client) -> None:
    services.notify([owner.pk], kind=KIND, title="Returned", link="/calendar/2026/")
    answer = browser.get(url("open", Notice.objects.get().pk))
    assert answer.headers["Location"] == "/calendar/2026/"
    assert queries.unread_of(owner.pk).count == 0


def test_a_link_that_leads_elsewhere_is_not_followed(owner: User, browser: Client) -> None:
    notice = Notice.objects.create(
        recipient=owner, kind=KIND, title="Returned", link="https://evil.example/"
    )
    assert browser.get(url("open", notice.pk)).headers["Location"] == url("list")
    answer = browser.post(url("read", notice.pk), {"next": "https://evil.example/"})
    assert answer.headers["Location"] == url("list")


def test_others_notices_do_not_exist(owner: User, person_with: PersonWith) -> None:
    services.notify([owner.pk], kind=KIND, title="Returned")
    notice = Notice.objects.get()
    colleague = make_browser(person_with("liaison"))
    assert colleague.get(url("open", notice.pk)).status_code == 404
    assert colleague.post(url("read", notice.pk)).status_code == 404
    assert "Returned" not in page(colleague, "list")
    assert queries.unread_of(owner.pk).count == 1


def test_marking_all_spares_what_came_later(owner: User, browser: Client) -> None:
    services.notify([owner.pk], kind=KIND, title="Seen")
    newest = str(Notice.objects.get().pk)
    assert f'name="newest" value="{newest}"' in page(browser, "list")
    services.notify([owner.pk], kind=KIND, title="Came later")
    browser.post(url("read_all"), {"newest": newest})
    assert queries.unread_of(owner.pk).count == 1
    assert browser.post(url("read_all"), {"newest": "all"}).status_code == 302
    assert browser.get(url("read_all")).status_code == 405


def test_titles_and_texts_are_escaped(owner: User, browser: Client) -> None:
    services.notify([owner.pk], kind=KIND, title="<script>x</script>", body="<img src=x>")
    listed = page(browser, "list")
    assert "&lt;script&gt;x" in listed
    assert "<img src=x>" not in listed


def test_choosing_what_comes_by_mail(owner: User, browser: Client) -> None:
    assert "No mail is sent by this installation" in page(browser, "preferences")
    answer = browser.post(url("preferences"), {"kinds": [QUIET_KIND], "language": "zh-hans"})
    assert answer.status_code == 302
    wish = Preference.objects.get()
    assert (wish.language, wish.by_mail[KIND], wish.by_mail[QUIET_KIND]) == ("zh-hans", False, True)
    bad = browser.post(url("preferences"), {"kinds": ["tests.unheard"], "language": "fr"})
    assert bad.status_code == 422


def test_the_outbox_tells_what_failed_and_sends_again(
    owner: User, person_with: PersonWith, settings: Settings
) -> None:
    letter = Letter.objects.create(
        recipient=owner,
        day=date(2026, 3, 2),
        state="failed",
        message_id="<1@x>",
        why={"code": "notices.refused", "params": {"reason": "no such user"}},
    )
    services.notify([owner.pk], kind=KIND, title="Returned")
    Notice.objects.update(letter=letter)
    system = make_browser(person_with("system_admin"))
    shown = page(system, "outbox")
    assert "the mail server refuses it: no such user." in shown
    assert "No mail server is set up" in shown
    assert "the mail did not go out" in page(make_browser(owner), "list")
    assert "No mail here" in page(system, "outbox", state="sent")
    system.post(url("retry", letter.pk))
    letter.refresh_from_db()
    assert (letter.state, letter.rounds) == ("waiting", 2)


@pytest.mark.parametrize("role", ["office", "liaison", "security_admin", "audit_admin"])
def test_the_outbox_is_for_the_system_administrator(person_with: PersonWith, role: str) -> None:
    browser = make_browser(person_with(role))
    assert browser.get(url("outbox")).status_code == 403
    assert browser.post(url("retry", 1)).status_code == 403


def test_the_bell_costs_one_query(
    owner: User, browser: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        services.notify([owner.pk], kind=KIND, title=f"Number {number}")
    page(browser, "list")
    with django_assert_max_num_queries(8):
        page(browser, "list")
