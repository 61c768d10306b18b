"""The real site, started as an installation starts it, and a plain way to ask it for pages."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.urls import resolve

TREE = Path(__file__).parents[2]
START_WITHIN_SECONDS = 30
LINK = re.compile(r'href="(/[^"#?]*)["#?]')


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers in lower case, and body of one request."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Site:
    """A running site at ``url``, e.g. ``http://127.0.0.1:40321``, and what it was started with."""

    url: str
    environment: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a path without a browser."""
        parts = urlsplit(self.url)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, found, answer.read())
        finally:
            connection.close()

    def pages(self) -> dict[str, str]:
        """Return one address for every kind of page that links lead to, by its route."""
        found: dict[str, str] = {}
        waiting = ["/"]
        while waiting:
            path = waiting.pop(0)
            route = resolve(unquote(path)).route
            if route in found:
                continue
            answer = self.get(path)
            if answer.status == 302:
                waiting.append(answer.headers["location"])
                continue
            if not answer.headers.get("content-type", "").startswith("text/html"):
                continue
            found[route] = path
            links = LINK.findall(answer.body.decode())
            waiting += [link for link in links if not link.startswith("/static/")]
        return found


@contextmanager
def running_site(home: Path) -> Iterator[Site]:
    """Run the site on a free port with its state in ``home`` and the demonstration in it."""
    environment = {
        **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
        "CHUANGCHENG_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "chuangcheng.config.settings",
        "DEMO": "1",
        "LOG_LEVEL": "WARNING",
    }
    for command in ("migrate", "load_demonstration"):
        subprocess.run(
            [sys.executable, "-m", "django", command, "--verbosity", "0"],
            env=environment,
            cwd=TREE,
            check=True,
        )
    with served(environment) as site:
        yield site


@contextmanager
def served(environment: dict[str, str]) -> Iterator[Site]:
    """Serve an installation that is there on a free port."""
    port = _free_port()
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-log"),
            *("--host", "127.0.0.1", "--port", str(port)),
            "chuangcheng.config.wsgi:application",
        ],
        env=environment,
        cwd=TREE,
    )
    try:
        site = Site(f"http://127.0.0.1:{port}", environment)
        _wait_for(site, server)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=10)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_for(site: Site, server: subprocess.Popen[bytes]) -> None:
    """Return when the site is ready; raise RuntimeError where it is not in time, saying why."""
    last = "no answer"
    for _ in range(START_WITHIN_SECONDS * 10):
        if server.poll() is not None:
            raise RuntimeError(f"the server stopped with exit code {server.returncode}")
        try:
            answer = site.get("/readyz")
        except OSError:
            time.sleep(0.1)
            continue
        if answer.status == 200:
            return
        last = answer.body.decode()
        time.sleep(0.1)
    raise RuntimeError(f"the site is not ready: {last}")


def host_of(url: str) -> str | None:
    """Return the host of an address that goes over a network, None for data: and the like."""
    parts = urlsplit(url)
    return parts.hostname if parts.scheme in {"http", "https", "ws", "wss", "ftp"} else None
