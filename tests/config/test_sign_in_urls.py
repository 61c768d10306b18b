"""The ways to sign in that SIGN_IN_URLS names: read, half-filled, unknown."""

from pathlib import Path

import pytest

from chuangcheng.config import env
from chuangcheng.config.env.sign_in import Way, providers
from chuangcheng.domain.errors import Refused, describe


def ways(tmp_path: Path, written: str) -> tuple[Way, ...]:
    return env.read({"CHUANGCHENG_HOME": str(tmp_path / "s"), "SIGN_IN_URLS": written}).sign_in


def refused(tmp_path: Path, written: str) -> list[str]:
    with pytest.raises(Refused) as refusal:
        ways(tmp_path, written)
    return [describe(fault) for fault in refusal.value.faults]


def test_every_kind_is_read_in_order(tmp_path: Path) -> None:
    found = ways(
        tmp_path,
        "oidc://portal:s%3Acret@id.example:8443/realms/county?name=%E7%B5%B1%E4%B8%80&id=portal"
        " dingtalk://key:secret@ feishu://app:secret@?name=Lark,"
        "wecom://ww1:secret@1000002?api=https://wecom.county.example/",
    )
    assert [way.id for way in found] == ["portal", "dingtalk", "feishu", "wecom"]
    assert found[0].server == "https://id.example:8443/realms/county"
    assert (found[0].name, found[0].secret) == ("統一", "s:cret")
    assert (found[3].agent, found[3].api) == ("1000002", "https://wecom.county.example")


def test_allauth_gets_what_it_needs(tmp_path: Path) -> None:
    made = providers(ways(tmp_path, "oidc+http://c:s@127.0.0.1:9/ wecom://ww1:s@7"))
    assert made["openid_connect"]["APPS"][0]["settings"] == {"server_url": "http://127.0.0.1:9"}
    assert made["openid_connect"]["OAUTH_PKCE_ENABLED"] is True
    assert made["wecom"]["APPS"][0]["settings"] == {"agent": "7", "api": "", "page": ""}
    assert providers(()) == {}


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("https://id.example/", "entry 1 is not a way to sign in. Begin it with oidc://"),
        ("oidc://client@id.example/", "entry 1 lacks SECRET. Write oidc://CLIENT:SECRET@HOST"),
        ("oidc://:secret@id.example/", "entry 1 lacks CLIENT."),
        ("oidc://client:secret@/", "entry 1 lacks HOST."),
        ("dingtalk://:secret@", "entry 1 lacks APPKEY."),
        ("wecom://corp:secret@", "entry 1 lacks AGENTID."),
        ("wecom://corp:secret@7 feishu://app@", "entry 2 lacks SECRET."),
        ("feishu://app:secret@?nmae=x", "entry 1 says nmae, which is not known."),
        ("oidc://c:s@id.example/?id=A+B", "entry 1 says id=A+B, which is not known."),
        ("oidc+http://c:s@id.example/", "entry 1 would send secrets over plain HTTP."),
        ("wecom://c:s@7?api=http://a.example", "entry 1 would send secrets over plain HTTP."),
        ("wecom://c:s@7?page=ftp://a.example", "entry 1 says page=ftp://a.example, which"),
        ("oidc://c:s@a.example/ oidc://c:s@b.example/", "entry 2 has the same identifier"),
    ],
)
def test_what_is_half_filled_is_refused_by_name(
    tmp_path: Path, written: str, sentence: str
) -> None:
    said = refused(tmp_path, written)
    assert len(said) == 1
    assert said[0].startswith(f"SIGN_IN_URLS: {sentence}")


def test_a_refusal_shows_no_secret(tmp_path: Path) -> None:
    said = " ".join(refused(tmp_path, "oidc://client:hunter2@/ feishu://app:hunter2@?x=1"))
    assert "hunter2" not in said


def test_a_key_that_is_none_is_refused_by_its_place(tmp_path: Path) -> None:
    good = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI="
    with pytest.raises(Refused) as refusal:
        env.read({"CHUANGCHENG_HOME": str(tmp_path), "ENCRYPTION_KEYS": f"{good},short"})
    assert [fault.params["place"] for fault in refusal.value.faults] == ["2"]
