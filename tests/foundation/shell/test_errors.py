"""Error pages: every kind, in three languages, whatever else is broken."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template import loader
from django.test import Client
from django.utils import translation
from pytest_django.fixtures import Settings

from chuangcheng.foundation.shell import errors

PATHS = {
    "/refused/": errors.BAD_REQUEST,
    "/forbidden/": errors.FORBIDDEN,
    "/nowhere/": errors.NOT_FOUND,
    "/broken/": errors.BROKEN,
    "/without-database/x/": errors.UNDER_MAINTENANCE,
}
LANGUAGES = {"zh-TW": "zh-hant", "zh-CN": "zh-hans", "en": "en"}


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Failures are meant here; keep them out of the output of the run."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("accept", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_an_error_says_what_happened_and_what_to_do(
    visitor: Client, path: str, accept: str
) -> None:
    answer = visitor.get(path, headers={"Accept-Language": accept})
    page, shown = PATHS[path], answer.content.decode()
    assert answer.status_code == page.status
    with translation.override(LANGUAGES[accept]):
        for words in (page.heading, page.message, page.remedy):
            assert str(words).replace("'", "&#x27;") in shown
    assert "Traceback" not in shown
    assert "王小明" not in shown


def test_the_three_languages_differ() -> None:
    for page in (*PATHS.values(), errors.TOO_LARGE, errors.FORM_EXPIRED, errors.NOT_BUILT):
        words = set()
        for code in LANGUAGES.values():
            with translation.override(code):
                words.add(str(page.remedy))
        assert len(words) == 3, page.remedy


def test_a_form_without_token_is_told_apart(settings: Settings, visitor: Client) -> None:
    answer = Client(enforce_csrf_checks=True).post("/form/", headers={"Accept-Language": "en"})
    assert answer.status_code == 403
    assert str(errors.FORM_EXPIRED.heading) in answer.content.decode()


@pytest.mark.parametrize("address", ["/framed/?q=a%00b", "/framed/%00/"])
def test_a_zero_byte_in_the_address_is_refused(visitor: Client, address: str) -> None:
    answer = visitor.get(address, headers={"Accept-Language": "en"})
    assert answer.status_code == 400
    assert str(errors.BAD_REQUEST.remedy) in answer.content.decode()


def test_too_large_a_form_is_told_apart(settings: Settings, visitor: Client) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    answer = visitor.post("/form/", {"text": "x" * 100}, headers={"Accept-Language": "en"})
    assert answer.status_code == 413
    assert str(errors.TOO_LARGE.remedy) in answer.content.decode()


def test_too_many_fields_are_told_apart(settings: Settings, visitor: Client) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    answer = visitor.post("/form/", {f"f{n}": "x" for n in range(5)})
    assert answer.status_code == 413


def test_an_unknown_host_is_told_what_to_set(visitor: Client) -> None:
    answer = visitor.get("/framed/", headers={"Host": "evil.example", "Accept-Language": "en"})
    assert answer.status_code == 400
    assert "PUBLIC_URL" in answer.content.decode()
    assert "evil.example" not in answer.content.decode()


def test_the_server_error_page_needs_neither_database_nor_frame(
    settings: Settings, visitor: Client
) -> None:
    settings.FRONTEND_FOLDER = Path("/nowhere")
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "OPTIONS": {"context_processors": ["nowhere.to.be.found"]}}
    ]
    # pytest-django refuses any query in this test, for it does not ask for a database.
    answer = visitor.get("/broken/")
    assert answer.status_code == 500
    assert "bare.css" in answer.content.decode()


def test_the_server_error_page_shows_the_number_of_the_log(visitor: Client) -> None:
    answer = visitor.get("/broken/")
    assert answer.wsgi_request.reference in answer.content.decode()  # type: ignore[attr-defined]  # set by RequestLog


def test_a_missing_front_end_is_explained(settings: Settings, visitor: Client) -> None:
    settings.FRONTEND_FOLDER = Path("/nowhere")
    answer = visitor.get("/framed/", headers={"Accept-Language": "en"})
    assert answer.status_code == 503
    assert "make frontend" in answer.content.decode()
    assert answer["Retry-After"]


def test_a_missing_page_is_told_even_without_front_end(settings: Settings, visitor: Client) -> None:
    settings.FRONTEND_FOLDER = Path("/nowhere")
    answer = visitor.get("/nowhere/", headers={"Accept-Language": "en"})
    assert answer.status_code == 404
    assert str(errors.NOT_FOUND.heading) in answer.content.decode()


def test_developers_see_the_inside_of_outages(settings: Settings, visitor: Client) -> None:
    settings.DEBUG = True
    answer = visitor.get("/without-database/x/", headers={"Accept": "text/plain"})
    assert answer.status_code == 500


def test_the_maintenance_page_stands_alone_in_three_languages() -> None:
    shown = loader.render_to_string("shell/maintenance.html")
    source = loader.get_template("shell/maintenance.html").template.source  # type: ignore[attr-defined]  # Django's own engine
    assert shown == source
    for tag in ("zh-Hant", "zh-Hans", "en"):
        assert f'lang="{tag}"' in shown
