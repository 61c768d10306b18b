"""The forms: what each does, that two editors hear of each other, that a double click acts once."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chuangcheng.foundation.orgs.forms import unit_choice
from chuangcheng.foundation.orgs.models import Person, Subject, Unit, Zone
from chuangcheng.foundation.orgs.services import assign_duty, change_unit, change_zone, create_zone
from tests.foundation.orgs.county import County
from tests.people import make_browser, make_holder

TODAY = timezone.localdate().isoformat()
HIDDEN = re.compile(
    r'<input type="hidden" name="(submission|revision|initial-\w+)" value="([^"]*)"'
)


def send(client: Client, name: str, number: int, /, **fields: Any) -> Any:  # noqa: ANN401 - Django's test answer
    """Send a form as a browser would: with the hidden fields of the page, if they are not given."""
    address = reverse(f"orgs:{name}", args=(number,) if number else ())
    shown = client.get(address).content.decode()
    hidden = dict(HIDDEN.findall(shown))
    return client.post(address, {**hidden, **fields}, follow=True)


def unit_fields(county: County, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - any field
    town = county.unit_class("town").pk
    return {"name": "北溪鎮", "unit_class": town, "on": TODAY} | fields


def test_a_unit_is_created_below_another(county: County, office: Client) -> None:
    answer = send(
        office, "create_unit", county.subject.pk, **unit_fields(county, parent=county.west.pk)
    )
    made = county.subject.units.get(name_hant="北溪鎮")
    assert made.parent == county.west
    assert answer.redirect_chain[-1][0] == reverse("orgs:unit", args=(made.pk,))
    assert "notice-good" in answer.content.decode()


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    county: County, office: Client
) -> None:
    fields = unit_fields(county, statistical_code="12", phone="000-77")
    shown = send(office, "create_unit", county.subject.pk, **fields).content.decode()
    assert 'id="id_statistical_code_error"' in shown
    assert 'value="000-77"' in shown
    assert not county.subject.units.filter(name_hant="北溪鎮").exists()


def test_a_new_name_gives_the_other_script_anew(county: County, office: Client) -> None:
    fields = unit_fields(county, name="東龍鎮", other_script="东溪镇", code=county.east.code)
    send(office, "change_unit", county.east.pk, **fields)
    assert Unit.objects.get(pk=county.east.pk).name_hans == "东龙镇"


def test_the_other_script_can_be_corrected(county: County, office: Client) -> None:
    fields = unit_fields(county, name="東溪鎮", other_script="东谿镇", code=county.east.code)
    send(office, "change_unit", county.east.pk, **fields)
    changed = Unit.objects.get(pk=county.east.pk)
    assert (changed.name_hant, changed.name_hans) == ("東溪鎮", "东谿镇")


def test_a_reader_of_simplified_writes_simplified(county: County, office: Client) -> None:
    office.cookies["language"] = "zh-hans"
    send(office, "create_unit", county.subject.pk, **unit_fields(county, name="后溪镇"))
    assert county.subject.units.get(name_hans="后溪镇").name_hant == "後溪鎮"


def test_the_second_editor_is_told_and_keeps_what_was_typed(county: County, office: Client) -> None:
    page = reverse("orgs:change_contacts", args=(county.east.pk,))
    opened = dict(HIDDEN.findall(office.get(page).content.decode()))
    change_unit(unit=county.east, phone="000-1111")
    answer = office.post(page, {**opened, "phone": "", "address": "東溪路 1 號"})
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "期間的修改" in shown
    assert 'value="東溪路 1 號"' in shown
    assert Unit.objects.get(pk=county.east.pk).address == ""

    # What the second left alone now shows what the first stored, so saving loses neither.
    assert 'name="phone" value="000-1111"' in shown
    again = dict(HIDDEN.findall(shown))
    assert again["revision"] == "2"
    office.post(page, {**again, "phone": "000-1111", "address": "東溪路 1 號"})
    saved = Unit.objects.get(pk=county.east.pk)
    assert (saved.phone, saved.address) == ("000-1111", "東溪路 1 號")


def test_both_changed_the_same_field_the_second_decides(county: County, office: Client) -> None:
    page = reverse("orgs:change_contacts", args=(county.east.pk,))
    opened = dict(HIDDEN.findall(office.get(page).content.decode()))
    change_unit(unit=county.east, phone="000-1111")
    shown = office.post(page, {**opened, "phone": "000-2222"}).content.decode()
    assert 'name="phone" value="000-2222"' in shown
    assert "000-1111" in shown


def test_a_tick_taken_away_meanwhile_is_seen(county: County, office: Client) -> None:
    zone = create_zone(subject=county.subject, name="文廟片區")
    page = reverse("orgs:change_zone", args=(zone.pk,))
    opened = dict(HIDDEN.findall(office.get(page).content.decode()))
    change_zone(zone=zone, is_active=False)
    fields = {"name": "文廟片區", "other_script": "文庙片区", "code": "Z01", "is_active": "on"}
    answer = office.post(page, {**opened, **fields, "bounds": "文廟路以北"})
    form = answer.context["form"]
    assert form["is_active"].value() is False
    assert form["bounds"].value() == "文廟路以北"


def test_a_double_click_creates_one_unit_and_both_lead_to_it(
    county: County, office: Client
) -> None:
    fields = unit_fields(county, submission="the same number")
    first = send(office, "create_unit", county.subject.pk, **fields)
    second = send(office, "create_unit", county.subject.pk, **fields)
    made = county.subject.units.get(name_hant="北溪鎮")
    for answer in (first, second):
        assert answer.redirect_chain[-1][0] == reverse("orgs:unit", args=(made.pk,))


def test_a_refused_form_can_be_sent_again_with_the_same_number(
    county: County, office: Client
) -> None:
    wrong = unit_fields(county, submission="the same number", statistical_code="12")
    send(office, "create_unit", county.subject.pk, **wrong)
    send(office, "create_unit", county.subject.pk, **(wrong | {"statistical_code": ""}))
    assert county.subject.units.filter(name_hant="北溪鎮").count() == 1


def test_a_unit_is_moved_merged_closed_and_reopened(county: County, office: Client) -> None:
    day = {"on": TODAY}
    send(office, "move_unit", county.village.pk, parent=county.west.pk, **day)
    assert Unit.objects.get(pk=county.village.pk).parent == county.west
    send(office, "merge_unit", county.east.pk, into=county.west.pk, sure="on", **day)
    assert Unit.objects.get(pk=county.east.pk).status == "merged"
    send(office, "close_unit", county.village.pk, **day)
    assert Unit.objects.get(pk=county.village.pk).status == "closed"
    send(office, "reopen_unit", county.village.pk, **day)
    assert Unit.objects.get(pk=county.village.pk).status == "active"


def test_merging_wants_a_tick(county: County, office: Client) -> None:
    send(office, "merge_unit", county.east.pk, into=county.west.pk, on=TODAY)
    assert Unit.objects.get(pk=county.east.pk).status == "active"


def test_merging_shows_what_goes_over(county: County, office: Client) -> None:
    zone = create_zone(subject=county.subject, name="文廟片區")
    assign_duty(zone=zone, unit=county.east, is_lead=True, valid_from=county.east.valid_from)
    shown = office.get(reverse("orgs:merge_unit", args=(county.east.pk,))).content.decode()
    for name in ("柳樹村", "周立新", "李文", "文廟片區"):
        assert name in shown


def test_closing_asks_in_the_form_what_becomes_of_the_rest(county: County, office: Client) -> None:
    send(office, "close_unit", county.east.pk, on=TODAY)
    assert Unit.objects.get(pk=county.east.pk).status == "active"
    fields = {"children_to": county.west.pk, "people_do": "leave", "on": TODAY}
    send(office, "close_unit", county.east.pk, **fields)
    assert Unit.objects.get(pk=county.east.pk).status == "closed"
    assert Unit.objects.get(pk=county.village.pk).parent == county.west
    assert not Person.objects.get(pk=county.head.pk).is_active


def test_people_are_added_changed_transferred_and_let_go(county: County, office: Client) -> None:
    send(office, "create_person", county.west.pk, name="鄭遠", post="head", phone="000-5")
    added = Person.objects.get(name="鄭遠")
    assert (added.unit, added.phone) == (county.west, "000-5")
    send(office, "change_person", added.pk, name="鄭遠", post="leader", phone="000-6")
    send(office, "transfer_person", added.pk, unit=county.department.pk, post="staff")
    send(office, "leave_person", added.pk, on=TODAY)
    gone = Person.objects.get(pk=added.pk)
    assert (gone.unit, gone.post, gone.is_active) == (county.department, "staff", False)
    send(office, "return_person", added.pk, post="liaison")
    assert Person.objects.get(pk=added.pk).is_active


def test_zones_are_made_and_given_to_units(county: County, office: Client) -> None:
    send(office, "create_zone", county.subject.pk, name="文廟片區", bounds="文廟路以北")
    zone = Zone.objects.get(subject=county.subject)
    fields = {"unit": county.east.pk, "role": "lead", "valid_from": TODAY}
    send(office, "assign_duty", zone.pk, **fields)
    duty = zone.duties.get()
    assert (duty.unit, duty.is_lead) == (county.east, True)
    send(office, "end_duty", duty.pk, last=TODAY)
    assert zone.duties.get().valid_to is not None
    send(office, "change_zone", zone.pk, name="文廟片區", code="Z09")
    assert Zone.objects.get().code == "Z09"


def test_subjects_and_classes_are_made_by_the_system_administrator(county: County) -> None:
    admin = make_browser(make_holder("system_admin", county.east))
    fields = {"name": "雲溪中學", "kind": "campus", "code": "school", "with_standard_classes": "on"}
    send(admin, "create_subject", 0, **fields)
    made = Subject.objects.get(code="school")
    assert made.unit_classes.count() == 3
    send(admin, "change_subject", made.pk, name="雲溪一中", kind="campus", code="school")
    assert Subject.objects.get(code="school").name_hant == "雲溪一中"
    send(admin, "create_class", made.pk, name="社團", kind="other")
    club = made.unit_classes.get(name_hant="社團")
    send(admin, "change_class", club.pk, name="學生社團", kind="other")
    send(admin, "remove_class", club.pk)
    assert not made.unit_classes.filter(pk=club.pk).exists()


# -- choosing a unit where there are many ----------------------------------------------------------


@pytest.fixture
def long_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unit_choice, "LISTED_AT_MOST", 2)


@pytest.mark.parametrize("typed", ["西溪鎮", "西溪镇", "town-02", "西溪鎮 (town-02)", "西溪"])
def test_a_unit_may_be_typed_where_the_list_would_be_too_long(
    county: County, office: Client, long_list: None, typed: str
) -> None:
    send(office, "create_unit", county.subject.pk, **unit_fields(county, parent=typed))
    assert county.subject.units.get(name_hant="北溪鎮").parent == county.west


@pytest.mark.parametrize("typed", ["溪", "龍宮", "西溪鎮 (town-99)"])
def test_what_fits_several_units_or_none_is_asked_again(
    county: County, office: Client, long_list: None, typed: str
) -> None:
    fields = unit_fields(county, parent=typed)
    shown = send(office, "create_unit", county.subject.pk, **fields).content.decode()
    assert 'id="id_parent_error"' in shown
    assert f'value="{typed}"' in shown


def test_suggestions_come_while_one_types(county: County, office: Client) -> None:
    address = reverse("orgs:suggest", args=(county.subject.pk,))
    shown = office.get(address, {"field": "parent", "parent": "东溪"}).content.decode()
    assert 'value="東溪鎮 (town-01)"' in shown
    assert office.get(address).content.decode().strip() == ""
