"""NOTICES_URLS: absent, a mail server, half-filled."""

from datetime import time
from pathlib import Path

import pytest

from chuangcheng.config import env
from chuangcheng.config.env.notices import Mail
from chuangcheng.domain.errors import Refused

SITE = {"PUBLIC_URL": "https://chuangcheng.example"}
FULL = "smtp+starttls://post:s%40cret@mail.example:2587/?from=chuangcheng@county.example"


def read(tmp_path: Path, **variables: str) -> Mail | None:
    return env.read({"CHUANGCHENG_HOME": str(tmp_path / "state"), **variables}).mail


def codes(tmp_path: Path, **variables: str) -> list[str]:
    with pytest.raises(Refused) as refusal:
        read(tmp_path, **variables)
    return [fault.code for fault in refusal.value.faults]


def test_without_it_no_mail_goes_out(tmp_path: Path) -> None:
    assert read(tmp_path) is None


def test_a_server_is_read_whole(tmp_path: Path) -> None:
    url = f"{FULL}&at=7:45&quiet=20:00-06:30"
    assert read(tmp_path, NOTICES_URLS=url, **SITE) == Mail(
        "mail.example", 2587, "starttls", "post", "s@cret", "chuangcheng@county.example",
        time(7, 45), (time(20), time(6, 30)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("scheme", "port", "security"),
    [("smtp", 25, "none"), ("smtp+starttls", 587, "starttls"), ("smtps", 465, "tls")],
)
def test_each_way_has_its_port(tmp_path: Path, scheme: str, port: int, security: str) -> None:
    found = read(tmp_path, NOTICES_URLS=f"{scheme}://relay.example/?from=a@b.example", **SITE)
    assert found is not None
    assert (found.port, found.security, found.user) == (port, security, "")
    assert (found.at, found.quiet) == (time(8, 30), (time(21), time(7)))


def test_the_address_may_carry_a_plus(tmp_path: Path) -> None:
    found = read(tmp_path, NOTICES_URLS="smtp://relay.example/?from=a+b@c.example", **SITE)
    assert found is not None
    assert found.sender == "a+b@c.example"


def test_it_may_stand_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "notices"
    secret.write_text(FULL + "\n", "utf-8")
    assert read(tmp_path, NOTICES_URLS_FILE=str(secret), **SITE) is not None


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "env.empty"),
        ("mail.example", "env.not_notices"),
        ("wecom://corp", "env.not_notices"),
        ("smtp://relay.example:x/?from=a@b.example", "env.not_notices"),
        ("smtp://relay.example/", "env.mail_lacks"),
        ("smtp://relay.example/?from=", "env.mail_lacks"),
        ("smtp:///?from=a@b.example", "env.mail_lacks"),
        ("smtps://user@relay.example/?from=a@b.example", "env.mail_lacks"),
        ("smtps://:word@relay.example/?from=a@b.example", "env.mail_lacks"),
        ("smtp://u:p@relay.example/?from=a@b.example", "env.mail_in_clear"),
        ("smtp://relay.example/?from=nobody", "env.not_a_sender"),
        ("smtp://relay.example/?from=a@b.example%0d%0aBcc:x@y.example", "env.not_a_sender"),
        ("smtp://relay.example/?from=a@b.example&at=25:00", "env.not_hours"),
        ("smtp://relay.example/?from=a@b.example&quiet=night", "env.not_hours"),
        ("smtp://relay.example/?from=a@b.example&cc=x", "env.mail_unknown"),
        (f"{FULL} {FULL}", "env.mail_twice"),
        ("smtp://relay.example/?from=a@b.example&at=06:00", "env.at_in_quiet"),
        ("smtp://relay.example/?from=a@b.example&quiet=08:00-09:00", "env.at_in_quiet"),
    ],
)
def test_half_a_server_is_refused(tmp_path: Path, url: str, code: str) -> None:
    assert code in codes(tmp_path, NOTICES_URLS=url, **SITE)


def test_a_password_may_go_in_clear_to_this_machine(tmp_path: Path) -> None:
    assert read(tmp_path, NOTICES_URLS="smtp://u:p@127.0.0.1:2525/?from=a@b.example", **SITE)


def test_links_in_mail_need_the_address_of_the_site(tmp_path: Path) -> None:
    assert codes(tmp_path, NOTICES_URLS=FULL) == ["env.needs_other"]


def test_the_password_is_never_shown(tmp_path: Path) -> None:
    home = str(tmp_path / "state")
    report = env.read({"CHUANGCHENG_HOME": home, "NOTICES_URLS": FULL, **SITE}).report
    assert not [one for one in report if "s%40cret" in one.shown or "s@cret" in one.shown]
