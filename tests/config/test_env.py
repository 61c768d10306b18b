"""The environment: absent, present, half-filled."""

import base64
import stat
from collections.abc import Mapping
from pathlib import Path

import pytest

from chuangcheng.config import env
from chuangcheng.config.env import home
from chuangcheng.config.env.reader import HIDDEN, KEY_LENGTH
from chuangcheng.config.env.variables import SECRET_KEY, VARIABLES
from chuangcheng.domain.errors import Refused, describe

NO_HOME = (
    "CHUANGCHENG_HOME: the folder {} cannot be created or written."
    " Choose another folder, or give the program's user the right to write there."
)
KEY = "k3y-with-enough-different-characters-and-enough-length-to-pass"


def read(tmp_path: Path, **variables: str) -> env.Environment:
    return env.read({"CHUANGCHENG_HOME": str(tmp_path / "state"), **variables})


def sentences(variables: Mapping[str, str]) -> list[str]:
    """Return what the program says instead of starting."""
    with pytest.raises(Refused) as refusal:
        env.read(variables)
    return [describe(fault) for fault in refusal.value.faults]


def test_an_empty_environment_is_the_small_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = env.read({})
    assert found.home == tmp_path / "var"
    assert found.database_url is None
    assert found.public_url is None
    assert (found.demo, found.debug, found.log_level) == (False, False, "INFO")
    assert {reading.state for reading in found.report} == {"absent"}


def test_the_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    first, second = read(tmp_path), read(tmp_path)
    path = tmp_path / "state" / "secret_key"
    assert first.secret_key == second.secret_key == path.read_text()
    assert len(first.secret_key) >= KEY_LENGTH
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    names = sorted(child.name for child in path.parent.iterdir())
    assert names == ["encryption_keys", "secret_key"]


def test_keys_that_seal_are_made_once_and_may_be_several(tmp_path: Path) -> None:
    made = read(tmp_path).encryption_keys
    assert made == read(tmp_path).encryption_keys
    assert stat.S_IMODE((tmp_path / "state" / "encryption_keys").stat().st_mode) == 0o600
    newer, older = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))
    assert read(tmp_path, ENCRYPTION_KEYS=f"{newer}, {older}").encryption_keys == (newer, older)


def test_a_lost_key_that_seals_is_said_and_not_replaced(tmp_path: Path) -> None:
    read(tmp_path)
    (tmp_path / "state" / "encryption_keys").write_text("short")
    with pytest.raises(Refused) as refused:
        read(tmp_path)
    assert [fault.code for fault in refused.value.faults] == ["env.lost_key_file"]


def test_two_first_starts_at_once_agree_on_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "state").mkdir()
    put = home._put

    def late(aside: Path, path: Path) -> None:
        if path.name == "secret_key":
            path.write_text("written by the other process")
        put(aside, path)

    monkeypatch.setattr(home, "_put", late)
    assert read(tmp_path).secret_key == "written by the other process"


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{KEY}\n")
    found = read(tmp_path, SECRET_KEY_FILE=str(tmp_path / "key"))
    assert found.secret_key == KEY
    reading = next(row for row in found.report if row.variable is SECRET_KEY)
    assert (reading.state, reading.shown) == ("file", HIDDEN)


def test_the_report_shows_values_but_no_secrets(tmp_path: Path) -> None:
    found = read(
        tmp_path, SECRET_KEY=KEY, DATABASE_URL="postgres://a:pw@db/name", LOG_LEVEL="debug"
    )
    shown = {reading.variable.name: reading.shown for reading in found.report}
    assert shown["SECRET_KEY"] == shown["DATABASE_URL"] == HIDDEN
    assert shown["LOG_LEVEL"] == "debug"
    assert found.log_level == "DEBUG"
    assert [reading.variable for reading in found.report] == list(VARIABLES)


@pytest.mark.parametrize(
    ("variables", "message", "remedy"),
    [
        (
            {"DATABASE_URL": " "},
            "DATABASE_URL is set but empty.",
            "Give it a value, or remove it.",
        ),
        (
            {"SECRET_KEY": KEY, "SECRET_KEY_FILE": "/somewhere"},
            "SECRET_KEY and SECRET_KEY_FILE are both set.",
            "Keep one of them.",
        ),
        (
            {"SECRET_KEY_FILE": "/nowhere/key"},
            "SECRET_KEY_FILE names the file /nowhere/key, which cannot be read as text.",
            "Correct the name, or let the program's user read the file.",
        ),
        (
            {"SECRET_KEY_FILE": "/dev/null"},
            "SECRET_KEY_FILE names the file /dev/null, which is empty.",
            "Put the value into the file.",
        ),
        (
            {"SECRET_KEY": "short"},
            "SECRET_KEY is too short or too simple to be safe.",
            "Use at least 50 random characters, e.g. from: openssl rand -base64 48",
        ),
        (
            {"SECRET_KEY": "ab" * 40},
            "SECRET_KEY is too short or too simple to be safe.",
            "Use at least 50 random characters, e.g. from: openssl rand -base64 48",
        ),
        (
            {"DATABASE_URL": "mysql://user@host/name"},
            "DATABASE_URL does not name a PostgreSQL database.",
            "Write postgres://USER:PASSWORD@HOST:5432/NAME, or remove it to use SQLite.",
        ),
        (
            {"DATABASE_URL": "postgres://user@host:many/name"},
            "DATABASE_URL does not name a PostgreSQL database.",
            "Write postgres://USER:PASSWORD@HOST:5432/NAME, or remove it to use SQLite.",
        ),
        (
            {"DATABASE_URL": "postgres://user:pw@host:5432/"},
            "DATABASE_URL lacks NAME.",
            "Write postgres://USER:PASSWORD@HOST:5432/NAME, or remove it to use SQLite.",
        ),
        (
            {"DATABASE_URL": "postgres://:pw@host/name"},
            "DATABASE_URL lacks USER.",
            "Write postgres://USER:PASSWORD@HOST:5432/NAME, or remove it to use SQLite.",
        ),
        (
            {"PUBLIC_URL": "chuangcheng.example"},
            "PUBLIC_URL is “chuangcheng.example”, which is not an address of a site.",
            "Write https:// and the host, nothing after it: https://chuangcheng.example",
        ),
        (
            {"PUBLIC_URL": "https://city.example/portal"},
            "PUBLIC_URL is “https://city.example/portal”, which is not an address of a site.",
            "Write https:// and the host, nothing after it: https://chuangcheng.example",
        ),
        (
            {"PUBLIC_URL": "https://me:pw@city.example"},
            "PUBLIC_URL is “https://me:pw@city.example”, which is not an address of a site.",
            "Write https:// and the host, nothing after it: https://chuangcheng.example",
        ),
        *(
            (
                {"PUBLIC_URL": address},
                f"PUBLIC_URL is “{address}”, which is not an address of a site.",
                "Write https:// and the host, nothing after it: https://chuangcheng.example",
            )
            for address in (
                "https://*",
                "https://a b/",
                "https://a..example",
                "https://-a.example",
                "https://a_b.example",
                "https://城.example",
                f"https://{'a' * 254}",
            )
        ),
        (
            {"TLS_CERT": "/etc/site.pem"},
            "TLS_CERT is set, but TLS_KEY is not.",
            "Set both, or neither.",
        ),
        (
            {"TLS_KEY": "/etc/site.key"},
            "TLS_KEY is set, but TLS_CERT is not.",
            "Set both, or neither.",
        ),
        (
            {"DEMO": "perhaps"},
            "DEMO is “perhaps”.",
            "Write 1 for yes or 0 for no.",
        ),
        (
            {"LOG_LEVEL": "loud"},
            "LOG_LEVEL is “LOUD”.",
            "Write DEBUG, INFO, WARNING or ERROR.",
        ),
        (
            {"DEBUG": "1", "PUBLIC_URL": "https://chuangcheng.example"},
            "DEBUG is on while PUBLIC_URL is set: errors would show secrets to everybody.",
            "Remove one of the two.",
        ),
    ],
)
def test_a_half_filled_variable_is_refused_by_name(
    tmp_path: Path, variables: dict[str, str], message: str, remedy: str
) -> None:
    home = tmp_path / "state"
    assert sentences({"CHUANGCHENG_HOME": str(home), **variables}) == [f"{message} {remedy}"]
    assert not home.exists()


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    told = sentences({"CHUANGCHENG_HOME": str(tmp_path), "DEMO": "x", "SECRET_KEY": "x"})
    assert [sentence.split()[0] for sentence in told] == ["SECRET_KEY", "DEMO"]


def test_a_state_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    home = tmp_path / "file" / "state"
    assert sentences({"CHUANGCHENG_HOME": str(home)}) == [NO_HOME.format(home)]


def test_a_key_that_cannot_be_kept_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret_key").mkdir()
    assert sentences({"CHUANGCHENG_HOME": str(tmp_path)}) == [NO_HOME.format(tmp_path)]


@pytest.mark.parametrize(
    "address",
    [
        "https://chuangcheng.example",
        "https://Xn--55qx5d.EXAMPLE:8443/",
        "http://192.0.2.7",
        "https://[2001:db8::1]:8443",
    ],
)
def test_a_host_or_an_ip_address_is_an_address(address: str, tmp_path: Path) -> None:
    found = read(tmp_path, PUBLIC_URL=address).public_url
    assert found is not None
    assert found.hostname


@pytest.mark.parametrize("content", [b"", b" \n", "鑰匙".encode()])
def test_a_key_file_without_a_key_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "secret_key"
    file.write_bytes(content)
    [told] = sentences({"CHUANGCHENG_HOME": str(tmp_path)})
    assert told.startswith(f"SECRET_KEY: the file {file} does not hold a key")
    assert file.read_bytes() == content


def test_who_only_looks_creates_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, **{env.LOOK_ONLY: "1"})
    assert found.home == tmp_path / "state"
    assert len(found.secret_key) >= KEY_LENGTH
    assert list(tmp_path.iterdir()) == []
    kept = read(tmp_path).secret_key
    assert read(tmp_path, **{env.LOOK_ONLY: "1"}).secret_key == kept


@pytest.mark.parametrize("value", ["postgres:///name", "postgresql://user:pw@db.example:5432/name"])
def test_a_postgresql_address_is_taken_as_it_is(tmp_path: Path, value: str) -> None:
    assert read(tmp_path, DATABASE_URL=value).database_url == value
