"""Every address, asked for as every role, by colleagues, outsiders and strangers.

What comes back is compared with the mark of the view and the permission matrix. An address with
parameters needs a sample (``tests/…/walk.py`` of its room); without one this fails.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.http import HttpResponseBase
from django.test import Client, override_settings
from django.urls import resolve, reverse
from pytest_django.plugin import DjangoDbBlocker

from chuangcheng.foundation.shell.access import Mark, mark_of
from tests.addresses import Address, addresses
from tests.people import make_browser
from tests.walk import plain_errors
from tests.walk.drawing import drawing, pages_drawn_once
from tests.walk.samples import Sample, all_samples
from tests.walk.world import Walker, World, make_world

pytestmark = pytest.mark.django_db
ADDRESSES = {one.label: one for one in addresses()}
METHODS = ("get", "post")


@dataclass(frozen=True, slots=True)
class Walk:
    """The world, the samples, the cookies of everybody who is signed in, and one browser."""

    world: World
    samples: dict[str, Sample]
    cookies: dict[str, str]
    client: Client


@pytest.fixture(scope="module")
def walk(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Walk]:
    """Everybody signed in and everything written, once; undone at the end."""
    with (
        django_db_blocker.unblock(),
        override_settings(ROOT_URLCONF=plain_errors.__name__),
        pages_drawn_once(),
        transaction.atomic(),
    ):
        world = make_world()
        samples = all_samples(world)
        name = settings.SESSION_COOKIE_NAME
        cookies = {
            walker.name: make_browser(walker.user).cookies[name].value
            for walker in world.walkers
            if walker.user is not None
        }
        yield Walk(world, samples, cookies, Client(raise_request_exception=False))
        transaction.set_rollback(True)


@pytest.mark.parametrize("label", sorted(ADDRESSES))
def test_an_address_opens_to_whom_the_matrix_says_and_to_nobody_else(
    label: str, walk: Walk
) -> None:
    address = ADDRESSES[label]
    sample = walk.samples.get(label, Sample())
    missing = address.parameters - sample.kwargs.keys() - _given(address)
    assert not missing, f"{label} needs a sample for {', '.join(sorted(missing))}"
    wrong = []
    with drawing():
        for walker in walk.world.walkers:
            for method in METHODS:
                fault = _fault(walk, walker, method, address, sample)
                wrong += [f"{walker.name} {method.upper()}: {fault}"] if fault else []
    assert wrong == []


def test_no_sample_is_left_over(walk: Walk) -> None:
    assert walk.samples.keys() - ADDRESSES.keys() == set()


def _given(address: Address) -> frozenset[str]:
    """Return the parameters that the address itself fills in."""
    return frozenset(address.defaults)


def _fault(walk: Walk, walker: Walker, method: str, address: Address, sample: Sample) -> str:
    """Return what is wrong with the answer to one request; empty where it is right."""
    mark = mark_of(address.view)
    assert mark is not None, "no mark"
    answer = _ask(walk, walker, method, address, sample)
    return _judge(answer, walker, mark, sample)


def _ask(
    walk: Walk, walker: Walker, method: str, address: Address, sample: Sample
) -> HttpResponseBase:
    """Ask once, and undo whatever the request wrote."""
    client = walk.client
    client.cookies.clear()
    if walker.name in walk.cookies:
        client.cookies[settings.SESSION_COOKIE_NAME] = walk.cookies[walker.name]
    path = _path(address, sample)
    with transaction.atomic():
        answer: Any = client.get(path, sample.query) if method == "get" else client.post(path)
        _close(answer)
        transaction.set_rollback(True)
    return cast(HttpResponseBase, answer)


def _close(answer: HttpResponseBase) -> None:
    """Close an answer, but not the database's connection, which PostgreSQL would truly lose."""
    request_finished.disconnect(close_old_connections)
    try:
        answer.close()
    finally:
        request_finished.connect(close_old_connections)


def _path(address: Address, sample: Sample) -> str:
    if address.name:
        return reverse(address.name, kwargs=dict(sample.kwargs) or None)
    return f"/{address.route}"


def _judge(answer: HttpResponseBase, walker: Walker, mark: Mark, sample: Sample) -> str:
    status = answer.status_code
    if status >= 500 and status not in sample.statuses:
        return f"{status}, the program failed"
    sent_to_sign_in = _leads_to_sign_in(answer)
    if mark.kind == "open":
        refused = status in {401, 403, 404} - sample.statuses
        return f"{status} though it is open" if refused else ""
    if walker.user is None:
        return "" if sent_to_sign_in or status == 405 else f"{status}, not sent to sign in"
    if sent_to_sign_in:
        return "sent to sign in again"
    if not _may(walker, mark, sample):
        expected = _refusals(walker, mark)
        return "" if status in expected else f"{status} instead of {min(expected)}"
    if status in sample.statuses:
        return ""
    return f"{status} though it is allowed" if status in {401, 403, 404} else ""


def _refusals(walker: Walker, mark: Mark) -> set[int]:
    """Return the answers that refuse somebody: 405 tells nothing, so it is always right."""
    if mark.kind == "signed_in" or mark.secret:
        return {404, 405}
    # Who may do it elsewhere may be told that it is not here at all.
    return {403, 404, 405} if walker.may(mark.action, None) else {403, 405}


def _may(walker: Walker, mark: Mark, sample: Sample) -> bool:
    if sample.owners is not None and walker.name not in sample.owners:
        return False
    return mark.kind == "signed_in" or walker.may(mark.action, sample.scope)


def _leads_to_sign_in(answer: HttpResponseBase) -> bool:
    if answer.status_code != 302:
        return False
    path = urlsplit(answer.headers["Location"]).path
    return path == reverse(settings.LOGIN_URL) and resolve(path).view_name == settings.LOGIN_URL
