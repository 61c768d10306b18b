"""Slow senders leave threads for everybody else."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Event, Thread

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings

from chuangcheng.entrypoints.cli.serving import THREADS_FOR_BODIES
from chuangcheng.foundation.accounts.middleware import BodiesInTurn
from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.accounts.receiving import AT_ONCE, OF_ONE_STRANGER, OF_STRANGERS


def form(
    user: User | AnonymousUser, address: str = "10.0.0.1", headers: dict[str, str] | None = None
) -> HttpRequest:
    request = RequestFactory().post("/sign-in/", {"a": "b"}, REMOTE_ADDR=address, headers=headers)
    request.user = user
    return request


def page(address: str = "10.0.0.1") -> HttpRequest:
    request = RequestFactory().get("/sign-in/", REMOTE_ADDR=address)
    request.user = AnonymousUser()
    return request


class Site:
    """The middleware around a view that waits for a body until the test lets it end."""

    def __init__(self) -> None:
        self.arrived, self.taken = Event(), 0
        self.door = BodiesInTurn(self.view)

    def view(self, request: HttpRequest) -> HttpResponse:
        if request.headers.get("X-Slow"):
            self.taken += 1
            assert self.arrived.wait(20)
        return HttpResponse("ok")

    @contextmanager
    def slow(self, user: User | AnonymousUser, count: int, address: str) -> Iterator[None]:
        """Send ``count`` forms that do not come to their end inside the block."""
        before = self.taken
        threads = [
            Thread(target=self.door, args=(form(user, address, {"X-Slow": "1"}),))
            for _ in range(count)
        ]
        for thread in threads:
            thread.start()
        while self.taken < before + count:
            self.arrived.wait(0.01)
        try:
            yield
        finally:
            self.arrived.set()
            for thread in threads:
                thread.join()


def test_one_stranger_takes_few_threads_and_everybody_goes_on() -> None:
    site, stranger, person = Site(), AnonymousUser(), User(username="x")
    with site.slow(stranger, OF_ONE_STRANGER, "10.0.0.1"):
        refused = site.door(form(stranger))
        assert (refused.status_code, refused["Retry-After"]) == (429, "120")
        for request in (page(), form(person), form(stranger, "10.0.0.2")):
            assert site.door(request).status_code == 200
    assert site.door(form(stranger)).status_code == 200


def test_many_strangers_leave_room_for_people() -> None:
    site, stranger, person = Site(), AnonymousUser(), User(username="x")
    with ExitStack() as stack:
        for number in range(OF_STRANGERS // OF_ONE_STRANGER):
            stack.enter_context(site.slow(stranger, OF_ONE_STRANGER, f"10.0.0.{number}"))
        assert site.door(form(stranger, "10.0.1.1")).status_code == 429
        assert site.door(form(person)).status_code == 200


def test_people_leave_threads_to_read_pages_with() -> None:
    site, person = Site(), User(username="x")
    with site.slow(person, AT_ONCE, "10.0.0.1"):
        assert site.door(form(person)).status_code == 429
        assert site.door(page()).status_code == 200
    assert AT_ONCE <= THREADS_FOR_BODIES


@pytest.mark.parametrize(
    ("meta", "counted"),
    [({"CONTENT_LENGTH": "0"}, False), ({"HTTP_TRANSFER_ENCODING": "chunked"}, True)],
)
def test_what_has_no_body_is_not_counted(meta: dict[str, str], counted: bool) -> None:
    site, stranger = Site(), AnonymousUser()
    with site.slow(stranger, OF_ONE_STRANGER, "10.0.0.1"):
        request = page()
        request.META |= meta
        assert site.door(request).status_code == (429 if counted else 200)


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
def test_behind_a_proxy_strangers_are_told_apart() -> None:
    site, stranger = Site(), AnonymousUser()
    with site.slow(stranger, OF_ONE_STRANGER, "10.0.0.1"):
        told = form(stranger, headers={"X-Forwarded-For": "10.9.9.9"})
        assert site.door(told).status_code == 200
