"""Merging, closing and reopening units: nothing is lost, nobody is left hanging."""

from datetime import timedelta

import pytest
from django.utils import timezone

from chuangcheng.foundation.orgs import queries
from chuangcheng.foundation.orgs.models import Person, Unit
from chuangcheng.foundation.orgs.services import (
    Stale,
    assign_duty,
    change_unit,
    close_unit,
    create_person,
    create_zone,
    merge_units,
    move_unit,
    reopen_unit,
)
from tests.foundation.orgs.county import County, small_county
from tests.foundation.orgs.refusals import refused

DAY = timedelta(days=1)


def merged(county: County) -> tuple[Unit, Unit]:
    """Merge the eastern township into the western one; return both as they are now."""
    west = merge_units(units=[(county.east, 1)], into=county.west, reason="合併")
    return Unit.objects.get(pk=county.east.pk), west


def test_the_successor_takes_over_children_and_people(county: County) -> None:
    east, west = merged(county)
    village = Unit.objects.get(pk=county.village.pk)

    assert (east.status, east.successor) == ("merged", west)
    assert village.parent == west
    assert village.path == f"{west.path}{village.pk}/"
    assert {person.name for person in queries.people_of(west)} == {"周立新", "李文"}
    assert not queries.people_of(east).exists()


def test_a_head_comes_along_as_leader_where_there_is_a_head(county: County) -> None:
    create_person(unit=county.west, name="鄭遠", post="head")
    merged(county)
    assert Person.objects.get(pk=county.head.pk).post == "leader"


def test_a_head_stays_head_where_there_is_none(county: County) -> None:
    merged(county)
    assert Person.objects.get(pk=county.head.pk).post == "head"


def test_zone_duties_go_to_the_successor_from_the_day_on(county: County) -> None:
    today = timezone.localdate()
    zone = create_zone(subject=county.subject, name="文廟片區")
    assign_duty(zone=zone, unit=county.east, is_lead=True, valid_from=today - 30 * DAY)
    east, west = merged(county)

    (ended,) = queries.duties_of(east)
    (begun,) = queries.duties_of(west)
    assert ended.valid_to == today - DAY
    assert (begun.valid_from, begun.valid_to, begun.is_lead) == (today, None, True)


def test_who_joined_in_leads_from_the_day_on(county: County) -> None:
    today = timezone.localdate()
    zone = create_zone(subject=county.subject, name="文廟片區")
    assign_duty(zone=zone, unit=county.east, is_lead=True, valid_from=today - 30 * DAY)
    assign_duty(zone=zone, unit=county.west, is_lead=False, valid_from=today - 30 * DAY)
    _, west = merged(county)
    duties = queries.duties_of(west).order_by("valid_from")
    assert [(duty.is_lead, duty.valid_to) for duty in duties] == [
        (False, today - DAY),
        (True, None),
    ]


def test_both_stories_tell_of_it(county: County) -> None:
    east, west = merged(county)
    assert queries.story_of(east)[0].change == "merged"
    assert queries.story_of(west)[0].change == "absorbed"
    assert list(queries.predecessors_of(west)) == [east]


def test_several_units_merge_at_once_or_not_at_all(county: County) -> None:
    change_unit(unit=county.department, phone="000-1")
    with pytest.raises(Stale):
        merge_units(units=[(county.east, 1), (county.department, 1)], into=county.west)
    assert Unit.objects.get(pk=county.east.pk).status == "active"
    merge_units(units=[(county.east, None), (county.department, None)], into=county.west)
    assert county.west.predecessors.count() == 2


def test_impossible_merges_are_refused(county: County) -> None:
    with refused("orgs.same_place"):
        merge_units(units=[(county.east, None)], into=county.east)
    with refused("orgs.cycle"):
        merge_units(units=[(county.east, None)], into=county.village)
    with refused("orgs.other_subject"):
        merge_units(units=[(county.east, None)], into=small_county("linxi").west)
    close_unit(unit=county.department)
    with refused("orgs.not_active"):
        merge_units(units=[(county.east, None)], into=county.department)


def test_closing_asks_what_becomes_of_children_and_people(county: County) -> None:
    with refused("orgs.has_children"):
        close_unit(unit=county.east)
    with refused("orgs.has_people"):
        close_unit(unit=county.east, children_to=county.west)
    assert Unit.objects.get(pk=county.village.pk).parent_id == county.east.pk


def test_closing_hands_children_over_and_lets_people_leave(county: County) -> None:
    closed = close_unit(unit=county.east, children_to=county.west, people_leave=True)
    head = Person.objects.get(pk=county.head.pk)
    assert (closed.status, closed.valid_to) == ("closed", timezone.localdate() - DAY)
    assert Unit.objects.get(pk=county.village.pk).parent_id == county.west.pk
    assert (head.is_active, head.left_on) == (False, timezone.localdate())


def test_closing_can_send_the_people_elsewhere(county: County) -> None:
    close_unit(unit=county.east, children_to=county.west, people_to=county.department)
    assert Person.objects.get(pk=county.head.pk).unit_id == county.department.pk


def test_children_and_people_do_not_go_into_the_branch_that_closes(county: County) -> None:
    with refused("orgs.cycle"):
        close_unit(unit=county.east, children_to=county.village, people_leave=True)
    with refused("orgs.same_place"):
        close_unit(unit=county.east, children_to=county.west, people_to=county.east)


def test_a_closed_unit_cannot_be_changed_moved_or_closed_again(county: County) -> None:
    close_unit(unit=county.department)
    with refused("orgs.not_active"):
        change_unit(unit=county.department, name="宣傳部")
    with refused("orgs.not_active"):
        move_unit(unit=county.department, parent=county.west)
    with refused("orgs.not_active"):
        close_unit(unit=county.department)


def test_a_merged_unit_can_be_reopened_empty(county: County) -> None:
    merged(county)
    reopened = reopen_unit(unit=county.east, reason="撤銷合併")
    assert (reopened.status, reopened.successor, reopened.valid_to) == ("active", None, None)
    assert not reopened.children.exists()
    assert queries.story_of(reopened)[0].change == "reopened"
    with refused("orgs.is_active"):
        reopen_unit(unit=county.east)


def test_a_unit_is_not_reopened_below_a_closed_one(county: County) -> None:
    close_unit(unit=county.village)
    close_unit(unit=county.east, people_leave=True)
    with refused("orgs.not_active"):
        reopen_unit(unit=county.village)
