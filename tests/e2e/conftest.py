"""A browser on the real site. Every journey also proves that no request leaves the machine."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.e2e.site import Site, host_of, running_site

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
FLAGS = [
    "--no-sandbox",  # chromium refuses to run as root without it
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever a page might ask elsewhere fails at once, and is seen below.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
REPORT_VIOLATIONS = """
window.policyViolations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.policyViolations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


@dataclass
class Watch:
    """What browsers did during one test: hosts asked, complaints of pages."""

    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)
    meant: list[str] = field(default_factory=list)
    """Parts of complaints that the test provokes."""

    def request(self, url: str) -> None:
        host = host_of(url)
        if host is not None:
            self.hosts.add(host)

    def console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def unexpected(self) -> list[str]:
        """Return the complaints that the test does not provoke."""
        return [text for text in self.complaints if not any(part in text for part in self.meant)]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The running site with the demonstration in it."""
    with running_site(tmp_path_factory.mktemp("state")) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, or the one that CHROMIUM names."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if program is None:
        pytest.fail("chromium is missing: install Debian's package of that name")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Watches every page of the test and holds it to the two promises at the end."""
    watching = Watch()
    yield watching
    assert watching.hosts <= {"127.0.0.1"}, "a request left the machine"
    assert watching.unexpected() == []


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(site: Site, browser: Browser, watch: Watch) -> Iterator[OpenPage]:
    """Returns a function that opens a path in a browser of its own.

    Keyword arguments are Playwright's for a context: viewport, locale, color_scheme, …
    """
    contexts: list[BrowserContext] = []

    def opened(path: str, **options: Any) -> Page:  # noqa: ANN401 - Playwright's own arguments
        chosen = {"viewport": DESKTOP, "locale": "zh-TW", **options}
        context = browser.new_context(base_url=site.url, **chosen)
        contexts.append(context)
        context.add_init_script(REPORT_VIOLATIONS)
        page = context.new_page()
        page.on("request", lambda request: watch.request(request.url))
        page.on("websocket", lambda socket: watch.request(socket.url))
        page.on("console", watch.console)
        page.on("pageerror", lambda error: watch.complaints.append(str(error)))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        for page in context.pages:
            if chosen_scripts(page):
                watch.complaints += page.evaluate("window.policyViolations ?? []")
        context.close()


def chosen_scripts(page: Page) -> bool:
    """Tell whether scripts run on the page."""
    return bool(page.evaluate("Array.isArray(window.policyViolations)"))


@pytest.fixture(scope="session")
def pages(site: Site) -> dict[str, str]:
    """One address for every kind of page, by its route."""
    return site.pages()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, from the front end's development packages."""
    path = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
    return path.read_text("utf-8")
