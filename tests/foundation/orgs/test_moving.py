"""Moving a unit: its branch goes with it, its past stays, impossible places are refused."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chuangcheng.domain.errors import Refused
from chuangcheng.foundation.orgs.models import Unit
from chuangcheng.foundation.orgs.services import Stale, create_unit, move_unit
from tests.foundation.orgs.county import County


def codes(refused: Refused) -> list[str]:
    return [fault.code for fault in refused.faults]


def test_a_move_takes_the_whole_branch_along(county: County) -> None:
    moved = move_unit(unit=county.east, parent=county.west, reason="區劃調整")

    village = Unit.objects.get(pk=county.village.pk)
    assert moved.path == f"{county.west.path}{county.east.pk}/"
    assert village.path == f"{moved.path}{village.pk}/"
    assert village.parent_id == moved.pk


def test_a_move_writes_the_version_that_history_tells(county: County) -> None:
    moved = move_unit(unit=county.east, parent=county.west, reason="區劃調整")

    newest = moved.versions.first()
    assert newest is not None
    assert (newest.change, newest.parent, newest.reason) == ("moved", county.west, "區劃調整")
    assert newest.revision == moved.revision == 2


def test_a_unit_cannot_come_below_its_own_branch(county: County) -> None:
    with pytest.raises(Refused) as refused:
        move_unit(unit=county.east, parent=county.village)
    assert codes(refused.value) == ["orgs.cycle"]


def test_who_worked_with_an_old_revision_is_told_what_happened_meanwhile(county: County) -> None:
    move_unit(unit=county.east, parent=county.west, revision=1)
    with pytest.raises(Stale) as stale:
        move_unit(unit=county.east, parent=county.department, revision=1)
    assert [event.action for event in stale.value.meanwhile] == ["orgs.unit.move"]


def test_a_large_branch_moves_with_as_many_queries_as_a_small_one(county: County) -> None:
    village = county.unit_class("village")

    def queries(parent: Unit | None) -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            move_unit(unit=county.east, parent=parent)
        return len(asked)

    small = queries(county.west)
    for number in range(30):
        create_unit(
            subject=county.subject, unit_class=village, name=f"村{number}", parent=county.village
        )
    assert queries(None) <= small
