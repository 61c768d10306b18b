"""Signing in and out: the page, the session, locks, what the record hears."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse
from django.utils import timezone

from chuangcheng.foundation.accounts.addresses import client_address
from chuangcheng.foundation.accounts.models import Failure, Session, User
from chuangcheng.foundation.accounts.queries.locks import (
    FAILURES_OF_A_NAME,
    NAMES_OF_AN_ADDRESS,
    WINDOW,
    name_digest,
)
from chuangcheng.foundation.accounts.services.accounts import close_account, open_account
from chuangcheng.foundation.accounts.services.signing_in import forget_failures, unlock
from tests.foundation.accounts.signing_in import (
    OTHER,
    PASSWORD,
    SIGN_IN,
    browser,
    heard,
    is_signed_in,
    post,
    sign_in,
    signed_in,
    text_of,
    with_password,
)

WRONG = "登錄名或密碼不對"
LOCKED = "失敗次數過多"


def fail(client: Client, name: str, times: int = FAILURES_OF_A_NAME) -> None:
    for _ in range(times):
        sign_in(client, name, "wrong password")


def age_failures(by: timedelta) -> None:
    for row in Failure.objects.all():
        Failure.objects.filter(pk=row.pk).update(at=row.at - by)


def test_name_and_password_let_in_and_the_start_page_follows(owner: User) -> None:
    client = browser()
    answer = sign_in(client, with_password(owner).username.upper())
    assert (answer.status_code, answer["Location"]) == (302, reverse("accounts:home"))
    assert is_signed_in(client)
    assert client.get(SIGN_IN).status_code == 302
    event = heard("sign_in")[0]
    assert (event.actor_id, event.actor_name) == (str(owner.pk), owner.name)
    assert event.actor_unit == "城市管理局（演示）"
    assert (event.source, event.changes) == ("web 127.0.0.1", {"ways": ["password"]})


@pytest.mark.parametrize("name", ["nobody", "person", "", "\0", "a" * 60])
def test_a_name_nobody_has_is_answered_as_a_wrong_password(owner: User, name: str) -> None:
    with_password(owner)
    known = sign_in(browser(), owner.username, "wrong password")
    unknown = sign_in(browser(), name or "x", "wrong password")
    assert (known.status_code, unknown.status_code) == (200, 200)
    if name != "\0":  # Django's own field refuses it first
        assert WRONG in text_of(known)
        assert WRONG in text_of(unknown)
    closed = with_password(User.objects.create(username="gone", name="離任", is_active=False))
    assert WRONG in text_of(sign_in(browser(), closed.username, "wrong password"))


def test_the_hasher_works_for_names_nobody_has_too(
    owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise the time of the answer would tell who has an account."""
    from django.contrib.auth.hashers import Argon2PasswordHasher

    invited = User.objects.create(username="invited", name="受邀")
    invited.set_unusable_password()
    invited.save()
    with_password(owner)
    worked: list[str] = []
    for name in ("encode", "verify"):
        plain = getattr(Argon2PasswordHasher, name)

        def counted(self: object, *args: object, _plain: object = plain) -> object:
            worked.append("once")
            return _plain(self, *args)  # type: ignore[operator]

        monkeypatch.setattr(Argon2PasswordHasher, name, counted)
    work = {}
    for name in (owner.username, "nobody", invited.username):
        worked.clear()
        sign_in(browser(), name, "wrong password")
        work[name] = len(worked)
    assert set(work.values()) == {1}


def test_a_closed_account_says_so_only_to_its_password(owner: User) -> None:
    with_password(owner)
    User.objects.filter(pk=owner.pk).update(is_active=False)
    client = browser()
    answer = sign_in(client, owner.username)
    assert answer["Location"] == reverse("account_inactive")
    page = client.get(answer["Location"])
    assert page.status_code == 403
    assert "賬號已停用" in text_of(page)
    assert not is_signed_in(client)


def test_failures_lock_the_name_from_everywhere_for_a_while(owner: User) -> None:
    with_password(owner)
    fail(browser(), owner.username)
    answer = sign_in(browser(), owner.username)
    assert LOCKED in text_of(answer)
    assert len(heard("locked")) == 1
    assert len(heard("sign_in_failed")) == FAILURES_OF_A_NAME
    age_failures(WINDOW + timedelta(seconds=1))
    client = browser()
    sign_in(client, owner.username)
    assert is_signed_in(client)


def test_a_locked_name_nobody_has_looks_the_same(owner: User) -> None:
    fail(browser(), "nobody")
    fail(browser(), with_password(owner).username)
    answers = [sign_in(browser(), name) for name in ("nobody", owner.username)]
    said = {text_of(answer).partition("登錄名 ")[0] for answer in answers}
    assert len(said) == 1
    assert LOCKED in said.pop()


def test_tries_while_locked_do_not_prolong_the_lock(owner: User) -> None:
    fail(browser(), with_password(owner).username, FAILURES_OF_A_NAME + 3)
    assert Failure.objects.count() == FAILURES_OF_A_NAME


def test_signing_in_forgets_the_failures_of_that_name_only(owner: User, colleague: User) -> None:
    fail(browser(), with_password(owner).username, 2)
    fail(browser(), colleague.username, 2)
    signed_in(owner)
    assert Failure.objects.count() == 2


def test_many_names_from_one_address_lock_the_address(owner: User) -> None:
    """Password spraying: one likely password, many names; slips of a name's owner are few."""
    with_password(owner)
    for number in range(NAMES_OF_AN_ADDRESS):
        fail(browser(), f"name-{number}", 1)
    assert LOCKED in text_of(sign_in(browser(), owner.username))
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1):
        elsewhere = browser(**{"X-Forwarded-For": "203.0.113.9"})
        sign_in(elsewhere, owner.username)
        assert is_signed_in(elsewhere)


def test_an_address_is_believed_only_from_own_proxies(owner: User) -> None:
    """Else whoever sprays would only have to write another address each time."""
    with_password(owner)
    for number in range(NAMES_OF_AN_ADDRESS):
        fail(browser(**{"X-Forwarded-For": f"203.0.113.{number}"}), f"name-{number}", 1)
    assert LOCKED in text_of(sign_in(browser(), owner.username))
    assert heard("sign_in_failed")[0].source == "web 127.0.0.1"


def test_an_administrator_unlocks(owner: User) -> None:
    fail(browser(), with_password(owner).username)
    unlock(owner)
    client = browser()
    sign_in(client, owner.username)
    assert is_signed_in(client)
    assert heard("unlock")[0].target_label == owner.name


def test_the_record_keeps_no_typed_password_and_no_name_nobody_has(owner: User) -> None:
    sign_in(browser(), "hunter2-by-mistake", "wrong password")
    event = heard("sign_in_failed")[0]
    assert (event.target_id, event.target_label) == ("", "h***")
    assert event.actor_kind == "stranger"
    assert "wrong password" not in str(event.__dict__)
    assert "hunter2" not in str(list(Failure.objects.values()))


def test_old_failures_are_forgotten(db: None) -> None:
    fail(browser(), "nobody", 2)
    age_failures(3 * WINDOW)
    assert forget_failures() == 2


def test_the_key_of_the_session_changes_when_somebody_signs_in(owner: User) -> None:
    """Session fixation: a key planted in the browser is worth nothing afterwards."""
    client = browser()
    sign_in(client, "nobody", "wrong password")
    client.session["planted"] = True
    planted = client.session
    planted["x"] = 1
    planted.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key or ""
    sign_in(client, with_password(owner).username)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert key != planted.session_key or ""
    attacker = browser()
    attacker.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key or ""
    assert not is_signed_in(attacker)


@pytest.mark.parametrize("written", ["ADMIN", "ａｄｍｉｎ", "adm\u0131n", "ADMIN ", "a\u0064min"])
def test_spellings_that_find_one_account_are_counted_as_one_name(written: str) -> None:
    """PostgreSQL finds “admin” by a small i without its dot."""
    assert name_digest(written) == name_digest("admin")


@pytest.mark.parametrize("field", ["login", "password"])
def test_what_is_far_too_long_is_refused_before_it_is_worked_on(db: None, field: str) -> None:
    answer = post(browser(), SIGN_IN, {"login": "a", "password": "b", field: "\ufdfa" * 201})
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not Failure.objects.exists()


def test_a_made_up_session_key_is_not_taken_over(owner: User) -> None:
    client = browser()
    client.cookies[settings.SESSION_COOKIE_NAME] = "z" * 32
    sign_in(client, with_password(owner).username)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != "z" * 32


def test_the_cookies_are_out_of_reach_of_scripts_and_other_sites(owner: User) -> None:
    client = signed_in(owner)
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        cookie = client.cookies[name]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""
    with override_settings(SESSION_COOKIE_SECURE=True, CSRF_COOKIE_SECURE=True):
        secure = browser()
        sign_in(secure, owner.username)
        assert secure.cookies[settings.SESSION_COOKIE_NAME]["secure"]
        assert secure.cookies[settings.CSRF_COOKIE_NAME]["secure"]


@pytest.mark.parametrize("path", ["/home/", "/account/", "/calendar/", "/frameworks/"])
def test_what_goes_out_to_a_person_is_kept_by_no_cache(owner: User, path: str) -> None:
    client = signed_in(owner)
    assert {"private", "no-store"} <= set(client.get(path)["Cache-Control"].split(", "))
    answer = browser().get(path)
    assert "Cookie" in answer["Vary"]


def test_what_a_session_holds_lies_sealed(owner: User) -> None:
    client = signed_in(owner)
    row = Session.objects.get(account=owner)
    assert client.session["_auth_user_id"] == str(owner.pk)
    from django.core import signing

    opened = signing.loads(
        row.session_data,
        salt="django.contrib.sessions.SessionStore",
        serializer=_Plain,  # type: ignore[arg-type]  # it only loads
    )
    assert b"_auth_user" not in opened


class _Plain:
    def loads(self, data: bytes) -> bytes:
        return data


def test_only_a_form_signs_out(owner: User) -> None:
    client = signed_in(owner)
    assert client.get(reverse("account_logout")).status_code == 405
    assert is_signed_in(client)
    assert client.post(reverse("account_logout")).status_code == 403
    assert is_signed_in(client)
    answer = post(client, reverse("account_logout"))
    assert answer["Location"] == SIGN_IN
    assert not is_signed_in(client)
    assert heard("sign_out")[0].actor_id == str(owner.pk)
    assert not Session.objects.filter(account=owner).exists()


def test_a_form_from_elsewhere_signs_nobody_in(owner: User) -> None:
    with_password(owner)
    client = browser()
    answer = client.post(SIGN_IN, {"login": owner.username, "password": PASSWORD})
    assert answer.status_code == 403
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "///evil.example/",
        "http:///evil.example/",
        "javascript:alert(1)",
        "/account/\r\nSet-Cookie: a=b",
        "\thttps://evil.example",
        "http://testserver/account/",
        "https:evil.example",
        "evil.example",
    ],
)
def test_nobody_is_led_elsewhere_after_signing_in(owner: User, elsewhere: str) -> None:
    client = browser()
    answer = sign_in(client, with_password(owner).username, next=elsewhere)
    assert (answer.status_code, answer["Location"]) == (302, reverse("accounts:home"))
    again = client.get(SIGN_IN, {"next": elsewhere})
    assert again["Location"] == reverse("accounts:home")
    out = post(client, reverse("account_logout"), {"next": elsewhere})
    assert out["Location"] == SIGN_IN


def test_people_come_back_to_the_page_they_asked_for(owner: User) -> None:
    client = browser()
    asked = f"{reverse('account_sessions')}?x=1"
    to = client.get(asked)
    assert to["Location"].startswith(f"{SIGN_IN}?next=")
    page = client.get(to["Location"])
    assert f'name="next" value="{asked}"' in page.content.decode()
    assert sign_in(client, with_password(owner).username, next=asked)["Location"] == asked


def test_the_form_sent_twice_signs_in_once_or_twice_but_never_fails(owner: User) -> None:
    client = browser()
    with_password(owner)
    client.get(SIGN_IN)
    data = {
        "csrfmiddlewaretoken": client.cookies["csrftoken"].value,
        "login": owner.username,
        "password": PASSWORD,
    }
    double = browser()
    double.cookies["csrftoken"] = client.cookies["csrftoken"].value
    assert client.post(SIGN_IN, data).status_code == 302
    assert double.post(SIGN_IN, data).status_code == 302
    assert post(client, SIGN_IN, data).status_code == 302
    assert is_signed_in(client)


def test_nobody_registers(db: None, stranger: Client) -> None:
    for path in ("/accounts/signup/", "/signup/", "/sign-up/", "/sign-in/signup/"):
        assert stranger.get(path).status_code in {302, 404}
        assert User.objects.count() == 0


def test_the_page_shows_only_what_is_configured_and_speaks_three_languages(
    stranger: Client,
) -> None:
    assert "sign-in-ways" not in stranger.get(SIGN_IN).content.decode()
    for tag, word in (("zh-TW", "登錄"), ("zh-CN", "登录"), ("en", "Sign in")):
        page = stranger.get(SIGN_IN, headers={"Accept-Language": tag})
        assert f"<h1>{word}</h1>" in page.content.decode()
        assert 'action="/language/"' in page.content.decode()


def test_a_password_that_is_wrong_is_not_written_back_into_the_page(owner: User) -> None:
    page = sign_in(browser(), with_password(owner).username, "wrong password 123")
    assert "wrong password 123" not in page.content.decode()


def test_closing_ends_sessions_for_good(owner: User, person_with: object) -> None:
    client = signed_in(owner)
    assert close_account(owner, "離任") is None
    assert not is_signed_in(client)
    open_account(owner)
    assert not is_signed_in(client)


def test_changing_the_password_ends_every_other_session(owner: User) -> None:
    here, there = signed_in(owner), browser()
    sign_in(there, owner.username)
    key = here.cookies[settings.SESSION_COOKIE_NAME].value
    form = {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER}
    answer = post(here, reverse("account_change_password"), form)
    assert answer["Location"] == reverse("account")
    assert is_signed_in(here)
    assert here.cookies[settings.SESSION_COOKIE_NAME].value != key
    assert not is_signed_in(there)
    assert Session.objects.filter(account=owner).count() == 1
    assert heard("password_set")[0].actor_id == str(owner.pk)
    assert sign_in(browser(), owner.username, OTHER).status_code == 302


def test_the_present_password_is_not_guessed_from_an_open_session(owner: User) -> None:
    client = signed_in(owner)
    form = {"oldpassword": "wrong", "password1": OTHER, "password2": OTHER}
    for _ in range(FAILURES_OF_A_NAME):
        page = post(client, reverse("account_change_password"), form)
        assert "不是現在的密碼" in text_of(page)
    form["oldpassword"] = PASSWORD
    assert LOCKED in text_of(post(client, reverse("account_change_password"), form))


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("short1234", "10"),
        ("1234567890123", "數字"),
        ("password123456", "常"),
        ("person-9999-x", ""),
    ],
)
def test_the_policy_asks_nobody_elsewhere(owner: User, password: str, sentence: str) -> None:
    client = signed_in(owner)
    owner.username = "person-9999"
    owner.save(update_fields=["username"])
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    page = post(client, reverse("account_change_password"), form)
    assert page.status_code == 200
    assert "errorlist" in page.content.decode()
    assert sentence in text_of(page)


def test_where_the_database_is_away_the_plain_page_comes(
    owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(owner)

    def away(_user: User) -> None:
        raise OperationalError

    monkeypatch.setattr("chuangcheng.foundation.accounts.middleware.actor_for", away)
    assert client.get("/frameworks/").status_code == 503


@pytest.mark.parametrize(
    ("header", "proxies", "address"),
    [
        ("203.0.113.7", 0, "127.0.0.1"),
        ("203.0.113.7", 1, "203.0.113.7"),
        ("10.9.9.9, 203.0.113.7", 1, "203.0.113.7"),
        ("10.9.9.9, 203.0.113.7", 2, "10.9.9.9"),
        ("203.0.113.7", 2, "127.0.0.1"),
        ("203.0.113.7:5521", 1, "203.0.113.7"),
        ("[2001:db8::7]:443", 1, "2001:db8::7"),
        ("2001:db8::7", 1, "2001:db8::7"),
        ("unknown", 1, "127.0.0.1"),
        ("' OR 1=1", 1, "127.0.0.1"),
    ],
)
def test_the_address_of_the_sender(
    rf: RequestFactory, header: str, proxies: int, address: str
) -> None:
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=proxies):
        assert client_address(rf.get("/", headers={"X-Forwarded-For": header})) == address


def test_a_session_ends_after_a_long_day(owner: User) -> None:
    client = signed_in(owner)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not is_signed_in(client)
