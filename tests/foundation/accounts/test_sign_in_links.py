"""Invitations and resets: forged, replayed, run out, withdrawn; by mail where mail is set up."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from chuangcheng.domain.errors import Fault
from chuangcheng.foundation.accounts.jobs import forget, mail_link, one_line
from chuangcheng.foundation.accounts.models import Link, Session, User
from chuangcheng.foundation.accounts.services.links import Made, find_link, make_link, use_link
from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.jobs.models import Job
from tests.foundation.accounts.signing_in import (
    OTHER,
    PASSWORD,
    browser,
    code,
    heard,
    is_signed_in,
    path_of,
    post,
    sign_in,
    signed_in,
    text_of,
    with_password,
    with_second_step,
)

NEW = {"password1": PASSWORD, "password2": PASSWORD}


def made_for(user: User) -> Made:
    made = make_link(user)
    assert isinstance(made, Made)
    return made


def address(made: Made) -> str:
    return reverse("account_link", args=(made.token,))


def invited(user: User) -> User:
    user.set_unusable_password()
    user.save(update_fields=["password"])
    return user


def test_an_invitation_sets_the_password_and_signs_in(owner: User) -> None:
    client, made = browser(), made_for(invited(owner))
    assert made.link.purpose == "invitation"
    page = client.get(address(made))
    assert f"{owner.name}，歡迎您" in text_of(page)
    answer = post(client, address(made), NEW)
    assert answer["Location"] == reverse("accounts:home")
    assert is_signed_in(client)
    assert sign_in(browser(), owner.username).status_code == 302
    event = heard("password_set")[0]
    assert (event.actor_id, event.actor_name) == (str(owner.pk), owner.name)


def test_only_a_digest_of_the_token_is_kept(owner: User) -> None:
    made = made_for(invited(owner))
    assert made.token not in str(list(Link.objects.values()))
    assert made.token not in str(list(Event.objects.values()))


@pytest.mark.parametrize("token", ["x", "A" * 43, "../../etc", "%00", "a" * 500])
def test_a_forged_link_is_refused(db: None, token: str) -> None:
    answer = browser().get(f"/links/{token.replace('/', '%2F')}/")
    assert answer.status_code == (400 if token == "%00" else 404)


def test_a_forged_link_says_what_to_do(db: None) -> None:
    answer = browser().get(f"/links/{'A' * 43}/")
    assert "不是本站的" in text_of(answer)
    assert "重新完整複製" in text_of(answer)


def test_a_link_works_once(owner: User) -> None:
    made = made_for(invited(owner))
    post(browser(), address(made), NEW)
    again = browser()
    answer = post(again, address(made), {"password1": OTHER, "password2": OTHER})
    assert answer.status_code == 410
    assert "已經用過" in text_of(answer)
    assert "已經用過" in text_of(again.get(address(made)))
    assert not is_signed_in(again)
    assert sign_in(browser(), owner.username, OTHER).status_code == 200


def test_of_two_at_the_same_moment_one_is_refused(owner: User) -> None:
    first, second = (find_link(made_for(invited(owner)).token) for _ in range(1)), None
    link = next(first)
    second = Link.objects.select_related("account").get()
    assert isinstance(link, Link)
    assert use_link(link, PASSWORD) is None
    refused = use_link(second, OTHER)
    assert isinstance(refused, Fault)
    assert refused.code == "accounts.link_used"


def test_a_link_runs_out(owner: User) -> None:
    made = made_for(invited(owner))
    Link.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    answer = browser().get(address(made))
    assert (answer.status_code, "已過期" in text_of(answer)) == (410, True)
    assert post(browser(), address(made), NEW).status_code == 410


def test_a_newer_link_withdraws_the_older(owner: User) -> None:
    older, newer = made_for(invited(owner)), made_for(owner)
    assert "被更新的鏈接取代" in text_of(browser().get(address(older)))
    assert browser().get(address(newer)).status_code == 200


def test_a_closed_account_has_no_links(owner: User) -> None:
    made = made_for(invited(owner))
    User.objects.update(is_active=False)
    answer = browser().get(address(made))
    assert (answer.status_code, "賬號已停用" in text_of(answer)) == (403, True)
    owner.refresh_from_db()
    refused = make_link(owner)
    assert isinstance(refused, Fault)
    assert refused.code == "accounts.link_closed"


def test_an_invitation_lasts_a_week_and_a_reset_a_day(owner: User) -> None:
    week = made_for(invited(owner)).link.expires_at - timezone.now()
    day = made_for(with_password(owner)).link.expires_at - timezone.now()
    assert timedelta(days=6, hours=23) < week < timedelta(days=7, seconds=1)
    assert timedelta(hours=23) < day < timedelta(days=1, seconds=1)


def test_a_reset_ends_sessions_and_locks_and_asks_for_the_second_step(owner: User) -> None:
    there = signed_in(owner)
    for _ in range(5):
        sign_in(browser(), owner.username, "wrong password")
    with_second_step(owner)
    client, made = browser(), made_for(owner)
    assert made.link.purpose == "reset"
    answer = post(client, address(made), {"password1": OTHER, "password2": OTHER})
    assert answer["Location"] == "/sign-in/code/"
    assert not is_signed_in(client)
    assert not is_signed_in(there)
    post(client, "/sign-in/code/", {"code": code()})
    assert is_signed_in(client)
    assert sign_in(browser(), owner.username, OTHER)["Location"] == "/sign-in/code/"


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [("short", "short", "10"), (PASSWORD, OTHER, "不一致"), ("", "", "")],
)
def test_a_bad_password_does_not_use_the_link_up(
    owner: User, first: str, second: str, sentence: str
) -> None:
    made = made_for(invited(owner))
    page = post(browser(), address(made), {"password1": first, "password2": second})
    assert page.status_code == 200
    assert sentence in text_of(page)
    assert browser().get(address(made)).status_code == 200


def test_looking_at_a_link_does_not_use_it_up(owner: User) -> None:
    """Mail programs open links on their own to check them."""
    made = made_for(invited(owner))
    for _ in range(3):
        assert browser().get(address(made)).status_code == 200


def test_a_link_needs_the_token_of_the_form(owner: User) -> None:
    made = made_for(invited(owner))
    assert browser().post(address(made), NEW).status_code == 403


def test_whoever_is_signed_in_as_another_is_signed_out(owner: User, colleague: User) -> None:
    client, made = signed_in(colleague), made_for(invited(owner))
    post(client, address(made), NEW)
    assert client.get("/account/").context["account"] == owner


def test_its_maker_sees_the_link_once(owner: User, person_with: Callable[..., User]) -> None:
    client = browser()
    client.force_login(person_with("office"))
    page = reverse("accounts:account", args=(owner.pk,))
    invited(owner)
    answer = post(client, reverse("accounts:link", args=(owner.pk,)))
    assert answer["Location"] == page
    shown = client.get(page).content.decode()
    found = re.search(r'class="handed"[^>]*>(http://testserver/links/[\w-]{43}/)<', shown)
    assert found
    assert "handed" not in client.get(page).content.decode()
    assert browser().get(path_of(found[1])).status_code == 200
    assert heard("invitation")[0].target_label == owner.name


def test_a_form_sent_twice_makes_one_link(owner: User, person_with: Callable[..., User]) -> None:
    client = browser()
    client.force_login(person_with("office"))
    form = {"submission": "one-and-the-same-token"}
    for _ in range(2):
        post(client, reverse("accounts:link", args=(owner.pk,)), form)
    assert Link.objects.count() == 1
    assert "handed" in client.get(reverse("accounts:account", args=(owner.pk,))).content.decode()


@override_settings(PUBLIC_URL="https://city.example")
def test_the_address_is_that_of_the_public_site(
    owner: User, person_with: Callable[..., User]
) -> None:
    client = browser(Host="localhost")
    client.force_login(person_with("office"))
    post(client, reverse("accounts:link", args=(owner.pk,)))
    page = client.get(reverse("accounts:account", args=(owner.pk,))).content.decode()
    assert "https://city.example/links/" in page


@override_settings(
    MAIL_ENABLED=True,
    EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    DEFAULT_FROM_EMAIL="chuangcheng@county.example",
)
def test_where_mail_is_set_up_the_link_is_mailed_and_not_shown(
    owner: User, person_with: Callable[..., User], work_off: Callable[..., object]
) -> None:
    client = browser()
    client.force_login(person_with("office"))
    invited(owner)
    post(client, reverse("accounts:link", args=(owner.pk,)))
    assert (
        "handed" not in client.get(reverse("accounts:account", args=(owner.pk,))).content.decode()
    )
    assert "/links/" not in str(list(Job.objects.values()))
    work_off()
    message = mail.outbox[0]
    assert message.to == [owner.email]
    found = re.search(r"http://testserver(/links/[\w-]{43}/)", str(message.body))
    assert found
    assert browser().get(found[1]).status_code == 200
    assert heard("link_sent")[0].changes["to"] != owner.email


@override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")
def test_nothing_slips_into_the_headers_of_a_mail(owner: User) -> None:
    """A name or an address with a line break would add headers: other receivers, other texts."""
    owner.name = "甲\r\nBcc: everybody@evil.example"
    owner.save(update_fields=["name"])
    made = made_for(invited(owner))
    from chuangcheng.foundation.accounts.ciphers import seal

    payload = {"link": made.link.pk, "url": seal("http://x/", "link"), "language": "zh-hant"}
    mail_link(None, payload)  # type: ignore[arg-type]  # it asks nothing of its context
    headers = mail.outbox[0].message().as_string().partition("\n\n")[0]
    assert "Bcc" not in headers
    assert one_line("a\r\nBcc: b\u2028c") == "a Bcc: b c"
    owner.email = "a@b.example\nBcc: everybody@evil.example"
    owner.save(update_fields=["email"])
    with pytest.raises(ValueError, match="newlines"):
        mail_link(None, payload)  # type: ignore[arg-type]  # as above


@override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")
def test_a_link_that_no_longer_works_is_not_mailed(owner: User) -> None:
    made = made_for(invited(owner))
    made_for(owner)
    mail_link(None, {"link": made.link.pk, "url": "", "language": "en"})  # type: ignore[arg-type]  # as above
    assert mail.outbox == []


def test_what_has_run_out_is_forgotten(owner: User) -> None:
    signed_in(owner)
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))
    forget(None, {})  # type: ignore[arg-type]  # it asks nothing of its context
    assert not Session.objects.exists()
