"""The pages about accounts: who sees whom, making, closing, and who may set whose password."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from chuangcheng.foundation.accounts.models import Deputy, Failure, Grant, User
from chuangcheng.foundation.accounts.queries.sessions import mark_of
from chuangcheng.foundation.orgs.models import Person
from tests.foundation.accounts.signing_in import (
    OTHER,
    browser,
    heard,
    is_signed_in,
    post,
    sign_in,
    signed_in,
    text_of,
    with_password,
    with_second_step,
)
from tests.people import LONG_AGO, County

PersonWith = Callable[..., User]
LIST = "/accounts/"


@pytest.fixture
def admin(person_with: PersonWith) -> Client:
    """The browser of the system administrator."""
    return browser_as(person_with("system_admin"))


@pytest.fixture
def office(person_with: PersonWith) -> Client:
    """The browser of the creation office."""
    return browser_as(person_with("office"))


def browser_as(user: User) -> Client:
    client = browser()
    client.force_login(user)
    return client


def do(client: Client, route: str, user: User, data: dict[str, str] | None = None) -> int:
    return post(client, reverse(f"accounts:{route}", args=(user.pk,)), data).status_code


def test_the_list_shows_what_one_reaches(
    admin: Client, office: Client, owner: User, outsider: User
) -> None:
    everything, ours = text_of(admin.get(LIST)), text_of(office.get(LIST))
    assert owner.name in everything
    assert outsider.name in everything
    assert owner.name in ours
    assert outsider.name not in ours
    assert browser_as(owner).get(LIST).status_code == 403


def test_the_list_is_searched_and_filtered(admin: Client, owner: User, colleague: User) -> None:
    with_password(owner)
    User.objects.filter(pk=colleague.pk).update(is_active=False)
    for _ in range(5):
        sign_in(browser(), owner.username, "wrong password")
    assert Failure.objects.count() == 5

    def found(query: str) -> set[str]:
        page = admin.get(f"{LIST}?{query}")
        return {row.account.name for row in page.context["rows"]}

    assert found("q=歐文") == {owner.name}
    assert found("q=欧文") == {owner.name}
    assert found("q=第一小學") == {colleague.name}
    assert found("state=locked") == {owner.name}
    assert found("state=closed") == {colleague.name}
    assert owner.name not in found("state=invited")
    assert found("q=沒有這個人") == set()
    assert "沒有符合的賬號" in text_of(admin.get(f"{LIST}?q=沒有這個人"))


def test_the_list_asks_as_often_for_many_as_for_few(
    admin: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    User.objects.bulk_create(
        [User(username=f"many-{n}", name=f"甲{n}", password="!") for n in range(120)]
    )
    with django_assert_max_num_queries(9):  # type: ignore[attr-defined]  # pytest-django's
        page = admin.get(LIST)
    assert len(page.context["rows"]) == 50


def test_an_account_is_made_for_a_person(office: Client, county: County) -> None:
    person = Person.objects.create(unit=county.school, name="新人（演示）", code="G77")
    assert "新人" in text_of(office.get("/accounts/new/?q=新人"))
    path = f"/accounts/new/?person={person.pk}"
    assert 'value="G77"' in office.get(path).content.decode()
    data = {"username": "g77", "name": "新人（演示）", "email": "g77@county.example"}
    answer = post(office, path, {**data, "submission": "t"})
    made = User.objects.get(username="g77")
    assert answer["Location"] == reverse("accounts:account", args=(made.pk,))
    assert not made.has_usable_password()
    assert heard("create")[0].changes["email"] == ["", "g****@county.example"]
    assert post(office, path, {**data, "submission": "t"})["Location"] == answer["Location"]
    again = post(office, path, {**data, "username": "other", "submission": "u"})
    assert "已有賬號" in text_of(again)


def test_a_name_is_taken_in_any_case_of_letters(admin: Client, owner: User) -> None:
    data = {"username": owner.username.upper(), "name": "乙"}
    page = post(admin, "/accounts/new/?person=none", data)
    assert "已屬於另一個賬號" in text_of(page)


def test_the_office_makes_accounts_only_for_its_own_people(office: Client, county: County) -> None:
    person = Person.objects.create(unit=county.other_office, name="外人")
    data = {"username": "x", "name": "外人"}
    assert post(office, f"/accounts/new/?person={person.pk}", data).status_code == 403
    assert post(office, "/accounts/new/?person=none", data).status_code == 403
    assert post(office, "/accounts/new/?person=999999999999999999", data).status_code == 404
    assert not User.objects.filter(username="x").exists()


def test_nobody_sets_the_password_of_somebody_with_wider_rights(
    office: Client, admin: Client, owner: User, county: County
) -> None:
    """Else the office would become the administrator by a reset that it sees itself."""
    assert do(office, "link", owner) == 302
    Grant.objects.create(user=owner, role="audit_admin", valid_from=LONG_AGO, granted_by="test")
    assert do(office, "link", owner) == 403
    page = office.get(reverse("accounts:account", args=(owner.pk,)))
    assert "只有系統管理員可以生成鏈接" in text_of(page)
    assert do(admin, "link", owner) == 302


def test_the_office_does_not_reach_who_acts_in_another_county(
    office: Client, owner: User, county: County
) -> None:
    Grant.objects.create(
        user=owner,
        role="liaison",
        unit=county.other_office,
        valid_from=LONG_AGO,
        granted_by="test",
    )
    assert do(office, "link", owner) == 403


@pytest.mark.parametrize(
    "route", ["close_account", "open_account", "unlock_account", "end_sessions", "one_step", "link"]
)
def test_who_has_no_right_does_nothing(owner: User, colleague: User, route: str) -> None:
    assert do(browser_as(colleague), route, owner, {"reason": "x"}) == 403


def test_system_and_security_administrators_do_different_things(
    admin: Client, person_with: PersonWith, owner: User
) -> None:
    security = browser_as(person_with("security_admin"))
    with_second_step(owner)
    assert do(admin, "one_step", owner) == 403
    assert do(security, "link", owner) == 403
    assert do(security, "one_step", owner) == 302
    assert not User.objects.get(pk=owner.pk).has_second_factor


def test_closing_and_opening(admin: Client, owner: User) -> None:
    client = signed_in(owner)
    assert admin.get(reverse("accounts:close_account", args=(owner.pk,))).status_code == 200
    assert do(admin, "close_account", owner) == 200  # no reason given
    assert is_signed_in(client)
    assert do(admin, "close_account", owner, {"reason": "調離"}) == 302
    assert not is_signed_in(client)
    assert heard("close")[0].reason == "調離"
    assert do(admin, "open_account", owner) == 302
    assert sign_in(browser(), owner.username).status_code == 302


def test_nobody_closes_their_own_account(person_with: PersonWith) -> None:
    me = person_with("system_admin")
    page = post(browser_as(me), reverse("accounts:close_account", args=(me.pk,)), {"reason": "x"})
    assert "不能停用自己的賬號" in text_of(page)


def test_signing_somebody_out_and_unlocking(admin: Client, owner: User) -> None:
    client = signed_in(owner)
    for _ in range(5):
        sign_in(browser(), owner.username, "wrong password")
    page = text_of(admin.get(reverse("accounts:account", args=(owner.pk,))))
    assert "立即解鎖" in page
    assert do(admin, "unlock_account", owner) == 302
    assert sign_in(browser(), owner.username).status_code == 302
    assert do(admin, "end_sessions", owner) == 302
    assert not is_signed_in(client)


def test_identities_are_linked_and_unlinked(admin: Client, owner: User, colleague: User) -> None:
    app = {"name": "", "client_id": "ww1", "secret": "s", "settings": {"agent": "7"}}
    with override_settings(SOCIALACCOUNT_PROVIDERS={"wecom": {"APPS": [app]}}):
        data = {"way": "wecom", "identifier": "wangshili"}
        assert do(admin, "add_identity", owner, data) == 302
        page = admin.get(reverse("accounts:account", args=(owner.pk,)))
        assert "wangshili" in text_of(page)
        do(admin, "add_identity", colleague, data)
        told = admin.get(reverse("accounts:account", args=(colleague.pk,)))
        assert "已屬於另一個賬號" in text_of(told)
        number = page.context["identities"][0].number
        wrong = reverse("accounts:remove_identity", args=(colleague.pk, number))
        assert post(admin, wrong).status_code == 404
        right = reverse("accounts:remove_identity", args=(owner.pk, number))
        assert post(admin, right).status_code == 302
    assert len(heard("identity_linked")) == len(heard("identity_unlinked")) == 1


def test_ones_own_sessions_are_ended_one_by_one_or_all(owner: User) -> None:
    here, there, elsewhere = signed_in(owner), browser(), browser()
    for client in (there, elsewhere):
        sign_in(client, owner.username)
    page = here.get(reverse("account_sessions"))
    assert [seat.current for seat in page.context["seats"]].count(True) == 1
    for client in (here, there, elsewhere):
        assert client.cookies["sessionid"].value not in page.content.decode()
    post(here, reverse("account_sessions_end"), {"session": mark_in(there)})
    assert (is_signed_in(there), is_signed_in(elsewhere)) == (False, True)
    post(here, reverse("account_sessions_end"))
    assert (is_signed_in(here), is_signed_in(elsewhere)) == (True, False)


def test_who_has_no_password_is_told_how_to_get_one(owner: User) -> None:
    owner.set_unusable_password()
    owner.save(update_fields=["password"])
    client = browser_as(owner)
    assert client.get(reverse("account_change_password"))["Location"] == reverse("account")
    assert "沒有密碼" in text_of(client.get(reverse("account")))


def test_nobody_ends_the_session_of_another_by_its_key(owner: User, colleague: User) -> None:
    mine, other = signed_in(owner), signed_in(colleague)
    for told in (mark_in(other), other.cookies["sessionid"].value):
        post(mine, reverse("account_sessions_end"), {"session": told})
    assert is_signed_in(other)
    assert is_signed_in(mine)


def mark_in(client: Client) -> str:
    """Return what names the session of a browser in pages."""
    return mark_of(client.cookies["sessionid"].value)


@pytest.mark.parametrize("role", ["leader", "approver", "security_admin"])
def test_the_office_does_not_become_by_a_reset_whom_it_may_not_appoint(
    office: Client, admin: Client, owner: User, county: County, role: str
) -> None:
    subject = county.subject if role != "security_admin" else None
    later = timezone.localdate() + timedelta(days=3)
    Grant.objects.create(
        user=owner, role=role, subject=subject, valid_from=later, granted_by="test"
    )
    assert do(office, "link", owner) == 403
    assert do(admin, "link", owner) == 302


def test_nor_whom_somebody_on_leave_lets_act_for_them(
    office: Client, owner: User, county: County, person_with: PersonWith
) -> None:
    today = timezone.localdate()
    Deputy.objects.create(
        principal=person_with("approver", county.office), deputy=owner, named_by_name="test",
        valid_from=today, valid_to=today,
    )  # fmt: skip
    assert do(office, "link", owner) == 403


def test_a_link_stops_working_where_its_maker_could_no_longer_make_it(
    office: Client, owner: User, county: County
) -> None:
    """Else the office would keep a link and use it once its owner is the approver."""
    assert do(office, "link", owner) == 302
    page = office.get(reverse("accounts:account", args=(owner.pk,)))
    url = page.context["handed"]
    assert browser().get(url).status_code == 200
    Grant.objects.create(
        user=owner, role="approver", subject=county.subject, valid_from=LONG_AGO, granted_by="test"
    )
    assert browser().get(url).status_code == 410
    data = {"password1": OTHER, "password2": OTHER}
    assert post(browser(), url, data).status_code == 410
    assert not User.objects.get(pk=owner.pk).check_password(OTHER)
