"""Protective headers on every answer, errors and static files included."""

import logging
from collections.abc import Iterator

import pytest
from django.test import Client

EXPECTED_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "media-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
PATHS = [
    "/framed/",
    "/",
    "/healthz",
    "/refused/",
    "/forbidden/",
    "/nowhere/",
    "/broken/",
    "/without-database/x/",
    "/static/shell/mark.svg",
    "/static/shell/nothing.svg",
]


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Failures are meant here; keep them out of the output of the run."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_protected(visitor: Client, path: str) -> None:
    answer = visitor.head(path)
    directives = dict(
        part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";")
    )
    assert directives == EXPECTED_POLICY
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_an_unknown_host_is_answered_with_the_same_headers(visitor: Client) -> None:
    answer = visitor.get("/framed/", headers={"Host": "evil.example"})
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_static_files_are_not_offered_to_other_sites(visitor: Client) -> None:
    answer = visitor.head("/static/shell/mark.svg")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/svg+xml"
    assert "Access-Control-Allow-Origin" not in answer
