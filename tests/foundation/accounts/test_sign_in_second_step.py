"""The second step: set-up, codes, recovery codes, administrators who must have it."""

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import override_settings
from django.urls import reverse

from chuangcheng.foundation.accounts.ciphers import Unreadable, seal, unseal
from chuangcheng.foundation.accounts.models import Grant, User
from chuangcheng.foundation.accounts.queries.locks import FAILURES_OF_A_NAME
from chuangcheng.foundation.accounts.services.second_factor import (
    SEALED_FOR,
    accept_code,
    remove_second_factor,
)
from tests.foundation.accounts.signing_in import (
    SECRET,
    browser,
    code,
    heard,
    is_signed_in,
    post,
    sign_in,
    signed_in,
    text_of,
    with_password,
    with_second_step,
)
from tests.people import LONG_AGO

CODE_PAGE = "/sign-in/code/"
NEW_KEY = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI="


def shown_secret(page: str) -> str:
    """Return the key that the page of the set-up shows."""
    found = re.search(r'class="secret">([A-Z2-7 ]+)<', page)
    assert found
    return found[1].replace(" ", "")


def test_the_set_up_draws_the_code_keeps_the_secret_sealed_and_gives_recovery_codes(
    owner: User,
) -> None:
    client = signed_in(owner)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert "<path d=" in page
    assert "data:" not in page
    secret = shown_secret(page)
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    wrong = post(client, reverse("mfa_activate_totp"), {"code": "000000"})
    assert "驗證碼不對" in text_of(wrong)
    answer = post(client, reverse("mfa_activate_totp"), {"code": code(secret)})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before
    kept = Authenticator.objects.get(user=owner, type="totp").data["secret"]
    assert secret not in kept
    assert unseal(kept, SEALED_FOR) == secret
    codes = re.findall(r"<code>(\d{8})</code>", client.get(answer["Location"]).content.decode())
    assert len(codes) == 10
    file = client.get(reverse("mfa_download_recovery_codes"))
    assert file["Content-Type"].startswith("text/plain")
    assert all(one in file.content.decode() for one in codes)
    assert heard("second_factor_set_up")[0].actor_id == str(owner.pk)
    seed = Authenticator.objects.get(user=owner, type="recovery_codes").data["seed"]
    assert unseal(seed, SEALED_FOR)


def test_after_the_password_a_code_is_asked_for(owner: User) -> None:
    with_second_step(with_password(owner))
    client = browser()
    assert sign_in(client, owner.username)["Location"] == CODE_PAGE
    assert not is_signed_in(client)
    assert "驗證碼不對" in text_of(post(client, CODE_PAGE, {"code": "000000"}))
    answer = post(client, CODE_PAGE, {"code": code()})
    assert answer["Location"] == reverse("accounts:home")
    assert is_signed_in(client)
    assert heard("sign_in")[0].changes == {"ways": ["password", "mfa"]}


def test_the_page_asked_for_survives_the_second_step(owner: User) -> None:
    with_second_step(with_password(owner))
    client = browser()
    sign_in(client, owner.username, next="/account/sessions/")
    assert post(client, CODE_PAGE, {"code": code()})["Location"] == "/account/sessions/"


def test_a_code_works_once(owner: User) -> None:
    with_second_step(owner)
    now = code()
    assert accept_code(owner, now) is not None
    assert accept_code(owner, now) is None
    assert accept_code(owner, code(ahead=-1)) is None
    assert accept_code(owner, code(ahead=1)) is not None


@pytest.mark.parametrize("wrong", ["", "12345", "abcdef", "０００００００", "9" * 30])
def test_what_is_no_code_is_refused(owner: User, wrong: str) -> None:
    with_second_step(owner)
    assert accept_code(owner, wrong) is None


def test_wrong_codes_lock_the_second_step_even_for_who_knows_the_password(owner: User) -> None:
    with_second_step(with_password(owner))
    client = browser()
    sign_in(client, owner.username)
    for _ in range(FAILURES_OF_A_NAME):
        post(client, CODE_PAGE, {"code": "000000"})
    assert "失敗次數過多" in text_of(post(client, CODE_PAGE, {"code": code()}))
    fresh = browser()
    sign_in(fresh, owner.username)
    assert "失敗次數過多" in text_of(post(fresh, CODE_PAGE, {"code": code()}))
    assert [event.changes["way"] for event in heard("sign_in_failed")] == ["code"] * 5
    assert len(heard("locked")) == 1


def test_a_recovery_code_takes_the_place_of_a_code_once(owner: User) -> None:
    client = signed_in(owner)
    secret = shown_secret(client.get(reverse("mfa_activate_totp")).content.decode())
    post(client, reverse("mfa_activate_totp"), {"code": code(secret)})
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    recovery = re.findall(r"<code>(\d{8})</code>", page)[0]
    for works in (True, False):
        other = browser()
        sign_in(other, owner.username)
        post(other, CODE_PAGE, {"code": recovery})
        assert is_signed_in(other) is works


def test_new_recovery_codes_replace_the_old(owner: User) -> None:
    client = signed_in(owner)
    secret = shown_secret(client.get(reverse("mfa_activate_totp")).content.decode())
    post(client, reverse("mfa_activate_totp"), {"code": code(secret)})
    old = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200
    post(client, reverse("mfa_generate_recovery_codes"))
    new = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    found = [set(re.findall(r"<code>(\d{8})</code>", page)) for page in (old, new)]
    assert found[0].isdisjoint(found[1])
    assert len(heard("recovery_codes_made")) == 1


def test_the_code_page_is_nothing_without_the_password(owner: User) -> None:
    with_second_step(with_password(owner))
    client = browser()
    assert client.get(CODE_PAGE)["Location"] == "/sign-in/"
    post(client, CODE_PAGE, {"code": code()})
    assert not is_signed_in(client)


def test_sensitive_pages_ask_again_after_a_while(
    owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(owner)
    monkeypatch.setattr("chuangcheng.foundation.accounts.adapters.FRESH", 0)
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    page = post(client, answer["Location"], {"password": "wrong"})
    assert "密碼不對" in text_of(page)
    again = post(
        client,
        reverse("account_reauthenticate"),
        {"password": "讀書 望月 2026 山門", "next": reverse("mfa_activate_totp")},
    )
    assert again["Location"] == reverse("mfa_activate_totp")
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != key
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_a_code_confirms_as_well_as_the_password(
    owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_second_step(with_password(owner))
    client = browser()
    sign_in(client, owner.username)
    post(client, CODE_PAGE, {"code": code(ahead=-1)})
    monkeypatch.setattr("chuangcheng.foundation.accounts.adapters.FRESH", 0)
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 302
    page = client.get(reverse("account_reauthenticate"))
    assert reverse("mfa_reauthenticate") in page.content.decode()
    answer = post(client, reverse("mfa_reauthenticate"), {"code": code(), "next": "/account/"})
    assert answer["Location"] == "/account/"
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200


def test_the_second_step_is_turned_off_by_its_person(owner: User) -> None:
    with_second_step(with_password(owner))
    client, other = browser(), browser()
    sign_in(client, owner.username)
    post(client, CODE_PAGE, {"code": code(ahead=-1)})
    sign_in(other, owner.username)
    post(other, CODE_PAGE, {"code": code()})
    assert is_signed_in(other)
    assert post(client, reverse("mfa_deactivate_totp"))["Location"] == reverse("account")
    assert not Authenticator.objects.filter(user=owner).exists()
    assert is_signed_in(client)
    assert not is_signed_in(other)


def administrator(role: str = "system_admin") -> User:
    user = with_password(User.objects.create(username=role, name="管理員（演示）"))
    Grant.objects.create(user=user, role=role, valid_from=LONG_AGO, granted_by="test")
    return user


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
def test_an_administrator_can_do_nothing_before_the_set_up(db: None, role: str) -> None:
    client = browser()
    sign_in(client, administrator(role).username)
    set_up = reverse("mfa_activate_totp")
    for path in ("/", "/home/", "/account/", "/accounts/", "/frameworks/", "/account/password/"):
        assert client.get(path)["Location"] == set_up, path
    secret = shown_secret(client.get(set_up).content.decode())
    assert client.get("/healthz").status_code == 200
    post(client, set_up, {"code": code(secret)})
    assert client.get("/home/").status_code == 200
    assert client.get("/frameworks/").status_code == 200


def test_an_administrator_who_is_setting_up_can_sign_out(db: None) -> None:
    client = browser()
    sign_in(client, administrator().username)
    assert post(client, reverse("account_logout"))["Location"] == "/sign-in/"


def test_an_administrator_cannot_turn_it_off(db: None) -> None:
    user = with_second_step(administrator())
    client = browser()
    sign_in(client, user.username)
    post(client, CODE_PAGE, {"code": code()})
    assert "管理員必須使用兩步驗證" in text_of(client.get(reverse("mfa_deactivate_totp")))
    post(client, reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_in_the_demonstration_administrators_do_without(db: None) -> None:
    client = browser()
    sign_in(client, administrator().username)
    with override_settings(SECOND_FACTOR_FOR_ADMINISTRATORS=False):
        assert client.get("/home/").status_code == 200


def test_who_becomes_an_administrator_is_led_to_the_set_up_at_once(owner: User) -> None:
    client = signed_in(owner)
    assert client.get("/home/").status_code == 200
    Grant.objects.create(user=owner, role="audit_admin", valid_from=LONG_AGO, granted_by="test")
    assert client.get("/home/")["Location"] == reverse("mfa_activate_totp")


def test_taking_the_second_step_away_ends_sessions(owner: User) -> None:
    with_second_step(with_password(owner))
    client = browser()
    sign_in(client, owner.username)
    post(client, CODE_PAGE, {"code": code()})
    assert remove_second_factor(owner) is True
    assert remove_second_factor(owner) is False
    assert not is_signed_in(client)
    assert len(heard("second_factor_removed")) == 1


def test_keys_rotate_and_a_used_secret_moves_to_the_first(owner: User) -> None:
    with_second_step(owner)
    with override_settings(ENCRYPTION_KEYS=(NEW_KEY, *settings.ENCRYPTION_KEYS)):
        assert accept_code(owner, code()) is not None
    with override_settings(ENCRYPTION_KEYS=(NEW_KEY,)):
        kept = Authenticator.objects.get(user=owner).data["secret"]
        assert unseal(kept, SEALED_FOR) == SECRET


def test_what_is_sealed_opens_only_for_its_purpose_and_with_its_key() -> None:
    sealed = seal("機密", "link")
    assert unseal(sealed, "link") == "機密"
    for key, purpose in ((settings.ENCRYPTION_KEYS, "session"), ((NEW_KEY,), "link")):
        with override_settings(ENCRYPTION_KEYS=key), pytest.raises(Unreadable):
            unseal(sealed, purpose)


def test_a_secret_of_a_lost_key_lets_nobody_in(owner: User) -> None:
    with_second_step(owner)
    with override_settings(ENCRYPTION_KEYS=(NEW_KEY,)):
        assert accept_code(owner, code()) is None


def test_the_matrix_gives_it_to_who_makes_no_links(person_with: Callable[..., User]) -> None:
    """The system administrator sets passwords, the security administrator the second step."""
    security, system = person_with("security_admin"), person_with("system_admin")
    assert security.has_perm("accounts.second_step.remove")
    assert not security.has_perm("accounts.user.invite")
    assert system.has_perm("accounts.user.invite")
    assert not system.has_perm("accounts.second_step.remove")
