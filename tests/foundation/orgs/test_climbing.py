"""Nobody gains rights by moving units or people.

The county has an office for the whole of it; ``east office`` is somebody who holds the role of
an office for the eastern township only, and would like to hold more.
"""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.orgs import permissions
from chuangcheng.foundation.orgs.models import Person, Unit
from chuangcheng.foundation.orgs.services import move_unit
from tests.foundation.orgs.county import County, small_county
from tests.people import give, make_browser, make_holder, make_person

TODAY = timezone.localdate().isoformat()


@pytest.fixture
def climber(county: County) -> User:
    user = make_person(county.east, "鄉鎮辦（演示）")
    give(user, "office", unit=county.east)
    return user


@pytest.fixture
def browser(climber: User) -> Client:
    return make_browser(climber)


def post(browser: Client, name: str, number: int, /, **fields: object) -> int:
    address = reverse(f"orgs:{name}", args=(number,))
    return browser.post(address, {"on": TODAY, **fields}).status_code


def test_a_foreign_unit_cannot_be_pulled_under_the_own_one(county: County, browser: Client) -> None:
    assert post(browser, "move_unit", county.west.pk, parent=county.east.pk) == 403
    assert Unit.objects.get(pk=county.west.pk).parent is None


def test_an_own_unit_cannot_be_pushed_under_a_foreign_one_or_to_the_top(
    county: County, browser: Client
) -> None:
    for parent in (county.west.pk, ""):
        assert post(browser, "move_unit", county.village.pk, parent=parent) == 200
        assert Unit.objects.get(pk=county.village.pk).parent == county.east


def test_the_own_unit_itself_cannot_be_moved_somewhere_higher(
    county: County, browser: Client
) -> None:
    post(browser, "move_unit", county.east.pk, parent=county.west.pk)
    assert Unit.objects.get(pk=county.east.pk).parent is None


def test_a_foreign_unit_cannot_be_merged_into_the_own_one_nor_the_own_into_it(
    county: County, browser: Client
) -> None:
    fields = {"sure": "on"}
    assert post(browser, "merge_unit", county.west.pk, into=county.east.pk, **fields) == 403
    post(browser, "merge_unit", county.village.pk, into=county.west.pk, **fields)
    assert set(Unit.objects.values_list("status", flat=True)) == {"active"}


def test_closing_hands_nothing_over_to_a_foreign_unit(county: County, browser: Client) -> None:
    fields = {"children_to": county.west.pk, "people_do": "go", "people_to": county.west.pk}
    post(browser, "close_unit", county.east.pk, **fields)
    assert Unit.objects.get(pk=county.east.pk).status == "active"


def test_units_are_created_inside_the_reach_only(county: County, browser: Client) -> None:
    fields = {"name": "新村", "unit_class": county.unit_class("village").pk}
    for parent in ("", county.west.pk):
        post(browser, "create_unit", county.subject.pk, parent=parent, **fields)
        assert not Unit.objects.filter(name_hant="新村").exists()
    assert post(browser, "create_unit", county.subject.pk, parent=county.east.pk, **fields) == 302
    assert Unit.objects.get(name_hant="新村").parent == county.east


def test_people_go_to_units_inside_the_reach_only(county: County, browser: Client) -> None:
    post(browser, "transfer_person", county.liaison.pk, unit=county.west.pk, post="staff")
    assert Person.objects.get(pk=county.liaison.pk).unit == county.east
    post(browser, "transfer_person", county.liaison.pk, unit=county.village.pk, post="staff")
    assert Person.objects.get(pk=county.liaison.pk).unit == county.village


def test_foreign_people_cannot_be_pulled_in(county: County, browser: Client) -> None:
    foreigner = Person.objects.create(unit=county.west, name="鄭遠")
    fields = {"unit": county.east.pk, "post": "staff"}
    assert post(browser, "transfer_person", foreigner.pk, **fields) == 403


def test_no_unit_or_person_crosses_into_another_subject_even_with_rights_in_both(
    county: County,
) -> None:
    other = small_county("linxi")
    user = make_holder("office", county.department)
    give(user, "office", subject=other.subject)
    browser = make_browser(user)
    post(browser, "move_unit", county.village.pk, parent=other.east.pk)
    post(browser, "transfer_person", county.liaison.pk, unit=other.east.pk, post="staff")
    post(browser, "merge_unit", county.village.pk, into=other.east.pk, sure="on")
    assert Unit.objects.get(pk=county.village.pk).parent == county.east
    assert Person.objects.get(pk=county.liaison.pk).unit == county.east


def test_zones_and_classes_of_the_whole_county_are_out_of_reach(
    county: County, browser: Client
) -> None:
    assert post(browser, "create_zone", county.subject.pk, name="文廟片區") == 403
    assert post(browser, "create_class", county.subject.pk, name="林場", kind="other") == 403
    assert post(browser, "change_subject", county.subject.pk, name="東溪縣") == 403


def test_a_role_held_for_a_branch_follows_the_branch_and_nothing_else(county: County) -> None:
    village_office = make_person(county.village, "村辦（演示）")
    give(village_office, "office", unit=county.village)
    east_office = make_person(county.east, "鄉鎮辦（演示）")
    give(east_office, "office", unit=county.east)
    move_unit(unit=county.village, parent=county.west)

    def may(user: User, unit: Unit) -> bool:
        fresh_user, fresh_unit = User.objects.get(pk=user.pk), Unit.objects.get(pk=unit.pk)
        return fresh_user.has_perm(permissions.CHANGE_UNIT.name, fresh_unit)

    assert may(village_office, county.village)
    assert not may(village_office, county.west)
    assert not may(east_office, county.village)
    assert may(east_office, county.east)
