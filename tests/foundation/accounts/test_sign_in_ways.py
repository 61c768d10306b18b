"""Signing in by way of other sites, against stand-ins on this machine that do the whole dance."""

import html
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, quote_plus, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse

from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.accounts.services.identities import link_identity
from tests.foundation.accounts.signing_in import (
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
from tests.foundation.accounts.stand_ins import CLIENT, SECRET, StandIn, running

WAYS = ["portal", "wecom"]
BEGIN = {"portal": "/sign-in/by/portal/", "wecom": "/sign-in/wecom/"}


@pytest.fixture
def site(db: None) -> Iterator[StandIn]:
    """The other site, configured as both ways to sign in."""
    cache.clear()
    with running() as stand_in:
        app = {"name": "", "client_id": CLIENT, "secret": SECRET}
        oidc = {
            **app,
            "name": "縣政務門戶",
            "provider_id": "portal",
            "settings": {"server_url": stand_in.url},
        }
        wecom = {**app, "settings": {"agent": "7", "api": stand_in.url, "page": stand_in.url}}
        providers = {
            "openid_connect": {"APPS": [oidc], "OAUTH_PKCE_ENABLED": True},
            "wecom": {"APPS": [wecom]},
        }
        with override_settings(SOCIALACCOUNT_PROVIDERS=providers):
            yield stand_in


def leave(client: Client, way: str, **form: str) -> str:
    """Begin, and return the address at the other site that our page leads to."""
    page = post(client, BEGIN[way], form)
    assert page.status_code == 200, page
    found = re.search(r'class="btn btn-primary" href="([^"]+)"', page.content.decode())
    assert found
    url = html.unescape(found[1])
    assert page["Refresh"] == f"0; url={url}"
    return url


def dance(client: Client, site: StandIn, way: str, **form: str) -> str:
    """Go there and back; return the path at which our site takes over."""
    back = urlsplit(site.agree(leave(client, way, **form)))
    assert back.netloc == "testserver"
    return f"{back.path}?{back.query}"


@pytest.mark.parametrize("way", WAYS)
def test_a_linked_identity_signs_in(site: StandIn, owner: User, way: str) -> None:
    link_identity(owner, way, site.person)
    client = browser()
    answer = client.get(dance(client, site, way))
    assert answer["Location"] == reverse("accounts:home")
    assert is_signed_in(client)
    event = heard("sign_in")[0]
    assert (event.actor_id, event.changes) == (str(owner.pk), {"ways": ["socialaccount"]})


@pytest.mark.parametrize("way", WAYS)
def test_an_identity_nobody_linked_gets_no_account(site: StandIn, owner: User, way: str) -> None:
    site.claims = {"email": owner.email, "email_verified": True}
    client = browser()
    answer = client.get(dance(client, site, way))
    assert answer.status_code == 403
    assert "這裏還沒有您的賬號" in text_of(answer)
    assert not is_signed_in(client)
    assert list(User.objects.all()) == [owner]
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("way", WAYS)
def test_the_person_links_it_on_the_page_of_the_account(
    site: StandIn, owner: User, way: str
) -> None:
    client = signed_in(owner)
    to = reverse("socialaccount_connections")
    assert client.get(to).status_code == 200
    answer = client.get(dance(client, site, way, process="connect", next=to))
    assert answer["Location"] == to
    assert site.person in text_of(client.get(to))
    assert heard("identity_linked")[0].actor_id == str(owner.pk)
    fresh = browser()
    fresh.get(dance(fresh, site, way))
    assert is_signed_in(fresh)
    number = SocialAccount.objects.get().pk
    post(client, reverse("account_unlink", args=(number,)))
    assert not SocialAccount.objects.exists()


def test_an_identity_of_another_account_is_not_taken_over(
    site: StandIn, owner: User, colleague: User
) -> None:
    link_identity(colleague, "wecom", site.person)
    client = signed_in(owner)
    client.get(dance(client, site, "wecom", process="connect"))
    assert SocialAccount.objects.get().user == colleague
    assert "已屬於這裏的另一個賬號" in text_of(client.get(reverse("account")))


def test_linking_needs_a_fresh_confirmation(
    site: StandIn, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(owner)
    monkeypatch.setattr("chuangcheng.foundation.accounts.adapters.FRESH", 0)
    answer = post(client, BEGIN["wecom"], {"process": "connect"})
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert post(browser(), BEGIN["wecom"], {"process": "connect"})["Location"] == "/sign-in/"


@pytest.mark.parametrize("way", WAYS)
def test_the_second_step_is_asked_for_here_too(site: StandIn, owner: User, way: str) -> None:
    link_identity(with_second_step(owner), way, site.person)
    client = browser()
    assert client.get(dance(client, site, way))["Location"] == "/sign-in/code/"
    assert not is_signed_in(client)
    post(client, "/sign-in/code/", {"code": code()})
    assert is_signed_in(client)


@pytest.mark.parametrize("way", WAYS)
def test_a_closed_account_stays_closed(site: StandIn, owner: User, way: str) -> None:
    link_identity(owner, way, site.person)
    User.objects.update(is_active=False)
    client = browser()
    assert client.get(dance(client, site, way))["Location"] == reverse("account_inactive")
    assert not is_signed_in(client)


@pytest.mark.parametrize("way", WAYS)
def test_an_answer_nobody_asked_for_is_refused(site: StandIn, owner: User, way: str) -> None:
    """A link made by somebody else would sign people in as that somebody."""
    link_identity(owner, way, site.person)
    attacker, victim = browser(), browser()
    path = dance(attacker, site, way)
    answer = victim.get(path)
    assert answer.status_code == 401
    assert "請從登錄頁重新開始" in text_of(answer)
    assert not is_signed_in(victim)
    forged = re.sub(r"state=[^&]+", "state=forged", path)
    assert attacker.get(forged).status_code == 401
    assert attacker.get(re.sub(r"[?&]state=[^&]+", "", path)).status_code in {401, 404}
    attacker.get(path)
    assert is_signed_in(attacker)
    post(attacker, reverse("account_logout"))
    assert attacker.get(path).status_code == 401, "an answer is taken once"


@pytest.mark.parametrize("way", WAYS)
def test_the_state_of_one_way_is_worth_nothing_for_another(site: StandIn, way: str) -> None:
    client = browser()
    path = dance(client, site, way)
    other = BEGIN["wecom" if way == "portal" else "portal"] + "back/"
    assert client.get(f"{other}?{urlsplit(path).query}").status_code == 401


@pytest.mark.parametrize("way", WAYS)
def test_saying_no_there_is_said_here(site: StandIn, way: str) -> None:
    client = browser()
    state = parse_qs(urlsplit(leave(client, way)).query)["state"][0]
    answer = client.get(f"{BEGIN[way]}back/?error=access_denied&state={state}")
    assert "沒有在對方網站上同意" in text_of(answer)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (40001, "企業標識或密鑰"),
        (40013, "企業標識或密鑰"),
        (40029, "授權碼已過期或已用過"),
        (50001, "不信任本站的地址"),
        (60011, "沒有對您開放"),
        (60020, "不信任本服務器的網絡地址"),
        (99999, "未能確認您的身份"),
        (500, "沒有應答"),
        ({"errcode": 0, "userid": ""}, "不是本單位的成員"),
        ([], "沒有應答"),
    ],
)
def test_what_wecom_answers_is_explained(site: StandIn, error: object, sentence: str) -> None:
    client = browser()
    path = dance(client, site, "wecom")
    site.errors["/cgi-bin/auth/getuserinfo"] = error
    answer = client.get(path)
    assert answer.status_code in {401, 502}
    assert sentence in text_of(answer)
    assert SECRET not in text_of(answer)


def test_a_wrong_secret_of_wecom_is_explained(site: StandIn) -> None:
    client = browser()
    path = dance(client, site, "wecom")
    site.errors["/cgi-bin/gettoken"] = 40001
    assert "SIGN_IN_URLS" in text_of(client.get(path))


def test_wecoms_token_is_kept_and_renewed_when_it_has_run_out(site: StandIn, owner: User) -> None:
    link_identity(owner, "wecom", site.person)
    for _ in range(2):
        client = browser()
        client.get(dance(client, site, "wecom"))
        assert is_signed_in(client)
    assert site.asked.count("/cgi-bin/gettoken") == 1
    site.tokens.append("a newer one, made elsewhere")
    client = browser()
    client.get(dance(client, site, "wecom"))
    assert is_signed_in(client)
    assert site.asked.count("/cgi-bin/gettoken") == 2


def test_wecom_gets_the_page_that_fits_the_browser(site: StandIn) -> None:
    desk = urlsplit(leave(browser(), "wecom"))
    inside = urlsplit(leave(browser(**{"User-Agent": "Mozilla wxwork/4.1"}), "wecom"))
    assert desk.path == "/wwopen/sso/qrConnect"
    assert inside.path == "/connect/oauth2/authorize"
    for parts in (desk, inside):
        query = parse_qs(parts.query)
        assert (query["appid"], query["agentid"]) == ([CLIENT], ["7"])
        assert query["redirect_uri"] == ["http://testserver/sign-in/wecom/back/"]
        assert len(query["state"][0]) >= 16
    assert parse_qs(inside.query)["scope"] == ["snsapi_base"]


@pytest.mark.parametrize(
    "claims",
    [{"aud": "another"}, {"iss": "https://evil.example"}, {"exp": 1_000_000_000}],
)
def test_a_token_for_somebody_else_is_refused(
    site: StandIn, owner: User, claims: dict[str, object]
) -> None:
    link_identity(owner, "portal", site.person)
    site.claims = claims
    client = browser()
    answer = client.get(dance(client, site, "portal"))
    assert answer.status_code == 401
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "broken",
    ["/.well-known/openid-configuration", "/token", "/userinfo"],
)
@pytest.mark.parametrize("how", [500, {}, []])
def test_a_site_out_of_order_is_a_sentence_and_no_crash(
    site: StandIn, broken: str, how: object
) -> None:
    client = browser()
    path = dance(client, site, "portal")
    site.errors[broken] = how
    answer = client.get(path)
    # Without userinfo the signed token says who it is, whom nobody here knows.
    assert answer.status_code in ({401, 403, 502} if broken == "/userinfo" else {401, 502})
    assert "登錄" in text_of(answer)
    assert not is_signed_in(client)
    if broken.startswith("/.well"):
        assert post(browser(), BEGIN["portal"]).status_code == 502


@pytest.mark.parametrize("path", ["/cgi-bin/gettoken", "/cgi-bin/auth/getuserinfo"])
def test_an_outage_of_wecom_leaves_no_secret_in_the_log(
    site: StandIn, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    """What the library says of a failed request holds its whole address."""
    client = browser()
    back = dance(client, site, "wecom")
    site.errors[path] = 500
    assert client.get(back).status_code in {401, 502}
    written = " ".join(record.getMessage() for record in caplog.records)
    assert "signing in by wecom failed: HTTPError" in written
    for secret in (SECRET, quote_plus(SECRET), "access_token", "code="):
        assert secret not in written


def test_the_page_offers_what_is_configured(site: StandIn) -> None:
    page = browser().get("/sign-in/").content.decode()
    assert "縣政務門戶" in page
    assert "企業微信" in page
    assert "釘釘" not in page


@override_settings(
    SOCIALACCOUNT_PROVIDERS={
        "dingtalk": {"APPS": [{"name": "", "client_id": "key", "secret": "s"}]},
        "feishu": {"APPS": [{"name": "", "client_id": "app", "secret": "s"}]},
    }
)
def test_dingtalk_and_feishu_lead_to_their_sites(db: None) -> None:
    client = browser()
    page = client.get("/sign-in/").content.decode()
    assert "釘釘" in page
    assert "飛書" in page
    for way, host in (("dingtalk", "login.dingtalk.com"), ("feishu", "open.feishu.cn")):
        BEGIN[way] = f"/sign-in/{way}/"
        url = urlsplit(leave(client, way))
        assert url.netloc == host
        back = parse_qs(url.query)["redirect_uri"]
        assert back == [f"http://testserver/sign-in/{way}/back/"]


@pytest.mark.parametrize("path", [*BEGIN.values(), "/sign-in/dingtalk/", "/sign-in/by/x/back/"])
def test_a_way_that_is_not_configured_is_not_there(db: None, path: str) -> None:
    client = browser()
    answer = client.get(path) if path.endswith("back/") else post(client, path)
    assert answer.status_code == 404


def test_only_a_form_of_ours_begins(site: StandIn) -> None:
    assert browser().get(BEGIN["wecom"]).status_code == 405
    assert browser().post(BEGIN["wecom"]).status_code == 403


def test_signing_in_keeps_to_this_site(site: StandIn, owner: User) -> None:
    link_identity(with_password(owner), "wecom", site.person)
    client = browser()
    path = dance(client, site, "wecom", next="https://evil.example/")
    assert client.get(path)["Location"] == reverse("accounts:home")
    other = browser()
    path = dance(other, site, "wecom", next="/account/sessions/")
    assert other.get(path)["Location"] == "/account/sessions/"


def test_the_other_site_is_asked_only_when_somebody_goes_there(site: StandIn, owner: User) -> None:
    client = browser()
    client.get("/sign-in/")
    sign_in(client, with_password(owner).username)
    client.get(reverse("account"))
    assert site.asked == []
