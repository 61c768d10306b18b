"""What somebody sees before they know the program: the way in, on a desk and in a hand."""

import pytest
from playwright.sync_api import FloatRect, Page, expect

from tests.e2e.conftest import DESKTOP, PHONE, OpenPage


def box(page: Page, selector: str) -> FloatRect:
    found = page.locator(selector).first.bounding_box()
    assert found is not None, f"{selector} is not in sight"
    return found


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_strangers_see_the_way_in_without_opening_a_menu(
    open_page: OpenPage, size: dict[str, int]
) -> None:
    page = open_page("/", viewport=size)
    page.locator("header").get_by_role("link", name="登錄", exact=True).click()
    page.wait_for_url("**/sign-in/")
    expect(page.get_by_label("登錄名")).to_be_visible()


def test_accounts_to_try_stand_beside_the_form(open_page: OpenPage) -> None:
    page = open_page("/sign-in/")
    form, trials = box(page, ".sign-in form"), box(page, ".ac-trials")
    assert trials["x"] > form["x"] + form["width"]
    assert box(page, ".sign-in-columns")["height"] < DESKTOP["height"]
    columns = page.locator(".ac-trials").evaluate(
        "list => new Set([...list.children].map((item) => item.offsetLeft)).size"
    )
    assert columns == 3


@pytest.mark.parametrize("width", [800, 1100, 1279, 1280, 1440])
def test_the_english_header_keeps_its_lines(open_page: OpenPage, width: int) -> None:
    page = open_page("/sign-in/?as=office", locale="en", viewport={"width": width, "height": 900})
    password = page.locator(".ac-password").inner_text()
    page.get_by_label("Password", exact=True).fill(password)
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/home/")
    tops = page.locator(".site-nav li").evaluate_all("all => all.map((item) => item.offsetTop)")
    assert len(set(tops)) == 1, "the navigation wraps"
    brand, bell = box(page, ".brand"), box(page, ".bell")
    assert brand["y"] < bell["y"] + bell["height"] / 2 < brand["y"] + brand["height"]
