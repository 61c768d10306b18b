"""The pages: what each shows, to whom, with how many questions, and what an empty one says."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.orgs import queries
from chuangcheng.foundation.orgs.forms import unit_choice
from chuangcheng.foundation.orgs.models import Person, Unit, UnitVersion
from chuangcheng.foundation.orgs.services import (
    assign_duty,
    change_person,
    close_unit,
    create_subject,
    create_unit,
    create_zone,
    merge_units,
)
from tests.foundation.orgs.county import County, small_county
from tests.people import make_browser, make_holder

LISTS = ("subject", "units", "people", "zones", "classes", "past")
FORMS_OF_A_UNIT = ("change_unit", "change_contacts", "move_unit", "merge_unit", "close_unit")
FORMS_OF_A_PERSON = ("change_person", "transfer_person", "leave_person")


def page(client: Client, name: str, number: int = 0, query: str = "") -> str:
    address = reverse(f"orgs:{name}", args=(number,) if number else ())
    answer = client.get(address + query)
    assert answer.status_code == 200, name
    return answer.content.decode()


@pytest.mark.parametrize("name", LISTS)
def test_every_part_of_a_subject_opens(county: County, office: Client, name: str) -> None:
    assert "雲溪縣(演示)" in page(office, name, county.subject.pk)


@pytest.mark.parametrize("name", FORMS_OF_A_UNIT)
def test_every_form_about_a_unit_opens(county: County, office: Client, name: str) -> None:
    assert "東溪鎮" in page(office, name, county.east.pk)


@pytest.mark.parametrize("name", FORMS_OF_A_PERSON)
def test_every_form_about_a_person_opens(county: County, office: Client, name: str) -> None:
    assert "李文" in page(office, name, county.liaison.pk)


@pytest.mark.parametrize("language", ["zh-hant", "zh-hans", "en"])
def test_names_stand_in_the_language_of_the_page(
    county: County, office: Client, language: str
) -> None:
    office.cookies["language"] = language
    shown = page(office, "unit", county.east.pk)
    assert ("东溪镇" if language == "zh-hans" else "東溪鎮") in shown


def test_a_branch_comes_when_it_is_opened(county: County, office: Client) -> None:
    assert "柳樹村" not in page(office, "subject", county.subject.pk)
    assert "柳樹村" in page(office, "branch", county.east.pk)


def test_units_below_are_found_by_searching(county: County, office: Client) -> None:
    found = page(office, "units", county.subject.pk, "?q=柳树")
    assert "柳樹村" in found
    assert "西溪鎮" not in found


def test_all_units_below_one_are_reached_however_many(
    county: County, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    village = county.unit_class("village")
    create_unit(subject=county.subject, unit_class=village, name="沙河村", parent=county.east)
    monkeypatch.setattr(queries, "SHOWN_OF_A_GROUP", 1)
    assert "沙河村" not in page(office, "unit", county.east.pk)
    query = f"?below={county.east.pk}"
    link = reverse("orgs:units", args=(county.subject.pk,)) + query
    assert f'href="{link}"' in page(office, "unit", county.east.pk)
    shown = page(office, "units", county.subject.pk, query)
    assert "沙河村" in shown
    assert "西溪鎮" not in shown


def test_units_of_another_subject_are_not_named_by_an_address(
    county: County, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    foreign = small_county("linxi").west
    Unit.objects.filter(pk=foreign.pk).update(name_hant="臨溪鎮", name_hans="临溪镇")
    monkeypatch.setattr(unit_choice, "LISTED_AT_MOST", 2)
    for name in ("create_unit", "units"):
        assert "臨溪鎮" not in page(office, name, county.subject.pk, f"?below={foreign.pk}")
    own = page(office, "create_unit", county.subject.pk, f"?below={county.west.pk}")
    assert "西溪鎮" in own


def test_a_list_narrows_by_class_and_status(county: County, office: Client) -> None:
    close_unit(unit=county.village)
    assert "柳樹村" not in page(office, "units", county.subject.pk, "?class=village")
    assert "柳樹村" in page(office, "units", county.subject.pk, "?class=village&status=closed")
    assert "柳樹村" in page(office, "units", county.subject.pk, "?status=")


@pytest.mark.parametrize("query", ["?page=x", "?page=99", "?day=2026-02-31", "?day=x"])
def test_nonsense_in_the_address_breaks_nothing(county: County, office: Client, query: str) -> None:
    for name in LISTS:
        page(office, name, county.subject.pk, query)


@pytest.mark.parametrize("number", [10**9, 10**30])
def test_numbers_nobody_has_are_not_found(office: Client, number: int) -> None:
    for name in ("subject", "unit", "person", "zone", "end_duty", "change_class"):
        assert office.get(reverse(f"orgs:{name}", args=(number,))).status_code == 404, name


def test_a_merged_unit_leads_to_its_successor(county: County, office: Client) -> None:
    merge_units(units=[(county.east, None)], into=county.west)
    shown = page(office, "unit", county.east.pk)
    assert reverse("orgs:unit", args=(county.west.pk,)) in shown
    assert reverse("orgs:reopen_unit", args=(county.east.pk,)) in shown
    assert reverse("orgs:move_unit", args=(county.east.pk,)) not in shown


def test_before_a_merger_it_is_said_what_roles_will_reach(county: County, office: Client) -> None:
    """As ``accounts`` has it: a merger takes roles along."""
    assert "角色會轉到承接單位" in page(office, "merge_unit", county.east.pk)


def test_a_doubtful_statistical_code_is_pointed_out(county: County, office: Client) -> None:
    Unit.objects.filter(pk=county.village.pk).update(statistical_code="990101102201")
    shown = page(office, "unit", county.village.pk)
    assert "990101101000" in shown
    assert "請核對統計代碼" in shown


def test_who_left_on_an_unknown_day_has_left_all_the_same(county: County, office: Client) -> None:
    gone = Person.objects.create(unit=county.east, name="馮去", is_active=False)
    assert "已辦理離任" in page(office, "person", gone.pk)


# -- telephone and mail ----------------------------------------------------------------------------


def test_numbers_are_shown_on_wish_and_that_is_recorded(county: County, office: Client) -> None:
    for name, number in (("unit", county.east.pk), ("person", county.liaison.pk)):
        assert "13800000002" not in page(office, name, number)
        readings = Event.objects.filter(is_reading=True, target_type=f"orgs.{name}")
        assert not readings.exists()
        assert "13800000002" in page(office, name, number, "?contacts=1")
        assert [reading.target_id for reading in readings] == [str(number)]


def test_the_own_unit_sees_its_numbers_and_another_does_not(
    county: County, east_liaison: Client
) -> None:
    colleague = make_browser(make_holder("liaison", county.west))
    for name, number in (("unit", county.east.pk), ("person", county.liaison.pk)):
        assert "13800000002" in page(east_liaison, name, number, "?contacts=1")
        assert "13800000002" not in page(colleague, name, number, "?contacts=1")


def test_opening_the_form_with_the_numbers_is_recorded(county: County, office: Client) -> None:
    assert "13800000002" in page(office, "change_person", county.liaison.pk)
    assert Event.objects.filter(is_reading=True, target_type="orgs.person").count() == 1


def test_a_late_editor_sees_the_numbers_and_that_is_recorded(
    county: County, office: Client
) -> None:
    address = reverse("orgs:change_person", args=(county.liaison.pk,))
    change_person(person=county.liaison, title="副鎮長")
    old = {"name": "李文", "post": "liaison", "revision": 1}
    answer = office.post(address, {**old, "initial-name": "李文", "initial-post": "liaison"})
    assert "13800000002" in answer.content.decode()
    assert Event.objects.filter(is_reading=True, target_type="orgs.person").count() == 1


def test_no_list_holds_a_personal_number(county: County, office: Client) -> None:
    for name in LISTS:
        assert "1380000000" not in page(office, name, county.subject.pk)


# -- who may see and do what -----------------------------------------------------------------------


def test_strangers_are_led_to_the_sign_in_page(county: County) -> None:
    stranger = make_browser()
    for name in LISTS:
        answer = stranger.get(reverse(f"orgs:{name}", args=(county.subject.pk,)))
        assert answer.status_code == 302
        assert "next=" in answer.headers["Location"]


def test_the_office_of_another_county_sees_nothing(county: County) -> None:
    other = small_county("linxi")
    outsider = make_browser(make_holder("office", other.department))
    for name in LISTS:
        address = reverse(f"orgs:{name}", args=(county.subject.pk,))
        assert outsider.get(address).status_code == 403, name
    for name in ("unit", "branch", *FORMS_OF_A_UNIT):
        address = reverse(f"orgs:{name}", args=(county.east.pk,))
        assert outsider.get(address).status_code == 403, name
    for name in ("person", *FORMS_OF_A_PERSON):
        address = reverse(f"orgs:{name}", args=(county.liaison.pk,))
        assert outsider.get(address).status_code == 403, name


def test_a_liaison_reads_the_county_and_changes_only_the_contacts_of_the_own_unit(
    county: County, east_liaison: Client
) -> None:
    assert "西溪鎮" in page(east_liaison, "subject", county.subject.pk)
    shown = page(east_liaison, "unit", county.east.pk)
    assert reverse("orgs:change_contacts", args=(county.east.pk,)) in shown
    assert reverse("orgs:change_unit", args=(county.east.pk,)) not in shown
    for name, number in (
        ("change_contacts", county.west.pk),
        ("change_unit", county.east.pk),
        ("create_unit", county.subject.pk),
        ("change_person", county.liaison.pk),
        ("create_zone", county.subject.pk),
        ("change_subject", county.subject.pk),
    ):
        assert east_liaison.get(reverse(f"orgs:{name}", args=(number,))).status_code == 403, name


def test_who_sees_one_subject_goes_straight_to_it(county: County, east_liaison: Client) -> None:
    answer = east_liaison.get(reverse("orgs:subjects"))
    assert answer.headers["Location"] == reverse("orgs:subject", args=(county.subject.pk,))


def test_several_subjects_stand_side_by_side(county: County) -> None:
    other = small_county("linxi")
    shown = page(make_browser(make_holder("system_admin", county.east)), "subjects")
    for subject in (county.subject, other.subject):
        assert reverse("orgs:subject", args=(subject.pk,)) in shown


# -- what to do first ------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_empty_installation_says_what_to_do_first() -> None:
    subject = create_subject(name="空縣", kind="county", code="empty")
    county_less = Unit(subject=subject)
    admin = make_browser(make_holder("system_admin", county_less))
    expected = {
        "subject": reverse("orgs:create_unit", args=(subject.pk,)),
        "people": reverse("orgs:subject", args=(subject.pk,)),
        "zones": reverse("orgs:create_zone", args=(subject.pk,)),
    }
    assert (
        reverse("orgs:import", args=(subject.pk,))
        in page(admin, "subject", subject.pk).split('class="blank"')[1]
    )
    for name, next_step in expected.items():
        shown = page(admin, name, subject.pk)
        assert 'class="blank"' in shown
        assert f'href="{next_step}"' in shown


# -- speed -----------------------------------------------------------------------------------------


def many_units(county: County, count: int) -> None:
    """Write units, versions, people and zones past the services."""
    town = county.unit_class("town")
    new = [
        Unit(
            subject=county.subject,
            unit_class=town,
            code=f"many-{number}",
            name_hant=f"鎮{number}",
            name_hans=f"镇{number}",
            valid_from=county.east.valid_from,
            parent=county.east if number % 2 else None,
            position=number,
        )
        for number in range(count)
    ]
    made = Unit.objects.bulk_create(new)
    for unit in made:
        unit.path = f"{county.east.path if unit.parent_id else '/'}{unit.pk}/"
    Unit.objects.bulk_update(made, ["path"])
    UnitVersion.objects.bulk_create([UnitVersion.of(unit, "created") for unit in made])
    Person.objects.bulk_create(
        [Person(unit=unit, name=f"人{unit.pk}", post="head") for unit in made]
    )


@pytest.mark.parametrize("name", [*LISTS, "unit", "branch", "create_unit", "move_unit", "zone"])
def test_a_page_asks_as_many_questions_however_many_units_there_are(
    county: County, office: Client, name: str
) -> None:
    zone = create_zone(subject=county.subject, name="文廟片區")
    for unit, lead in ((county.east, True), (county.west, False)):
        assign_duty(zone=zone, unit=unit, is_lead=lead, valid_from=unit.valid_from)
    number = {
        "unit": county.east.pk,
        "branch": county.east.pk,
        "move_unit": county.west.pk,
        "zone": zone.pk,
    }.get(name, county.subject.pk)

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            page(office, name, number)
        return len(asked)

    questions()
    few = questions()
    many_units(county, 120)
    assert questions() <= few
    assert few <= 20


def test_a_class_is_offered_for_removal_only_where_it_can_be_removed(
    county: County, office: Client
) -> None:
    used, unused = county.unit_class("village"), county.unit_class("school")
    close_unit(unit=county.village)
    shown = page(office, "classes", county.subject.pk)
    assert reverse("orgs:remove_class", args=(unused.pk,)) in shown
    assert reverse("orgs:remove_class", args=(used.pk,)) not in shown
