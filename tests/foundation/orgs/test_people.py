"""People: one head for each unit, masked numbers in the record, nobody disappears."""

import pytest
from django.db import IntegrityError

from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.orgs import queries
from chuangcheng.foundation.orgs.models import Person
from chuangcheng.foundation.orgs.queries import WantedPeople
from chuangcheng.foundation.orgs.services import (
    Stale,
    change_person,
    close_unit,
    create_person,
    leave_person,
    return_person,
    transfer_person,
)
from chuangcheng.foundation.shell.access import Scope
from tests.foundation.orgs.county import County, small_county
from tests.foundation.orgs.listening import listening
from tests.foundation.orgs.refusals import refused

EVERYWHERE = (Scope(),)


def test_a_unit_has_one_head_in_office(county: County) -> None:
    with refused("orgs.has_head"):
        create_person(unit=county.east, name="錢進", post="head")
    leave_person(person=county.head)
    create_person(unit=county.east, name="錢進", post="head")
    with refused("orgs.has_head"):
        return_person(person=county.head)


def test_the_database_holds_the_one_head_too(county: County) -> None:
    with pytest.raises(IntegrityError):
        Person.objects.create(unit=county.east, name="錢進", post="head")


def test_a_unit_may_have_several_leaders_and_liaisons(county: County) -> None:
    for post in ("leader", "leader", "liaison"):
        create_person(unit=county.east, name="錢進", post=post)
    assert county.east.people.count() == 5


def test_telephone_and_mail_stand_masked_in_the_record(county: County) -> None:
    change_person(person=county.liaison, phone="13812345678", email="li@example.test")
    changes = Event.objects.filter(action="orgs.person.change").latest("id").changes
    assert changes["phone"] == ["138****0002", "138****5678"]
    assert "13812345678" not in str(changes)
    assert "li@example" not in str(changes)


def test_a_change_hidden_by_the_mask_is_recorded_all_the_same(county: County) -> None:
    change_person(person=county.liaison, phone="13899990002")
    changes = Event.objects.filter(action="orgs.person.change").latest("id").changes
    assert changes["phone"] == ["138****0002", "138****0002"]


def test_the_second_editor_is_told(county: County) -> None:
    change_person(person=county.liaison, revision=1, title="科員")
    with pytest.raises(Stale):
        change_person(person=county.liaison, revision=1, title="副科長")


def test_a_transfer_tells_the_rooms_above_from_where_to_where(county: County) -> None:
    with listening("orgs.person.transferred") as heard:
        moved = transfer_person(person=county.liaison, unit=county.west, revision=1)
    (payload,) = heard
    assert moved.unit_id == county.west.pk
    assert (payload["unit"], payload["was_unit"]) == (county.west.pk, county.east.pk)


def test_impossible_transfers_are_refused(county: County) -> None:
    with refused("orgs.same_place"):
        transfer_person(person=county.liaison, unit=county.east)
    with refused("orgs.other_subject"):
        transfer_person(person=county.liaison, unit=small_county("linxi").west)
    close_unit(unit=county.department)
    with refused("orgs.not_active"):
        transfer_person(person=county.liaison, unit=county.department)
    leave_person(person=county.liaison)
    with refused("orgs.left_office"):
        transfer_person(person=county.liaison, unit=county.west)


def test_a_head_does_not_arrive_beside_another_head(county: County) -> None:
    create_person(unit=county.west, name="鄭遠", post="head")
    with refused("orgs.has_head"):
        transfer_person(person=county.head, unit=county.west)
    assert transfer_person(person=county.head, unit=county.west, post="leader").post == "leader"


def test_who_left_is_on_record_and_can_come_back(county: County) -> None:
    leave_person(person=county.liaison, reason="退休")
    with refused("orgs.left_office"):
        leave_person(person=county.liaison)
    found = queries.people(county.subject, EVERYWHERE, WantedPeople(in_office=False))
    assert [person.name for person in found] == ["李文"]
    back = return_person(person=county.liaison)
    assert (back.is_active, back.left_on) == (True, None)
    with refused("orgs.in_office"):
        return_person(person=county.liaison)


def test_people_are_found_by_name_title_and_unit_in_either_script(county: County) -> None:
    create_person(unit=county.west, name="陳國強", title="副鎮長")

    def names(words: str) -> set[str]:
        wanted = WantedPeople(words)
        return {person.name for person in queries.people(county.subject, EVERYWHERE, wanted)}

    assert names("陈国强") == names("陳國強") == names("副镇长 陳") == {"陳國強"}
    assert names("东溪") == {"周立新", "李文"}
    assert names("nobody") == set()


def test_who_comes_back_when_the_unit_has_ended_comes_to_another(county: County) -> None:
    leave_person(person=county.liaison)
    close_unit(unit=county.east, children_to=county.west, people_leave=True)
    with refused("orgs.not_active"):
        return_person(person=county.liaison)
    with refused("orgs.other_subject"):
        return_person(person=county.liaison, unit=small_county("linxi").west)
    with listening("orgs.person.transferred") as told:
        back = return_person(person=county.liaison, unit=county.west)
    assert (back.is_active, back.unit) == (True, county.west)
    assert [(one["unit"], one["was_unit"]) for one in told] == [(county.west.pk, county.east.pk)]
