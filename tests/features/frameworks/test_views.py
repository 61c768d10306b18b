"""The pages of the library as a browser gets them."""

import re
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuangcheng.features.frameworks.models import Edition
from tests.features.frameworks.small_editions import bare_document, criterion, document, loaded

pytestmark = pytest.mark.django_db

LANGUAGES = ("zh-hant", "zh-hans", "en")
PARTS = ("edition", "sites", "questions", "negative", "departments")
HOSTILE = '"><script>alert(1)</script>'
MOST_QUERIES = 12


def reader(language: str = "zh-hant", *, errors: bool = True) -> Client:
    client = Client(raise_request_exception=errors)
    client.cookies["language"] = language
    return client


def addresses(edition: Edition) -> list[str]:
    where = [edition.code, edition.version]
    first = edition.nodes.filter(is_criterion=True)[0].code
    return [
        reverse("frameworks:library"),
        *(reverse(f"frameworks:{part}", args=where) for part in PARTS),
        reverse("frameworks:criterion", args=[*where, first]),
    ]


def text(response: object) -> str:
    return getattr(response, "content", b"").decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_in_every_language(language: str) -> None:
    for source in (document(), bare_document()):
        for address in addresses(loaded(source)):
            assert reader(language).get(address).status_code == 200, address


def test_pages_cost_the_same_for_large_editions() -> None:
    small = loaded(document(projects=1, criteria=1, gates=[]))
    large = loaded(document(projects=5, criteria=12, code="large"))
    for one, other in zip(addresses(small), addresses(large), strict=True):
        counts = []
        for address in (one, other):
            reader().get(address)
            with CaptureQueriesContext(connection) as captured:
                reader().get(address)
            counts.append(len(captured))
        assert counts[0] == counts[1] <= MOST_QUERIES, (one, counts)


def test_texts_follow_the_language() -> None:
    address = addresses(loaded())[1]
    assert "小縣測評體系" in text(reader("zh-hant").get(address))
    assert "小县测评体系" in text(reader("zh-hans").get(address))
    english = text(reader("en").get(address))
    assert "<h1>Small framework</h1>" in english
    assert '<span lang="zh-Hant">項目1</span>' in english, "Chinese is marked where English lacks"


def test_suggested_weights_are_stamped_on_every_page_of_the_edition() -> None:
    for address in addresses(loaded()):
        assert '<span class="stamp">建議權重</span>' in text(reader().get(address)), address


def test_published_weights_are_not_stamped() -> None:
    for address in addresses(loaded(bare_document())):
        assert "建議權重" not in text(reader().get(address)), address


def test_examples_stand_apart_from_frameworks() -> None:
    loaded()
    loaded(bare_document(title="演算"), as_example=True)
    page = text(reader().get(reverse("frameworks:library")))
    assert page.index("小縣測評體系") < page.index("演算示例") < page.index(">演算<")


def test_an_empty_library_says_what_to_do() -> None:
    page = text(reader("en").get(reverse("frameworks:library")))
    assert "There is no framework in the library yet" in page
    assert "chuangcheng framework check" in page
    assert "Worked examples" not in page


def test_the_library_says_what_to_do_next() -> None:
    edition = loaded()
    page = text(reader().get(reverse("frameworks:library")))
    assert f'href="{addresses(edition)[1]}">查看測評體系<' in page
    steps = [
        "chuangcheng framework check 測評體系.yaml",
        "chuangcheng framework facts-sheet 測評體系.yaml 填報表.xlsx",
        "chuangcheng score 測評體系.yaml 填報表.xlsx",
    ]
    assert re.findall("<code>(.*?)</code>", page) == steps


def test_the_head_of_an_edition_has_no_code() -> None:
    page = text(reader().get(addresses(loaded())[1]))
    assert '<p class="kicker">縣城 · 第 1 版</p>' in page
    assert "<dd><code>small</code></dd>" in page


def test_retired_editions_are_marked() -> None:
    edition = loaded()
    Edition.objects.update(status=Edition.Status.RETIRED)
    for address in addresses(edition)[:2]:
        assert "已停用" in text(reader().get(address))


def test_the_tree_can_be_linked_to_and_folded_without_scripts() -> None:
    address = addresses(loaded())[1]
    whole = text(reader().get(address))
    assert re.findall(r'id="(C-1-1-1)" data-words="[^"]*">', whole) == ["C-1-1-1"]
    assert whole.count(" open>") == 2 + 4
    assert text(reader().get(f"{address}?open=all")).count(" open>") == 2 + 4 + 10
    assert text(reader().get(f"{address}?open=outline")).count(" open>") == 0


def test_a_filter_shows_what_it_found_and_leads_back() -> None:
    address = addresses(loaded())[1]
    page = text(reader("en").get(f"{address}?q=C-1-1-1&method=site&department=urban"))
    assert "1 of 10 criteria" in page
    assert 'value="C-1-1-1"' in page
    assert '<option value="site" selected>' in page
    assert '<option value="urban" selected>' in page
    assert 'id="C-1-1-2"' not in page
    nothing = text(reader("en").get(f"{address}?q=zzz"))
    assert "No criterion matches" in nothing
    assert "Show all criteria" in nothing


def test_a_filter_survives_any_input() -> None:
    address = addresses(loaded())[1]
    for query in ("q=" + "x" * 5000, f"q={quote(HOSTILE)}", "method=%22", "open=%3C"):
        response = reader().get(f"{address}?{query}")
        assert response.status_code == 200
        assert "<script>alert" not in text(response)


def test_weights_are_shown_in_points_and_percent() -> None:
    edition = loaded(document(full=120))
    page = text(reader().get(addresses(edition)[1]))
    sums = '<span class="fw-points number tree-sum">'
    assert f"{sums}60</span>{sums}50%</span>" in page
    criterion_page = text(reader("en").get(addresses(edition)[-1]))
    assert "<dd>15</dd>" in criterion_page
    assert "<dd>12.5%</dd>" in criterion_page


def test_points_have_at_most_two_decimals() -> None:
    page = text(reader().get(addresses(loaded(document(projects=7)))[1]))
    assert '<span class="fw-points number tree-sum">14.29</span>' in page
    assert '<span class="fw-points number">3.57</span>' in page
    assert "折算為 3.57 分" in page
    assert "分值（%）" not in page


def test_a_filter_leaves_no_points_of_what_is_hidden() -> None:
    address = addresses(loaded(document(projects=1, gates=[])))[1]
    page = text(reader().get(f"{address}?q=C-1-1-1"))
    assert '<span class="fw-points number tree-sum">25</span>' in page
    assert '<span class="fw-points number tree-sum">100</span>' not in page


def test_unweighted_criteria_say_what_they_do() -> None:
    page = text(reader("en").get(addresses(loaded())[1]))
    assert "bonus ≤ 3" in page
    assert '<span class="chip chip-bad">veto</span>' in page


def test_the_summary_says_how_the_score_comes_about() -> None:
    page = text(reader("en").get(addresses(loaded())[1]))
    assert "100 points, and at most 3 bonus points" in page
    assert "The total is at least 85 points." in page
    assert "At least 60% of the full mark in: “項目1”, “項目2”." in page
    assert "None of these one-vote vetoes has happened:" in page


def test_channels_and_years_are_named_with_their_weights() -> None:
    source = document(
        channels=[{"code": "online", "name": "網上申報", "weight": 100}],
        years=[
            {"code": "y1", "name": "第一年", "weight": 40},
            {"code": "y2", "name": "第二年", "weight": 60},
        ],
        methods=[{**m, "channel": "online"} for m in document()["methods"]],  # type: ignore[attr-defined]  # plain
    )
    page = text(reader().get(addresses(loaded(source))[1]))
    assert "網上申報 × 100%" in page
    assert "第一年 × 40% + 第二年 × 60%" in page


def test_a_criterion_shows_all_that_is_asked() -> None:
    page = text(reader("en").get(addresses(loaded())[-1]))
    for expected in (
        "Out of 100: ",
        "at least 2 pieces",
        "at most 500 characters",
        "of the last 12 months",
        '公益廣告≥<b class="parameter">5</b>處',
        "褪色的不計",
        "您知道本縣正在創建文明縣城嗎",
        "awareness rate",
        "left out of the valid answers",
        "Publicity Department",
        'rel="next"',
    ):
        assert expected in page, expected
    assert "路面平整" not in page, "items of the site type that do not serve this standard"
    assert 'rel="prev"' not in page, "nothing stands before the first criterion"


def test_the_lists_link_to_the_criteria_they_serve_once() -> None:
    edition = loaded(document(projects=1, criteria=1, gates=[]))
    link = reverse("frameworks:criterion", args=["small", "1", "C-1-1-1"])
    for address in addresses(edition)[2:4]:
        assert text(reader().get(address)).count(f'href="{link}"') == 1


def test_a_suggested_negative_list_says_so_once() -> None:
    once = "以下條款為本項目建議，不是官方文本。"
    assert text(reader().get(addresses(loaded())[4])).count(once) == 1
    published = loaded(document(code="other", weights_status="published"))
    assert once not in text(reader().get(addresses(published)[4]))


def test_the_negative_list_names_sanctions() -> None:
    page = text(reader("en").get(addresses(loaded())[4]))
    assert "−2 each time, at most −6" in page
    assert "for 12 months" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_there_is_said_in_the_readers_language(language: str) -> None:
    loaded()
    said = {
        "zh-hant": "找不到這個頁面",
        "zh-hans": "找不到这个页面",
        "en": "There is no such page",
    }[language]
    for path in (
        "/frameworks/none/1/",
        "/frameworks/small/9/sites/",
        "/frameworks/small/1/criteria/none/",
        "/frameworks/small/1/criteria/P-1/",
        "/frameworks/small/1/criteria/%3Cscript%3E/",
        f"/frameworks/small/1/criteria/{'x' * 5000}/",
    ):
        response = reader(language, errors=False).get(path)
        assert response.status_code == 404, path
        assert said in text(response), path


def test_only_reading_is_possible() -> None:
    for address in addresses(loaded()):
        assert reader().post(address).status_code == 405


def hostile() -> Edition:
    """An edition whose every text tries to run a script."""
    evil = {"zh-Hant": HOSTILE, "en": HOSTILE}
    source = document(projects=1, criteria=1, title=evil, description=evil, gates=[])
    source["levels"] = [evil, evil, evil]
    source["departments"] = [
        {"code": code, "name": evil} for code in ("propaganda", "urban", "township")
    ]
    source["methods"] = [
        {"code": code, "name": evil, "short": evil} for code in ("material", "site", "survey")
    ]
    for name in ("site_types", "questions", "negative"):
        entry = {**source[name][0]}  # type: ignore[index]  # plain document
        entry |= {key: evil for key in ("name", "text", "extent") if key in entry}
        source[name] = [entry]
    source["nodes"].append(criterion("C-evil", HOSTILE))  # type: ignore[attr-defined]  # plain
    return loaded(source)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_can_run_a_script(language: str) -> None:
    edition = hostile()
    paths = [*addresses(edition), reverse("frameworks:criterion", args=["small", "1", "C-evil"])]
    for address in paths:
        page = text(reader(language).get(address))
        assert "<script>alert" not in page, address
        assert '""><' not in page, address
        assert "&lt;script&gt;" in page, address


def test_a_very_long_text_is_shown_whole() -> None:
    long = "很長的要求" * 2000
    edition = loaded(document(projects=1, criteria=1, gates=[], title=long))
    assert long in text(reader().get(addresses(edition)[1]))


def test_an_unchanged_page_is_not_sent_again() -> None:
    address = addresses(loaded())[1]
    first = reader().get(address)
    again = reader().get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == "private, no-cache"


def test_another_language_cookie_or_query_is_another_page() -> None:
    address = addresses(loaded())[1]
    tag = {"If-None-Match": reader().get(address)["ETag"]}
    assert reader("en").get(address, headers=tag).status_code == 200
    assert reader().get(f"{address}?q=x", headers=tag).status_code == 200
    somebody = reader()
    somebody.cookies["sessionid"] = "x"
    assert somebody.get(address, headers=tag).status_code == 200


def test_developers_always_get_the_page(settings: object) -> None:
    settings.DEBUG = True  # type: ignore[attr-defined]  # pytest-django's settings
    assert "ETag" not in reader().get(addresses(loaded())[1]).headers
