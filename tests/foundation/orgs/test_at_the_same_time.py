"""Two people change the same tree in the same moment."""

from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread

import pytest
from django.db import close_old_connections, connection, connections

from chuangcheng.domain.errors import Refused
from chuangcheng.foundation.orgs.models import Unit
from chuangcheng.foundation.orgs.services import (
    change_unit,
    create_person,
    create_unit,
    imports,
    merge_units,
    move_unit,
)
from tests.foundation.orgs.county import County, small_county
from tests.foundation.orgs.formats.sheets import workbook


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run the acts in threads that start together; return the codes of what was refused."""
    refused: list[str] = []
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
        except Refused as fault:
            refused.append(fault.faults[0].code)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def one_writer_at_a_time() -> bool:
    """Tell whether writers queue up from their first statement on, as on SQLite.

    There is nothing to interleave then; the test holds that it is so.
    """
    if connection.vendor != "sqlite":
        return False
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    return True


@pytest.fixture
def living_county(transactional_db: None) -> County:
    close_old_connections()
    return small_county()


def test_two_moves_that_would_form_a_circle_leave_a_tree(living_county: County) -> None:
    if one_writer_at_a_time():
        return
    east, west = living_county.east, living_county.west
    for _ in range(5):
        refused = at_once(
            lambda: move_unit(unit=east, parent=west), lambda: move_unit(unit=west, parent=east)
        )
        assert refused == ["orgs.cycle"]
        for unit in (east, west):
            if Unit.objects.get(pk=unit.pk).parent_id is not None:
                move_unit(unit=unit, parent=None)


def test_of_two_changes_to_one_revision_one_is_told(living_county: County) -> None:
    if one_writer_at_a_time():
        return
    east = living_county.east
    refused = at_once(
        lambda: change_unit(unit=east, revision=1, phone="000-1"),
        lambda: change_unit(unit=east, revision=1, phone="000-2"),
    )
    assert refused == ["orgs.stale"]


def test_two_new_units_get_two_codes(living_county: County) -> None:
    if one_writer_at_a_time():
        return
    town = living_county.unit_class("town")
    acts = [
        lambda: create_unit(subject=living_county.subject, unit_class=town, name="北溪鎮"),
        lambda: create_unit(subject=living_county.subject, unit_class=town, name="南溪鎮"),
    ]
    assert at_once(*acts) == []
    assert set(Unit.objects.filter(unit_class=town).values_list("code", flat=True)) == {
        "town-01", "town-02", "town-03", "town-04",
    }  # fmt: skip


def test_two_units_that_merge_into_each_other_leave_one(living_county: County) -> None:
    if one_writer_at_a_time():
        return
    east, west = living_county.east, living_county.west
    refused = at_once(
        lambda: merge_units(units=[(east, None)], into=west),
        lambda: merge_units(units=[(west, None)], into=east),
    )
    assert refused == ["orgs.not_active"]
    hold_the_paths()


def test_two_new_heads_leave_one(living_county: County) -> None:
    if one_writer_at_a_time():
        return
    west = living_county.west
    acts = [partial(create_person, unit=west, name=name, post="head") for name in ("甲", "乙")]
    assert at_once(*acts) == ["orgs.has_head"]


def test_an_import_and_a_move_that_would_form_a_circle_leave_a_tree(
    living_county: County,
) -> None:
    if one_writer_at_a_time():
        return
    east, west = living_county.east, living_county.west
    heads = ("單位代碼", "單位名稱", "類別", "上級單位代碼")
    content = workbook(單位=[heads, (west.code, "西溪鎮", "鄉鎮", east.code)])
    run = imports.send_file(subject=living_county.subject, content=content, file_name="a.xlsx")
    agree = partial(imports.agree, key=run.key, owner=run.owner)
    refused = at_once(agree, agree, lambda: move_unit(unit=east, parent=west))
    run.refresh_from_db()
    assert (run.state, refused) in (("done", ["orgs.cycle"]), ("ready", []))
    hold_the_paths()


def hold_the_paths() -> None:
    for unit in Unit.objects.select_related("parent"):
        assert unit.path == f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"
