"""The pages about roles and deputies, the start page, the account menu."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from chuangcheng.foundation.accounts.models import Deputy, Grant, User
from tests.foundation.accounts.test_deputies import deputise
from tests.people import County, make_person

People = Callable[..., User]
Browser = Callable[[User], Client]


@pytest.fixture
def security(person_with: People) -> User:
    return person_with("security_admin", name="安全員（演示）")


@pytest.fixture
def office(person_with: People, county: County) -> User:
    return person_with("office", county.office, "創辦（演示）")


def page(client: Client, name: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


# -- who holds what --------------------------------------------------------------------------------


def test_the_list_says_who_holds_what_where_and_until_when(
    security: User, owner: User, county: County, browser_of: Browser
) -> None:
    owner.grants.update(valid_to=timezone.localdate() + timedelta(days=3))
    shown = page(browser_of(security), "accounts:grants")
    assert owner.name in shown
    assert county.bureau.name_hant in shown
    assert (timezone.localdate() + timedelta(days=3)).isoformat() in shown


def test_the_office_sees_its_own_subject_only(
    office: User, security: User, owner: User, outsider: User, browser_of: Browser
) -> None:
    shown = page(browser_of(office), "accounts:grants")
    assert owner.name in shown
    assert outsider.name not in shown
    assert security.name not in shown


def test_the_list_is_narrowed_by_words_role_and_state(
    security: User, owner: User, colleague: User, browser_of: Browser
) -> None:
    browser = browser_of(security)
    assert colleague.name not in page(browser, "accounts:grants", q=owner.name)
    assert owner.name not in page(browser, "accounts:grants", role="leader")
    owner.grants.update(ended_at=timezone.now(), end_reason="輪崗")
    assert owner.name not in page(browser, "accounts:grants")
    assert "輪崗" in page(browser, "accounts:grants", state="ended")
    later = timezone.localdate() + timedelta(days=2)
    colleague.grants.update(valid_from=later)
    assert colleague.name in page(browser, "accounts:grants", state="later")
    assert owner.name not in page(browser, "accounts:grants", account=str(colleague.pk))


def test_a_role_is_given_on_the_page(security: User, county: County, browser_of: Browser) -> None:
    newcomer = make_person(county.bureau, "新人（演示）")
    browser = browser_of(security)
    assert newcomer.name in page(browser, "accounts:choose_account", q="新人")
    address = reverse("accounts:give_role", args=[newcomer.pk])
    assert county.bureau.name_hant in browser.get(address).content.decode()
    sent = {
        "role": "liaison",
        "reach": "unit",
        "unit": county.bureau.code,
        "valid_from": timezone.localdate().isoformat(),
        "submission": "once",
    }
    for _ in range(2):  # a double click
        answer = browser.post(address, sent)
        assert answer.status_code == 302
    grant = newcomer.grants.get()
    assert (grant.unit, grant.granted_by_name) == (county.bureau, security.name)


def test_the_office_gives_a_role_for_its_whole_subject(
    office: User, county: County, browser_of: Browser
) -> None:
    newcomer = make_person(county.bureau, "新人（演示）")
    sent = {
        "role": "reviewer",
        "reach": str(county.subject.pk),
        "valid_from": timezone.localdate().isoformat(),
    }
    browser_of(office).post(reverse("accounts:give_role", args=[newcomer.pk]), sent)
    assert newcomer.grants.get().subject == county.subject


def test_a_refusal_stands_in_the_form_with_its_remedy(
    security: User, owner: User, county: County, browser_of: Browser
) -> None:
    sent = {
        "role": "liaison",
        "reach": "unit",
        "unit": county.bureau.name_hant,
        "valid_from": timezone.localdate().isoformat(),
    }
    answer = browser_of(security).post(reverse("accounts:give_role", args=[owner.pk]), sent)
    assert answer.status_code == 200
    assert "id_role" in answer.content.decode()
    assert owner.grants.count() == 1


@pytest.mark.parametrize("unit", ["nowhere", "演示", ""])
def test_a_unit_that_is_unclear_is_asked_for_again(
    security: User, county: County, browser_of: Browser, unit: str
) -> None:
    newcomer = make_person(county.bureau, "新人（演示）")
    sent = {
        "role": "liaison",
        "reach": "unit",
        "unit": unit,
        "valid_from": timezone.localdate().isoformat(),
    }
    answer = browser_of(security).post(reverse("accounts:give_role", args=[newcomer.pk]), sent)
    assert answer.status_code == 200
    assert not newcomer.grants.exists()


def test_the_form_offers_only_what_may_be_given(
    office: User, owner: User, browser_of: Browser
) -> None:
    shown = page(browser_of(office), "accounts:give_role", owner.pk)
    assert 'value="reviewer"' in shown
    assert 'value="security_admin"' not in shown
    assert 'value="leader"' not in shown


def test_a_role_is_ended_on_the_page(security: User, owner: User, browser_of: Browser) -> None:
    grant = owner.grants.get()
    address = reverse("accounts:end_role", args=[grant.pk])
    browser = browser_of(security)
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"reason": ""}).status_code == 200
    assert browser.post(address, {"reason": "輪崗"}).status_code == 302
    grant.refresh_from_db()
    assert grant.ended_at is not None


def test_an_own_role_is_not_ended(security: User, browser_of: Browser) -> None:
    grant = security.grants.get()
    address = reverse("accounts:end_role", args=[grant.pk])
    assert browser_of(security).post(address, {"reason": "我"}).status_code == 200
    grant.refresh_from_db()
    assert grant.ended_at is None


def test_numbers_that_nothing_has_are_not_found(security: User, browser_of: Browser) -> None:
    browser = browser_of(security)
    for number in (0, 10**9, 10**30):
        assert browser.get(reverse("accounts:give_role", args=[number])).status_code == 404
        assert browser.get(reverse("accounts:end_role", args=[number])).status_code == 404


# -- deputies --------------------------------------------------------------------------------------


def test_a_deputy_is_named_shown_and_ended(
    owner: User, colleague: User, browser_of: Browser
) -> None:
    browser = browser_of(owner)
    today = timezone.localdate()
    sent = {
        "deputy": f"{colleague.name}（{colleague.username}）",
        "valid_from": today.isoformat(),
        "valid_to": (today + timedelta(days=5)).isoformat(),
        "reason": "休假",
    }
    address = reverse("accounts:name_deputy")
    assert colleague.name in browser.get(address).content.decode()
    assert browser.post(address, sent).status_code == 302
    named = Deputy.objects.get()
    assert colleague.name in page(browser, "accounts:deputies")
    assert owner.name in page(browser_of(colleague), "accounts:deputies")
    assert browser.post(reverse("accounts:end_deputy", args=[named.pk])).status_code == 302
    named.refresh_from_db()
    assert named.ended_at is not None


def test_the_office_names_one_for_somebody_else(
    office: User, owner: User, colleague: User, browser_of: Browser
) -> None:
    browser = browser_of(office)
    assert owner.name in page(browser, "accounts:choose_principal")
    today = timezone.localdate().isoformat()
    sent = {"deputy": colleague.username, "valid_from": today, "valid_to": today}
    address = reverse("accounts:name_deputy_for", args=[owner.pk])
    assert browser.post(address, sent).status_code == 302
    assert Deputy.objects.get().named_by_name == office.name


def test_a_deputising_of_others_is_nobodys_business(
    owner: User, colleague: User, outsider: User, county: County, browser_of: Browser
) -> None:
    named = deputise(colleague, owner)
    third = browser_of(make_person(county.school, "三人（演示）"))
    assert owner.name not in page(third, "accounts:deputies")
    address = reverse("accounts:end_deputy", args=[named.pk])
    assert third.post(address).status_code == 404
    assert browser_of(outsider).post(address).status_code == 404


def test_every_page_says_whom_one_acts_for(
    owner: User, colleague: User, browser_of: Browser
) -> None:
    deputise(colleague, owner)
    for name in ("accounts:home", "frameworks:library"):
        shown = page(browser_of(colleague), name)
        assert "acting-banner" in shown
        assert owner.name in shown
    assert "acting-banner" not in page(browser_of(owner), "accounts:home")


# -- the start page and the menu -------------------------------------------------------------------


def test_the_start_page_says_who_one_is_and_what_one_holds(
    owner: User, county: County, browser_of: Browser
) -> None:
    shown = page(browser_of(owner), "accounts:home")
    assert owner.name in shown
    assert county.bureau.name_hant in shown


def test_cards_follow_the_rights(owner: User, security: User, browser_of: Browser) -> None:
    roles = f'href="{reverse("accounts:grants")}"'
    assert roles not in page(browser_of(owner), "accounts:home")
    assert roles in page(browser_of(security), "accounts:home")


def test_who_holds_nothing_is_told_whom_to_ask(county: County, browser_of: Browser) -> None:
    nobody = make_person(county.bureau, "無職（演示）")
    answer = browser_of(nobody).get(reverse("accounts:home"), headers={"accept-language": "en"})
    assert "You hold no role yet" in answer.content.decode()


def test_the_root_leads_people_home_and_strangers_to_the_library(
    owner: User, stranger: Client, browser_of: Browser
) -> None:
    assert browser_of(owner).get("/").headers["Location"] == reverse("accounts:home")
    assert stranger.get("/").headers["Location"] == reverse("frameworks:library")


def test_a_page_with_menu_cards_and_rights_asks_for_rights_once(
    owner: User, browser_of: Browser
) -> None:
    browser = browser_of(owner)
    browser.get(reverse("accounts:home"))
    with CaptureQueriesContext(connection) as queries:
        browser.get(reverse("accounts:home"))
    rights = [one for one in queries if "accounts_deputy" in one["sql"]]
    assert len([one for one in rights if Grant._meta.db_table in one["sql"]]) == 1
    assert len(queries) <= 7


# -- the table of rights ---------------------------------------------------------------------------


def test_the_table_of_rights_is_whole_or_of_one_role(security: User, browser_of: Browser) -> None:
    browser = browser_of(security)
    whole = page(browser, "accounts:permissions")
    assert whole.count('class="ac-role"') == 16
    one = page(browser, "accounts:permissions", role="liaison")
    assert 'class="ac-role"' not in one
    assert page(browser, "accounts:permissions", role="nonsense").count('class="ac-role"') == 16
