"""The framework library in a browser: reading, finding, folding, printing; pictures of every page.

The pictures go to test-results/framework-library/, which git ignores, for a person to look at.
"""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESKTOP, PHONE, OpenPage

LIBRARY = "/frameworks/"
COUNTY = "/frameworks/county-suggested/2026.1/"
PICTURES = Path(__file__).parents[2] / "test-results" / "framework-library"
PAGES = {
    "library": LIBRARY,
    "edition": COUNTY,
    "filtered": f"{COUNTY}?method=survey",
    "criterion": f"{COUNTY}criteria/Ⅲ-84/",
    "sites": f"{COUNTY}sites/",
    "questions": f"{COUNTY}questions/",
    "negative": f"{COUNTY}negative/",
    "departments": f"{COUNTY}departments/",
}
LOCALES = {"zh-TW": "Hant", "zh-CN": "Hans", "en": "en"}
SIZES = {"desktop": DESKTOP, "phone": PHONE}
THUMB = 38
"""Pixels a line must be high on a phone."""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("locale", LOCALES)
def test_pictures_for_a_person_to_look_at(open_page: OpenPage, locale: str, size: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    page = open_page(LIBRARY, locale=locale, viewport=SIZES[size])
    for name, path in PAGES.items():
        page.goto(path)
        expect(page.locator("h1")).to_be_visible()
        picture = PICTURES / f"{name}-{LOCALES[locale]}-{SIZES[size]['width']}.png"
        page.screenshot(path=picture)
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"], path


def criteria(page: Page) -> list[str]:
    """Return the codes of the criteria that can be seen."""
    codes: list[str] = page.evaluate(
        "[...document.querySelectorAll('.fw-criterion')]"
        ".filter(e => e.checkVisibility()).map(e => e.id)"
    )
    return codes


@pytest.fixture
def county(open_page: OpenPage) -> Page:
    return open_page(COUNTY)


def test_from_the_library_to_a_criterion_and_on(open_page: OpenPage) -> None:
    page = open_page(LIBRARY)
    page.get_by_role("link", name="查看測評體系 文明縣城測評體系").click()
    page.locator("[id='Ⅲ-84'] > summary").click()
    page.locator("[id='Ⅲ-84'] .fw-more a").click()
    expect(page).to_have_url(re.compile(quote("/criteria/Ⅲ-84/") + "$"))
    page.locator(".fw-following").click()
    expect(page.locator("h1")).to_contain_text("商業廣告")
    page.get_by_role("link", name="Ⅱ-20").click()
    expect(page.locator("[id='Ⅱ-20'] > summary")).to_be_in_viewport()


def test_all_150_are_seen_at_once(county: Page) -> None:
    assert len(criteria(county)) == 150


@pytest.mark.parametrize("words", ["見義勇為", "见义勇为", "Ⅲ-83"])
def test_typing_narrows_the_tree_in_either_script(county: Page, words: str) -> None:
    county.locator("[data-tree-filter]").fill(words)
    expect(county.locator("[data-tree-count]")).to_contain_text("1")
    assert criteria(county) == ["Ⅲ-83"]
    county.locator("[data-tree-filter]").fill("")
    expect(county.locator("[id='Ⅲ-1']")).to_be_visible()


@pytest.mark.parametrize(
    "words",
    [
        "见义勇为",
        "Ⅲ-43",
        "III-43",
        "iii-43",
        "ⅲ-43",
        "ＩＩＩ－４３",
        "II-3",
        "政務服務效能",
        "公益廣告 街道",
    ],
)
def test_the_same_words_sent_to_the_server_find_the_same(county: Page, words: str) -> None:
    county.locator("[data-tree-filter]").fill(words)
    expect(county.locator("[data-tree-count]")).not_to_be_empty()
    typed = criteria(county)
    assert 0 < len(typed) < 150
    expect(county.locator("[data-tree-count]")).to_contain_text(str(len(typed)))
    county.locator("[data-tree-filter]").press("Enter")
    expect(county).to_have_url(re.compile("q="))
    expect(county.get_by_role("link", name="顯示全部")).to_be_visible()
    assert criteria(county) == typed


def test_no_sum_of_what_is_hidden_is_shown(county: Page) -> None:
    points = county.locator("[id='Ⅰ-1'] > summary .fw-points")
    expect(points).to_be_visible()
    county.locator("[data-tree-filter]").fill("Ⅲ-1 ")
    expect(points).to_be_hidden()
    county.locator("[data-tree-filter]").fill("")
    expect(points).to_be_visible()
    county.goto(f"{COUNTY}?q=理論學習中心組")
    expect(points).to_have_text("0.5")


def test_an_edition_can_be_taken_home_as_a_file(county: Page) -> None:
    with county.expect_download() as download:
        county.get_by_role("link", name="下載本體系").click()
    assert download.value.suggested_filename == "county-suggested-2026.1.edition.yaml"
    written = download.value.path().read_text("utf-8")
    assert written.startswith("format: chuangcheng.edition.v1\ncode: county-suggested\n")


def test_choosing_a_department_counts_at_once(county: Page) -> None:
    county.evaluate("window.sameDocument = true")
    county.locator("select[name=department]").select_option("parks")
    expect(county).to_have_url(re.compile("department=parks"))
    expect(county.locator("[data-tree-count]")).to_contain_text("150")
    assert criteria(county) == ["Ⅲ-125", "Ⅲ-126", "Ⅲ-127", "Ⅲ-128"]
    assert county.evaluate("window.sameDocument"), "only the tree was fetched"
    county.get_by_role("button", name="只看大綱").click()
    assert criteria(county) == [], "the new tree folds as well"
    assert "open=" not in county.url
    county.go_back()
    expect(county.locator("[id='Ⅲ-1']")).to_be_visible()


def test_the_outline_and_everything(county: Page) -> None:
    county.get_by_role("button", name="只看大綱").click()
    assert criteria(county) == []
    expect(county.locator("[id='Ⅰ-7'] > summary")).to_be_visible()
    county.get_by_role("button", name="全部展開").click()
    expect(county.locator("[id='Ⅲ-1'] .fw-rule").first).to_be_visible()
    assert "open=" not in county.url, "scripts need not ask the server"


def test_a_link_to_a_criterion_opens_it(open_page: OpenPage) -> None:
    page = open_page(f"{COUNTY}?open=outline#Ⅲ-84")
    expect(page.locator("[id='Ⅲ-84'] .fw-rule").first).to_be_in_viewport()


def test_everything_works_without_scripts(open_page: OpenPage) -> None:
    page = open_page(COUNTY, java_script_enabled=False)
    page.locator("select[name=method]").select_option("overall")
    page.get_by_role("button", name="篩選").click()
    expect(page.locator(".fw-criterion")).to_have_count(1)
    page.get_by_role("button", name="全部展開").click()
    expect(page.locator("[id='Ⅲ-150'] .fw-rule")).to_be_visible()
    page.get_by_role("link", name="顯示全部").click()
    expect(page.locator(".fw-criterion")).to_have_count(150)
    page.locator("[id='Ⅲ-2'] > summary").click()
    expect(page.locator("[id='Ⅲ-2'] .fw-rule").first).to_be_visible()


def test_a_thumb_can_use_the_tree(open_page: OpenPage) -> None:
    page = open_page(COUNTY, viewport=PHONE, has_touch=True, is_mobile=True)
    heights: list[float] = page.evaluate(
        "[...document.querySelectorAll('.fw-tree summary')]"
        ".map(e => e.getBoundingClientRect().height)"
    )
    assert min(heights) >= THUMB
    page.locator("[id='Ⅲ-3'] > summary").tap()
    expect(page.locator("[id='Ⅲ-3'] .fw-rule").first).to_be_visible()


def test_paper_shows_every_rule(county: Page) -> None:
    county.emulate_media(media="print")
    shown = county.evaluate(
        "[...document.querySelectorAll('.fw-criterion')]"
        ".every(e => e.querySelector('.fw-rule').getBoundingClientRect().height > 0)"
    )
    assert shown
    expect(county.locator(".fw-tools")).to_be_hidden()


def test_back_and_forth_is_answered_from_what_the_browser_holds(county: Page) -> None:
    with county.expect_response(lambda answer: answer.url.endswith(COUNTY)) as again:
        county.goto(COUNTY)
    assert again.value.status in {200, 304}
    assert again.value.headers["cache-control"] == "private, no-cache"
