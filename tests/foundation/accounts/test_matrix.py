"""The permission matrix and what the rooms declare are the same list, and every role has a use."""

import pytest
from django.apps import apps

from chuangcheng.foundation.accounts.matrix import (
    ADMINISTRATORS,
    CAMPAIGN,
    EVERYBODY,
    GIVES,
    MATRIX,
    cells,
)
from chuangcheng.foundation.accounts.models import Role
from chuangcheng.foundation.shell.access import Action, actions, declare, declared_for_a_test
from tools import reference_parts


def test_every_declared_action_has_a_row() -> None:
    assert {action.name for action in actions()} - MATRIX.keys() == set()


def test_every_row_is_an_action_that_a_room_declares() -> None:
    assert MATRIX.keys() - {action.name for action in actions()} == set()


def test_every_action_is_allowed_to_somebody() -> None:
    assert [name for name, row in MATRIX.items() if not row] == []


def test_every_role_may_do_something() -> None:
    busy = {role for row in MATRIX.values() for role in row}
    assert set(EVERYBODY) - busy == set()


def test_the_roles_of_the_matrix_are_those_of_the_program() -> None:
    assert set(EVERYBODY) == set(Role.values)
    assert set(CAMPAIGN) | set(ADMINISTRATORS) == set(EVERYBODY)


def test_every_action_is_named_after_its_room_and_titled() -> None:
    for action in actions():
        assert action.name.partition(".")[0] in ROOMS, action.name
        assert action.title
        assert action.title[0].isupper()


def test_who_gives_roles_may_give_them() -> None:
    assert set(GIVES) == set(MATRIX["accounts.grant.give"])


def test_the_office_gives_no_role_that_reaches_further_than_its_own() -> None:
    """Else it could make somebody who does for it what it may not do itself."""
    for role in GIVES["office"]:
        for name, row in MATRIX.items():
            if row.get(role) == "all":
                pytest.fail(f"{role} may do {name} everywhere, and the office may give {role}")


def test_who_gives_roles_and_who_reads_the_record_do_no_work() -> None:
    """Security and audit administrators look; what they change is roles and nothing else."""
    looking = ("read", "export", "verify")
    for name, row in MATRIX.items():
        for role in ("security_admin", "audit_admin"):
            if role in row and name.rpartition(".")[2] not in looking:
                assert (role, name) in MORE_THAN_LOOKING


ROOMS = {room.label for room in apps.get_app_configs()}
MORE_THAN_LOOKING = {
    ("security_admin", "accounts.grant.give"),
    # Not the system administrator, who makes links: neither alone gets into an account.
    ("security_admin", "accounts.second_step.remove"),
}


def test_a_slip_of_the_pen_is_refused() -> None:
    with pytest.raises(ValueError, match="no role"):
        cells(unit="offfice")
    with pytest.raises(ValueError, match="not a breadth"):
        cells(everywhere="office")


def test_an_action_is_declared_once() -> None:
    with declared_for_a_test(Action("tests.thing.read", "Read")):
        declare(Action("tests.thing.read", "Read"))
        with pytest.raises(ValueError, match="twice"):
            declare(Action("tests.thing.read", "Look"))


def test_the_reference_shows_the_whole_matrix() -> None:
    shown = reference_parts.PARTS["permissions"]()
    for name in MATRIX:
        assert f"`{name}`" in shown
