"""Commands that need Django, each in a process and state folder of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from chuangcheng.domain.errors import Refused
from chuangcheng.entrypoints.cli import serving
from tests.entrypoints.cli.conftest import COUNTY, Run, clean_environment

PATIENCE = 30


@pytest.fixture
def built(tmp_path: Path) -> dict[str, str]:
    """An environment in which the front end counts as built."""
    folder = tmp_path / "dist"
    folder.mkdir()
    entry = {"file": "assets/x.js", "isEntry": True, "css": []}
    manifest = {f"src/{name}.ts": {**entry, "name": name} for name in ("main", "theme")}
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    return {
        "DJANGO_SETTINGS_MODULE": "tests.entrypoints.cli.served_settings",
        "TEST_FRONT_END": str(folder),
    }


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(
    folder: Path, environment: dict[str, str], *arguments: str
) -> Iterator[subprocess.Popen[str]]:
    """Run a server until the block ends; its output is read after it stopped."""
    server = subprocess.Popen(
        [sys.executable, "-m", "chuangcheng", *arguments],
        cwd=folder,
        env=clean_environment(folder, **environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        yield server
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)  # the server's own processes as well
        server.communicate()


def page(port: int, server: subprocess.Popen[str], path: str = "/frameworks/") -> str:
    """Return a page, waiting for the server to come up."""
    last: Exception | None = None
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert server.poll() is None, server.communicate()[0]
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
                text: str = answer.read().decode()
                return text
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{path}: {error.code}") from error
        except OSError as error:
            last = error
            time.sleep(0.1)
    raise AssertionError(last)


def stopped(server: subprocess.Popen[str]) -> str:
    """Stop a server as Ctrl-C does and return what it printed."""
    server.send_signal(signal.SIGINT)
    output, _ = server.communicate(timeout=PATIENCE)
    assert server.returncode == 0
    assert "Traceback" not in output
    return output


def test_a_new_installation_is_migrated_then_served(
    process: Run, built: dict[str, str], tmp_path: Path
) -> None:
    refused = process("serve", **built)
    assert refused.code == 1
    assert "chuangcheng migrate" in refused.err
    assert process("migrate", "--check", **built).code == 1
    done = process("migrate", **built)
    assert (done.code, done.err) == (0, "")
    assert "frameworks.0001" in done.out
    assert process("migrate", "--check", **built).out == "The database is up to date.\n"
    port = free_port()
    with running(tmp_path, built, "serve", "--port", str(port)) as server:
        assert "<html" in page(port, server)
        taken = process("serve", "--port", port, **built)
        assert taken.code == 1
        assert f"port {port}" in taken.err
        assert f"Serving http://127.0.0.1:{port}/" in stopped(server)


def test_an_unsafe_address_is_refused_with_every_reason(
    process: Run, built: dict[str, str]
) -> None:
    process("migrate", **built)
    answer = process("serve", "--host", "0.0.0.0", DEMO="1", **built)  # noqa: S104 - refused
    assert (answer.code, answer.out) == (1, "")
    assert "Demonstration mode is on" in answer.err
    assert "PUBLIC_URL is not set" in answer.err
    chinese = process("serve", "--host", "0.0.0.0", LANG="zh_TW", **built)  # noqa: S104 - refused
    lines = chinese.err.splitlines()
    assert lines[0] == "沒有啟動：不能在 0.0.0.0 上提供訪問，因為："
    assert lines[1].startswith("未設置 PUBLIC_URL。")
    assert len(lines) == 2


def test_the_demonstration_starts_twice_and_keeps_to_itself(
    process: Run, built: dict[str, str], tmp_path: Path
) -> None:
    environment = {**built, "CHUANGCHENG_HOME": ""}
    first = process("demo", "--no-serve", **environment)
    assert (first.code, first.err) == (0, "")
    assert (tmp_path / "var/demo/db.sqlite3").is_file()
    assert not (tmp_path / "var/db.sqlite3").exists()
    port = free_port()
    began = time.monotonic()
    with running(tmp_path, environment, "demo", "--port", str(port)) as server:
        text = page(port, server)
        taken = time.monotonic() - began
        output = stopped(server)
    assert "county-suggested" in text or "文明縣城" in text
    assert f"http://127.0.0.1:{port}/" in output
    assert "Sign in as office" in output
    assert taken < 15  # the bar is 5 s on a quiet machine; test machines are busy


@pytest.mark.parametrize("variable", ["DATABASE_URL", "DATABASE_URL_FILE"])
def test_the_demonstration_never_touches_a_real_database(variable: str, process: Run) -> None:
    answer = process("demo", "--no-serve", **{variable: "postgres://db.example/real"})
    assert answer.code == 1
    assert "DATABASE_URL" in answer.err


def test_the_demonstration_never_touches_a_real_folder(process: Run, tmp_path: Path) -> None:
    assert process("migrate").code == 0
    before = (tmp_path / "var/db.sqlite3").read_bytes()
    answer = process("demo", "--no-serve")
    assert answer.code == 1
    assert str(tmp_path / "var") in answer.err
    assert (tmp_path / "var/db.sqlite3").read_bytes() == before


def test_the_doctor_tells_what_to_mend(process: Run, built: dict[str, str]) -> None:
    sick = process("doctor", **built)
    assert sick.code == 1
    assert "Run: chuangcheng migrate" in sick.out
    process("migrate", **built)
    well = process("doctor", **built)
    assert (well.code, well.err) == (0, "")
    assert "Fit for use" in well.out
    assert "CHUANGCHENG_HOME" in well.out


def test_the_doctor_only_looks(process: Run, tmp_path: Path) -> None:
    answer = process("doctor", CHUANGCHENG_HOME="")
    assert "CHUANGCHENG_HOME" in answer.out
    assert process("doctor").code == 1
    assert list(tmp_path.iterdir()) == []


def test_a_new_installation_is_told_how_to_fill_its_library(process: Run) -> None:
    assert "framework load county-suggested" in process("migrate").out
    steps = json.loads(process("migrate", "--check", "--json").out)
    assert steps == {"steps": [], "applied": False}
    loaded = process("framework", "load", "county-suggested")
    assert (loaded.code, loaded.err) == (0, "")
    assert "has been loaded" in loaded.out
    assert "nothing was changed" in process("framework", "load", "county-suggested").out
    assert process("migrate").out == "The database is up to date.\n"


def test_a_changed_edition_under_the_same_version_is_refused(process: Run, tmp_path: Path) -> None:
    assert process("framework", "load", "county-suggested").code == 1  # no tables yet
    process("migrate")
    process("framework", "load", "county-suggested")
    text = COUNTY.read_text("utf-8").replace("weights_status: suggested", "weights_status: example")
    (tmp_path / "changed.yaml").write_text(text, "utf-8")
    answer = process("framework", "load", "changed.yaml")
    assert (answer.code, answer.out) == (1, "")
    assert "other content" in answer.err


UNUSABLE = [
    {"DATABASE_URL": "postgres://a:b@127.0.0.1:1/x"},
    {"DATABASE_URL": "postgres://a:b@127.0.0.1:1/x?foo=bar"},
    {"DATABASE_URL": "postgres://a:b@127.0.0.1:1/x?isolation_level=9"},
    {"CHUANGCHENG_HOME": "garbage"},
    {"CHUANGCHENG_HOME": "keyless"},
]


@pytest.mark.parametrize("environment", UNUSABLE)
@pytest.mark.parametrize(
    "command", [["migrate"], ["serve"], ["framework", "load", "county-suggested"]]
)
def test_what_cannot_be_used_is_said_with_a_remedy(
    command: list[str], environment: dict[str, str], process: Run, tmp_path: Path
) -> None:
    for folder in ("garbage", "keyless"):
        (tmp_path / folder).mkdir(mode=0o700)
    (tmp_path / "garbage/db.sqlite3").write_text("no database\n" * 99, "ascii")
    (tmp_path / "keyless/secret_key").write_text("鑰匙", "utf-8")
    answer = process(*command, **environment)
    assert answer.code == 1
    assert "error of its own" not in answer.err
    assert "Traceback" not in answer.err
    assert "Project-Id-Version" not in answer.err
    remedies = ("Check DATABASE_URL", "Check the rights to the file", "Delete the file")
    assert any(remedy in answer.err for remedy in remedies)


def test_the_demonstration_speaks_the_language_asked_for(process: Run) -> None:
    answer = process("demo", "--no-serve", "--lang", "en", CHUANGCHENG_HOME="", LANG="zh_TW")
    assert answer.code == 0
    assert "frameworks of the demonstration" in answer.out


def test_the_doctor_speaks_to_programs(process: Run, built: dict[str, str]) -> None:
    process("migrate", **built)
    answer = process("doctor", "--json", SECRET_KEY="k3y" * 3 + "-abcdefgh" * 6, **built)
    document = json.loads(answer.out)
    assert answer.code == 0
    assert document["safe"] is True
    states = {one["check"]: one["state"] for one in document["checks"]}
    assert states["database"] == "ok"
    assert states["public_url"] == "warn"
    variables = {one["variable"]: one for one in document["environment"]}
    assert variables["SECRET_KEY"]["state"] == "set"
    assert "k3y" not in answer.out  # a secret is never shown


@pytest.mark.parametrize("command", ["doctor", "serve", "migrate"])
def test_a_half_filled_environment_is_named(command: str, process: Run) -> None:
    answer = process(command, PUBLIC_URL="not an address", DEBUG="perhaps")
    assert answer.code == 1
    said = answer.out + answer.err
    assert "PUBLIC_URL" in said
    assert "DEBUG" in said
    assert "Traceback" not in said


def test_a_folder_that_cannot_be_made_is_named(process: Run, tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file", "utf-8")
    for command in (["doctor"], ["migrate"], ["demo", "--no-serve"]):
        answer = process(*command)
        assert answer.code == 1
        assert "CHUANGCHENG_HOME" in answer.out + answer.err
        assert "Traceback" not in answer.err


# --- addresses and ports --------------------------------------------------------------------------


def refused_port(host: str, port: int) -> str:
    with pytest.raises(Refused) as caught:
        serving.check_port(host, port)
    return caught.value.faults[0].code


def test_a_free_port_is_taken_for_free() -> None:
    serving.check_port("127.0.0.1", free_port())


def test_a_port_that_is_taken_is_named() -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert refused_port("127.0.0.1", other.getsockname()[1]) == "serve.port_taken"


@pytest.mark.parametrize("host", ["192.0.2.7", "no.such.host.invalid", "300.1.1.1", "a" * 300])
def test_an_address_of_another_machine_is_named(host: str) -> None:
    assert refused_port(host, 8000) == "serve.no_address"


def test_a_port_for_superusers_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(socket.socket, "bind", refuse)
    assert refused_port("127.0.0.1", 80) == "serve.port_forbidden"


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/"),
        ("0.0.0.0", "http://127.0.0.1:8000/"),  # noqa: S104 - a text, nothing is bound
        ("::", "http://[::1]:8000/"),
        ("::1", "http://[::1]:8000/"),
        ("county.example", "http://county.example:8000/"),
    ],
)
def test_the_address_printed_is_one_to_click(host: str, address: str) -> None:
    assert serving.address_of(host, 8000) == address
