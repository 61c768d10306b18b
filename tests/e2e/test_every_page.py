"""What holds for every kind of page that links lead to."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import DESKTOP, PHONE, OpenPage, Watch
from tests.e2e.site import Site

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROWEST = {"width": 320, "height": 640}
BROKEN_PAGES = ["/nowhere/", "/language/"]


def violations(page: Page, axe: str) -> list[str]:
    """Return what axe-core finds wrong with a page, one line for each rule."""
    page.evaluate(axe)
    result: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
    )
    assert result["passes"], "axe-core did not look at the page"
    return [
        f"{found['id']}: {found['help']}: {[node['target'] for node in found['nodes']][:5]}"
        for found in result["violations"]
    ]


def test_links_lead_to_the_library(pages: dict[str, str]) -> None:
    assert "frameworks/" in pages
    assert len(pages) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_no_fault(
    pages: dict[str, str], open_page: OpenPage, axe: str, scheme: str, size: dict[str, int]
) -> None:
    page = open_page("/", color_scheme=scheme, viewport=size)
    found = {}
    for path in pages.values():
        page.goto(path)
        found[path] = violations(page, axe)
    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.parametrize("locale", ["zh-TW", "zh-CN", "en"])
def test_no_page_scrolls_sideways(pages: dict[str, str], open_page: OpenPage, locale: str) -> None:
    wide = {}
    for size in (PHONE, NARROWEST):
        page = open_page("/", viewport=size, locale=locale)
        for path in pages.values():
            page.goto(path)
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > size["width"]:
                wide[path] = width
    assert wide == {}


def test_every_page_prints(pages: dict[str, str], open_page: OpenPage) -> None:
    page = open_page("/", color_scheme="dark")
    for path in pages.values():
        page.goto(path)
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == (
            "rgb(255, 255, 255)"
        )
        assert not page.locator(".site-tools").is_visible()
        assert page.pdf(format="A4").startswith(b"%PDF")
        page.emulate_media(media="screen")


@pytest.mark.parametrize("path", BROKEN_PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_error_pages_are_as_good(
    open_page: OpenPage, watch: Watch, axe: str, path: str, scheme: str
) -> None:
    watch.meant += ["Failed to load resource"]  # the browser's remark on the status
    page = open_page(path, color_scheme=scheme, viewport=PHONE)
    if page.locator("h1").count():
        assert violations(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_every_page_is_protected(site: Site, pages: dict[str, str]) -> None:
    for path in [*pages.values(), *BROKEN_PAGES]:
        headers = site.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff"
