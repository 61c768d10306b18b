"""The tree as it was on a day, and lists found by words."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chuangcheng.foundation.orgs import queries
from chuangcheng.foundation.orgs.models import Subject, Unit, UnitVersion
from chuangcheng.foundation.orgs.queries import Wanted
from chuangcheng.foundation.orgs.services import (
    change_unit,
    close_unit,
    create_subject,
    create_unit,
    merge_units,
    move_unit,
)
from chuangcheng.foundation.shell.access import Scope

EVERYWHERE = (Scope(),)
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def old_county(db: None) -> Subject:
    """A county of a hundred days ago: two townships, a village below the first."""
    subject = create_subject(name="雲溪縣(演示)", kind="county", code="yunxi")
    classes = {row.code: row for row in subject.unit_classes.all()}
    on = TODAY - 100 * DAY
    east = create_unit(
        subject=subject, unit_class=classes["town"], name="東溪鎮", code="east", on=on
    )
    create_unit(subject=subject, unit_class=classes["town"], name="西溪鎮", code="west", on=on)
    create_unit(
        subject=subject,
        unit_class=classes["village"],
        name="柳樹村",
        code="willow",
        parent=east,
        on=on,
    )
    return subject


def unit(subject: Subject, code: str) -> Unit:
    return subject.units.get(code=code)


def seen(subject: Subject, day: int) -> list[tuple[str, int]]:
    """Return names and depths as they were ``day`` days ago."""
    past = queries.tree_on(subject, TODAY - day * DAY, EVERYWHERE)
    return [(row.name.zh_hant, row.depth) for row in past]


def test_a_renamed_unit_has_its_former_name_before_that_day(old_county: Subject) -> None:
    change_unit(unit=unit(old_county, "west"), name="西湖鎮", on=TODAY - 10 * DAY)
    assert ("西溪鎮", 0) in seen(old_county, 11)
    assert ("西湖鎮", 0) in seen(old_county, 10)


def test_a_moved_unit_hangs_where_it_hung(old_county: Subject) -> None:
    move_unit(unit=unit(old_county, "east"), parent=unit(old_county, "west"), on=TODAY - 10 * DAY)
    assert seen(old_county, 11) == [("東溪鎮", 0), ("柳樹村", 1), ("西溪鎮", 0)]
    assert seen(old_county, 0) == [("西溪鎮", 0), ("東溪鎮", 1), ("柳樹村", 2)]


def test_a_merged_unit_is_there_until_its_last_day(old_county: Subject) -> None:
    merge_units(
        units=[(unit(old_county, "east"), None)],
        into=unit(old_county, "west"),
        on=TODAY - 10 * DAY,
    )
    assert seen(old_county, 11) == [("東溪鎮", 0), ("柳樹村", 1), ("西溪鎮", 0)]
    assert seen(old_county, 10) == [("西溪鎮", 0), ("柳樹村", 1)]


def test_a_closed_unit_is_there_until_its_last_day(old_county: Subject) -> None:
    close_unit(unit=unit(old_county, "willow"), on=TODAY - 10 * DAY)
    assert ("柳樹村", 1) in seen(old_county, 11)
    assert seen(old_county, 10) == [("東溪鎮", 0), ("西溪鎮", 0)]


def test_before_the_first_day_there_is_nothing(old_county: Subject) -> None:
    assert seen(old_county, 101) == []


def test_several_changes_of_one_day_count_as_the_last_of_them(old_county: Subject) -> None:
    west = unit(old_county, "west")
    change_unit(unit=west, name="西湖鎮", on=TODAY)
    change_unit(unit=west, name="西山鎮", on=TODAY)
    assert seen(old_county, 0)[-1] == ("西山鎮", 0)


def test_every_version_ever_written_is_still_there(old_county: Subject) -> None:
    west = unit(old_county, "west")
    for name in ("西湖鎮", "西山鎮"):
        west = change_unit(unit=west, name=name)
    merge_units(units=[(west, None)], into=unit(old_county, "east"))
    versions = UnitVersion.objects.filter(unit=west).order_by("revision")
    assert [row.revision for row in versions] == [1, 2, 3, 4]
    assert [row.change for row in versions] == ["created", "renamed", "renamed", "merged"]


def test_the_tree_of_a_day_is_one_question_however_large(old_county: Subject) -> None:
    with CaptureQueriesContext(connection) as asked:
        queries.tree_on(old_county, TODAY, EVERYWHERE)
    assert len(asked) == 1


@pytest.mark.parametrize("words", ["東溪", "东溪", "EAST", "ｅａｓｔ"])
def test_units_are_found_in_either_script_by_name_and_code(old_county: Subject, words: str) -> None:
    found = queries.listed(old_county, EVERYWHERE, Wanted(words))
    assert [row.name_hant for row in found] == ["東溪鎮"]


def test_a_list_shows_no_more_than_the_right_reaches(old_county: Subject) -> None:
    east = unit(old_county, "east")
    reach = (Scope(str(old_county.pk), east.path),)
    found = queries.listed(old_county, reach, Wanted())
    assert {row.code for row in found} == {"east", "willow"}
    assert not queries.listed(old_county, (), Wanted()).exists()


def test_a_branch_holds_no_unit_whose_number_only_begins_alike(old_county: Subject) -> None:
    """/1/ is not above /12/."""
    east = unit(old_county, "east")
    twin = create_unit(
        subject=old_county, unit_class=old_county.unit_classes.get(code="town"), name="北溪鎮"
    )
    Unit.objects.filter(pk=twin.pk).update(path=f"{east.path[:-1]}7/")
    found = queries.listed(old_county, EVERYWHERE, Wanted(below=east))
    assert {row.code for row in found} == {"east", "willow"}


def test_the_branch_is_found_by_the_index(old_county: Subject) -> None:
    branch = Unit.objects.filter(path__under=unit(old_county, "east").path)
    plan = branch.order_by().explain()
    if connection.vendor == "sqlite":
        assert "USING INDEX" in plan
        assert "path>" in plan
