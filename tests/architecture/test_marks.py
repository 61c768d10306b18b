"""Every address says to whom it is open: its view carries exactly one mark."""

import pytest
from django.http import HttpRequest, HttpResponse

from chuangcheng.foundation.shell.access import (
    Action,
    actions,
    declared_for_a_test,
    mark_of,
    open_to_all,
    require,
    signed_in,
)
from tests.addresses import addresses


def test_every_view_carries_a_mark() -> None:
    unmarked = [one.label for one in addresses() if mark_of(one.view) is None]
    assert unmarked == []


def test_every_mark_names_an_action_that_a_room_declares() -> None:
    declared = {action.name for action in actions()}
    marks = [(one.label, mark_of(one.view)) for one in addresses()]
    assert [
        f"{label}: {mark.action}"
        for label, mark in marks
        if mark and mark.kind == "action" and mark.action not in declared
    ] == []


def test_two_marks_on_one_view_are_refused() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    with declared_for_a_test(Action("tests.thing.read", "Read")):
        for outer in (open_to_all, signed_in, require("tests.thing.read")):
            with pytest.raises(ValueError, match="two marks"):
                outer(signed_in(view))


def test_no_address_is_lost_in_the_walk() -> None:
    found = {one.label for one in addresses()}
    assert {"frameworks:library", "frameworks:criterion", "alive", "language"} <= found
