"""The frame of a page and the language switch."""

import pytest
from django.template import engines
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from chuangcheng.foundation.shell.views import own_path

LANGUAGE_TAGS = {"zh-TW": "zh-Hant", "zh-CN": "zh-Hans", "en": "en"}


def page(source: str) -> str:
    """Return a page made from a template that extends the frame."""
    template = engines["django"].from_string(f'{{% extends "shell/page.html" %}}{source}')
    return template.render({}, RequestFactory().get("/somewhere/?q=1"))


@pytest.mark.parametrize(("accept", "tag"), LANGUAGE_TAGS.items())
def test_the_page_says_its_language(visitor: Client, accept: str, tag: str) -> None:
    answer = visitor.get("/framed/", headers={"Accept-Language": accept})
    assert f'<html lang="{tag}">' in answer.content.decode()
    assert answer["Content-Language"] == tag
    assert {"Accept-Language", "Cookie"} <= set(answer["Vary"].split(", "))


def test_the_switch_remembers_the_language_and_comes_back(visitor: Client) -> None:
    answer = visitor.post("/language/", {"language": "en", "next": "/framed/?q=1#n-3"})
    assert answer.status_code == 302
    assert answer["Location"] == "/framed/?q=1#n-3"
    cookie = answer.cookies["language"]
    assert (cookie.value, cookie["samesite"], cookie["httponly"]) == ("en", "Lax", True)
    assert '<html lang="en">' in visitor.get("/framed/").content.decode()


def test_an_unknown_language_is_not_remembered(visitor: Client) -> None:
    answer = visitor.post("/language/", {"language": "xx", "next": "/framed/"})
    assert answer["Location"] == "/framed/"
    assert "language" not in answer.cookies


def test_the_switch_takes_posts_only(visitor: Client) -> None:
    answer = visitor.get("/language/", headers={"Accept-Language": "en"})
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "This address cannot be opened directly" in answer.content.decode()


def test_the_switch_needs_the_form_token(settings: Settings) -> None:
    answer = Client(enforce_csrf_checks=True).post("/language/", {"language": "en"})
    assert answer.status_code == 403
    assert "language" not in answer.cookies


@pytest.mark.parametrize(
    "elsewhere",
    [
        "",
        "framed/",
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "javascript:alert(1)",
        "http:///evil.example/",
        " /framed/",
        "/\t/evil.example/",
        "/framed/\r\nSet-Cookie: a=b",
    ],
)
def test_the_switch_leads_nowhere_else(elsewhere: str) -> None:
    assert own_path(elsewhere) == "/"


@pytest.mark.parametrize("here", ["/", "/frameworks/?q=%E5%89%B5#n-1", "/a//b/", "/x?next=//y"])
def test_the_switch_leads_back_to_own_paths(here: str) -> None:
    assert own_path(here) == here


def test_empty_blocks_leave_no_trace() -> None:
    bare = page("{% block heading %}標題{% endblock %}")
    assert "<h1>標題</h1>" in bare
    for trace in ("crumbs", "kicker", "page-actions", "page-aside", 'class="lead"', "<title> "):
        assert trace not in bare


def test_filled_blocks_get_their_frame() -> None:
    full = page(
        "{% block title %}甲 & 乙{% endblock %}"
        '{% block breadcrumb %}<li><a href="/">上級</a></li>{% endblock %}'
        "{% block kicker %}縣級{% endblock %}{% block lead %}說明{% endblock %}"
        '{% block actions %}<a class="btn" href="#x">打開</a>{% endblock %}'
        "{% block aside %}<p>旁邊</p>{% endblock %}"
    )
    assert '<ol><li><a href="/">上級</a></li></ol>' in full
    assert '<p class="kicker">縣級</p>' in full
    assert '<div class="page-actions"><a class="btn" href="#x">打開</a></div>' in full
    assert '<div class="page-aside"><p>旁邊</p></div>' in full
    assert "<title>甲 & 乙 · " in full


def test_values_inside_blocks_stay_escaped() -> None:
    template = engines["django"].from_string(
        '{% extends "shell/page.html" %}{% block kicker %}{{ name }}{% endblock %}'
    )
    shown = template.render({"name": "<script>"}, RequestFactory().get("/"))
    assert '<p class="kicker">&lt;script&gt;</p>' in shown


def test_the_demonstration_is_marked_on_every_page(settings: Settings) -> None:
    assert "demo-banner" not in page("")
    settings.DEMO = True
    assert "demo-banner" in page("")


def test_the_page_loads_the_built_files() -> None:
    shown = page("")
    assert '<script src="/static/shell/dist/assets/theme-built.js"></script>' in shown
    assert '<script type="module" src="/static/shell/dist/assets/main-built.js"></script>' in shown
    assert '<link rel="stylesheet" href="/static/shell/dist/assets/main-built.css">' in shown


def test_the_navigation_marks_the_section_and_the_page(visitor: Client) -> None:
    from chuangcheng.config.navigation import navigation

    ask = RequestFactory().get
    inside = navigation(ask("/frameworks/county/2026.1/"))["navigation"][0]
    there = navigation(ask("/frameworks/"))["navigation"][0]
    away = navigation(ask("/elsewhere/"))["navigation"][0]
    assert (inside.current, inside.exact) == (True, False)
    assert (there.current, there.exact) == (True, True)
    assert (away.current, away.exact) == (False, False)


def test_the_icon_is_found_where_browsers_look(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer["Location"]) == (302, "/static/shell/mark.svg")


def test_the_home_page_leads_to_the_library(client: Client) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/frameworks/")
