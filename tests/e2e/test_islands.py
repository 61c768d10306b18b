"""The scripts of the pages: trees, links to copy, and the two libraries under the strict policy."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.conftest import OpenPage

PLACE = "/frameworks/"
TREE = """
<section class="tree" data-tree aria-label="樹">{tools}<ul class="tree-list">
<li><details class="tree-node" id="n-1"><summary>甲 環境</summary><ul class="tree-list">
  <li><details class="tree-node" id="n-11"><summary>乙 道路</summary><ul class="tree-list">
    <li><div class="tree-leaf" id="n-111" data-search="阶砖">丙 路面平整</div></li>
    <li><div class="tree-leaf" id="n-112">丁 Ａ級路燈</div></li>
  </ul></details></li></ul></details></li>
<li><details class="tree-node" id="n-2"><summary>戊 秩序</summary><ul class="tree-list">
  <li><div class="tree-leaf" id="n-21">己 停車</div></li></ul></details></li>
</ul></section>
"""
TOOLS = """
<div data-tree-tools hidden><input type="search" data-tree-filter aria-label="篩選">
<span role="status" data-tree-count data-some="找到 {n} 條" data-none="沒有找到"></span>
<button type="button" data-tree-open>展開</button>
<button type="button" data-tree-close>收起</button>
</div>
"""
Show = Callable[..., Page]


@pytest.fixture
def show(open_page: OpenPage) -> Show:
    """Returns a function that puts markup into the content of a real page, policy and all."""

    def shown(markup: str, fragment: str = "", **options: bool) -> Page:
        page = open_page("/healthz", **options)

        def answer(route: Route) -> None:
            response = route.fetch()
            text = response.text().replace("</h1>", f"</h1>{markup}", 1)
            route.fulfill(response=response, body=text)

        page.route(f"**{PLACE}", answer)
        page.goto(PLACE + fragment)
        if "hx-" in markup or "x-data" in markup:
            # htmx and Alpine are fetched after the page; a click before that would reach nobody.
            page.wait_for_load_state("networkidle")
        return page

    return shown


@pytest.fixture
def tree(show: Show) -> Page:
    """A page with a small tree."""
    return show(TREE.format(tools=TOOLS))


def open_nodes(page: Page) -> list[str]:
    """Return the ids of the open branches of the small tree."""
    ids: list[str] = page.evaluate(
        "[...document.querySelectorAll('[aria-label=樹] details[open]')].map(e => e.id)"
    )
    return ids


def visible(page: Page) -> list[str]:
    """Return the first signs of the lines that can be seen."""
    lines: list[str] = page.evaluate(
        "[...document.querySelectorAll('[aria-label=樹] summary, [aria-label=樹] .tree-leaf')]"
        ".filter(e => e.checkVisibility({contentVisibilityAuto: true})).map(e => e.textContent[0])"
    )
    return lines


def test_all_branches_open_and_close(tree: Page) -> None:
    tree.get_by_role("button", name="展開").click()
    assert open_nodes(tree) == ["n-1", "n-11", "n-2"]
    tree.get_by_role("button", name="收起").click()
    assert open_nodes(tree) == []


def test_the_filter_shows_what_is_found_and_the_way_to_it(tree: Page) -> None:
    field = tree.get_by_role("searchbox", name="篩選")
    status = tree.locator("[data-tree-count]")
    field.fill("路面")
    expect(status).to_have_text("找到 1 條")
    assert visible(tree) == ["甲", "乙", "丙"]
    field.fill("a級")  # full-width and capital in the page
    expect(tree.locator("#n-112")).to_be_visible()
    assert visible(tree) == ["甲", "乙", "丁"]
    field.fill("阶砖")  # a word the page does not show
    expect(tree.locator("#n-111")).to_be_visible()
    field.fill("秩序")
    expect(tree.locator("#n-2")).to_be_visible()
    assert visible(tree) == ["戊", "己"]
    tree.locator("#n-2 > summary").click()
    assert visible(tree) == ["戊"]
    field.fill("鯨魚")
    expect(status).to_have_text("沒有找到")


def test_escape_brings_the_tree_back_as_it_was(tree: Page) -> None:
    tree.locator("#n-2 > summary").click()
    field = tree.get_by_role("searchbox", name="篩選")
    field.fill("路燈")
    expect(tree.locator("#n-112")).to_be_visible()
    field.press("Escape")
    expect(field).to_have_value("")
    assert open_nodes(tree) == ["n-2"]
    assert visible(tree) == ["甲", "戊", "己"]


def test_arrows_walk_the_tree(tree: Page) -> None:
    tree.locator("#n-1 > summary").focus()

    def press(key: str) -> str:
        tree.keyboard.press(key)
        sign: str = tree.evaluate("document.activeElement.textContent.trim()[0]")
        return sign

    assert press("ArrowDown") == "戊"
    assert press("Home") == "甲"
    assert press("ArrowRight") == "甲"
    assert open_nodes(tree) == ["n-1"]
    assert press("ArrowRight") == "乙"
    assert press("ArrowDown") == "戊"
    assert press("ArrowUp") == "乙"
    assert press("ArrowLeft") == "甲"
    assert press("ArrowLeft") == "甲"
    assert open_nodes(tree) == []
    assert press("End") == "戊"
    assert press("ArrowDown") == "戊"


def test_a_link_opens_the_way_to_its_entry(show: Show) -> None:
    page = show(TREE.format(tools=TOOLS), "#n-112")
    expect(page.locator("#n-112")).to_be_in_viewport()
    assert open_nodes(page) == ["n-1", "n-11"]
    page.evaluate("location.hash = '#n-21'")
    expect(page.locator("#n-21")).to_be_in_viewport()


def test_paper_shows_every_branch(tree: Page) -> None:
    tree.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert open_nodes(tree) == ["n-1", "n-11", "n-2"]
    tree.evaluate("dispatchEvent(new Event('afterprint'))")
    assert open_nodes(tree) == []


def test_the_tree_folds_without_scripts(show: Show) -> None:
    page = show(TREE.format(tools=TOOLS), java_script_enabled=False)
    expect(page.locator("[aria-label=樹] [data-tree-tools]")).to_be_hidden()
    page.locator("#n-2 > summary").click()
    expect(page.locator("#n-21")).to_be_visible()


def test_the_link_to_an_entry_is_copied(show: Show) -> None:
    page = show('<button data-copy-link="n-1" data-copied="已複製" hidden>複製</button>')
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="複製").click()
    expect(page.get_by_text("已複製")).to_be_attached()
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"{PLACE}#n-1")


def test_htmx_works_under_the_policy(show: Show) -> None:
    page = show('<button hx-get="/healthz" hx-target="#out">取</button><p id="out"></p>')
    page.get_by_role("button", name="取").click()
    expect(page.locator("#out")).to_have_text("ok")


def test_a_tree_that_is_itself_brought_in_comes_alive(show: Show) -> None:
    page = show(
        '<button hx-get="/part/" hx-target="#old" hx-swap="outerHTML">取</button><p id="old"></p>'
    )
    part = TREE.format(tools=TOOLS)
    page.route("**/part/", lambda route: route.fulfill(body=part, content_type="text/html"))
    page.get_by_role("button", name="取").click()
    page.get_by_role("button", name="展開").click()
    assert open_nodes(page) == ["n-1", "n-11", "n-2"]


def test_htmx_sends_the_token_of_forms(show: Show) -> None:
    page = show('<button hx-post="/language/" hx-swap="none">送</button>')
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    with page.expect_response("**/language/") as answered:
        page.get_by_role("button", name="送").click()
    assert answered.value.status == 302
    assert answered.value.request.headers["x-csrftoken"] == token


def test_alpine_works_under_the_policy(show: Show) -> None:
    page = show('<div x-data="{n: 1}"><button @click="n++">加</button><b x-text="n"></b></div>')
    page.get_by_role("button", name="加").click()
    expect(page.locator("b")).to_have_text("2")
