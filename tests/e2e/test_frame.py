"""Journeys through the frame: keyboard, language, appearance, phone menu, without scripts."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, OpenPage
from tests.e2e.site import Site

LIBRARY = "/frameworks/"
DARK_PAPER = "rgb(20, 24, 26)"
LIGHT_PAPER = "rgb(246, 245, 241)"


def paper(page: Page) -> str:
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour


def test_the_first_tab_skips_to_the_content(open_page: OpenPage) -> None:
    page = open_page(LIBRARY)
    page.keyboard.press("Tab")
    skip = page.locator(".skip-link")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_focus_can_be_seen_wherever_it_goes(open_page: OpenPage) -> None:
    page = open_page(LIBRARY)
    seen = set()
    for _ in range(15):
        page.keyboard.press("Tab")
        name, style, width = page.evaluate(
            "() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return [e.outerHTML.slice(0, 80), s.outlineStyle, parseFloat(s.outlineWidth)]; }"
        )
        assert style == "solid", name
        assert width >= 2, name
        seen.add(name)
    assert len(seen) > 8


def test_the_language_is_switched_in_place_and_kept(open_page: OpenPage) -> None:
    page = open_page(f"{LIBRARY}#content")
    html = page.locator("html")
    expect(html).to_have_attribute("lang", "zh-Hant")
    expect(page.locator(".brand-name")).to_have_text("創城")
    page.get_by_role("button", name="简体中文").click()
    expect(html).to_have_attribute("lang", "zh-Hans")
    expect(page.locator(".brand-name")).to_have_text("创城")
    assert page.url.endswith(f"{LIBRARY}#content")
    page.goto("/")
    expect(html).to_have_attribute("lang", "zh-Hans")
    page.get_by_role("button", name="English").click()
    expect(page.locator(".brand-name")).to_have_text("Chuangcheng")
    expect(page.get_by_role("button", name="English")).to_have_attribute("aria-current", "true")


def test_a_mainland_browser_gets_simplified_characters(open_page: OpenPage) -> None:
    page = open_page(LIBRARY, locale="zh-CN")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_the_appearance_follows_the_device_until_one_is_chosen(open_page: OpenPage) -> None:
    page = open_page(LIBRARY, color_scheme="light")
    assert paper(page) == LIGHT_PAPER
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    assert paper(page) == DARK_PAPER
    page.get_by_role("button", name="淺色").click()
    assert paper(page) == LIGHT_PAPER
    page.reload()
    assert paper(page) == LIGHT_PAPER
    expect(page.get_by_role("button", name="淺色")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="跟隨設備").click()
    assert paper(page) == DARK_PAPER


def test_the_appearance_is_right_before_anything_is_painted(open_page: OpenPage) -> None:
    page = open_page(LIBRARY, color_scheme="light")
    page.get_by_role("button", name="深色").click()
    page.add_init_script(
        "new MutationObserver((_, watching) => { if (!document.body) return;"
        " window.whenBodyCame = document.documentElement.dataset.bsTheme;"
        " watching.disconnect(); }).observe(document, {childList: true, subtree: true});"
    )
    page.reload()
    assert page.evaluate("window.whenBodyCame") == "dark"


def test_the_phone_has_a_menu(open_page: OpenPage) -> None:
    page = open_page(LIBRARY, viewport=PHONE)
    navigation = page.get_by_role("navigation", name="主導航")
    expect(navigation).to_be_hidden()
    page.locator(".site-menu summary").click()
    expect(navigation).to_be_visible()
    expect(navigation.get_by_role("link", name="測評體系")).to_be_visible()
    expect(page.get_by_role("button", name="English")).to_be_visible()


def test_the_frame_works_without_scripts(open_page: OpenPage) -> None:
    page = open_page(LIBRARY, java_script_enabled=False, viewport=PHONE, color_scheme="dark")
    assert paper(page) == DARK_PAPER
    page.locator(".site-menu summary").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator(".site-menu summary").click()
    expect(page.locator("[data-appearance]")).to_be_hidden()


def test_the_demonstration_says_so(open_page: OpenPage) -> None:
    page = open_page(LIBRARY)
    expect(page.get_by_role("complementary", name="演示")).to_be_visible()


def test_a_missing_page_says_what_to_do(site: Site) -> None:
    answer = site.get("/nowhere/", **{"Accept-Language": "zh-CN"})
    assert answer.status == 404
    assert "找不到这个页面" in answer.body.decode()


def test_built_files_are_compressed_and_kept_for_ever(site: Site) -> None:
    page = site.get("/frameworks/").body.decode()
    files = re.findall(r'"(/static/shell/dist/assets/main-[^"]+)"', page)
    assert {file.rpartition(".")[2] for file in files} == {"css", "js"}
    for file in files:
        answer = site.get(file, **{"Accept-Encoding": "br"})
        assert answer.status == 200
        assert answer.headers["content-encoding"] == "br"
        assert "immutable" in answer.headers["cache-control"]
