"""What a stranger meets at a page that is not for strangers."""

from http import HTTPStatus

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from chuangcheng.foundation.shell.access import signed_in


@signed_in
def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("for people")


def test_a_stranger_is_led_to_sign_in_and_back() -> None:
    answer = page(RequestFactory().get("/jobs/?state=dead"))
    assert answer.status_code == HTTPStatus.FOUND
    assert answer.headers["Location"].endswith("?next=%2Fjobs%2F%3Fstate%3Ddead")


def test_what_a_form_sent_is_not_asked_for_again_by_address() -> None:
    assert "next" not in page(RequestFactory().post("/jobs/7/retry/")).headers["Location"]


@pytest.mark.parametrize(
    ("current", "back"),
    [
        ("https://chuangcheng.example/jobs/?state=dead#7", "?next=%2Fjobs%2F%3Fstate%3Ddead"),
        ("https://elsewhere.example", "/"),
        ("", "/"),
    ],
)
def test_a_part_takes_its_whole_page_to_sign_in(current: str, back: str) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": current}
    answer = page(RequestFactory().get("/jobs/7/progress/", headers=headers))
    assert answer.status_code == HTTPStatus.NO_CONTENT
    assert answer.headers["HX-Redirect"].endswith(back)
    assert "elsewhere" not in answer.headers["HX-Redirect"]
