"""Zones: who answers for them, when, and who leads."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from chuangcheng.foundation.orgs import queries
from chuangcheng.foundation.orgs.models import Zone
from chuangcheng.foundation.orgs.services import (
    Stale,
    assign_duty,
    change_zone,
    close_unit,
    create_zone,
    end_duty,
)
from chuangcheng.foundation.shell.access import Scope
from tests.foundation.orgs.county import County, small_county
from tests.foundation.orgs.refusals import refused

EVERYWHERE = (Scope(),)
SPRING, SUMMER, AUTUMN = date(2026, 3, 1), date(2026, 6, 1), date(2026, 9, 1)


@pytest.fixture
def zone(county: County) -> Zone:
    return create_zone(subject=county.subject, name="文廟片區", bounds="文廟路以北")


def test_a_zone_is_found_by_its_bounds_in_either_script(county: County, zone: Zone) -> None:
    today = timezone.localdate()
    assert list(queries.zones(county.subject, EVERYWHERE, today, "文庙路")) == [zone]


def test_one_unit_leads_at_a_time_and_others_join_in(county: County, zone: Zone) -> None:
    assign_duty(zone=zone, unit=county.east, is_lead=True, valid_from=SPRING)
    with refused("orgs.has_lead"):
        assign_duty(zone=zone, unit=county.west, is_lead=True, valid_from=SUMMER)
    assign_duty(zone=zone, unit=county.west, is_lead=False, valid_from=SUMMER)
    (found,) = queries.zones(county.subject, EVERYWHERE, AUTUMN)
    assert [(duty.unit.name_hant, duty.is_lead) for duty in found.running] == [  # type: ignore[attr-defined]  # prefetched
        ("東溪鎮", True),
        ("西溪鎮", False),
    ]


def test_a_unit_answers_for_a_zone_once_at_a_time(county: County, zone: Zone) -> None:
    assign_duty(zone=zone, unit=county.east, is_lead=True, valid_from=SPRING, valid_to=SUMMER)
    with refused("orgs.duty_twice"):
        assign_duty(zone=zone, unit=county.east, is_lead=False, valid_from=SUMMER)
    assign_duty(zone=zone, unit=county.east, is_lead=True, valid_from=SUMMER + timedelta(days=1))
    assert zone.duties.count() == 2


def test_another_lead_follows_when_the_first_has_ended(county: County, zone: Zone) -> None:
    first = assign_duty(zone=zone, unit=county.east, is_lead=True, valid_from=SPRING)
    end_duty(duty=first, last=SUMMER)
    second = assign_duty(
        zone=zone, unit=county.west, is_lead=True, valid_from=SUMMER + timedelta(days=1)
    )
    assert [duty.pk for duty in queries.duties_of_zone(zone)] == [second.pk, first.pk]


def test_a_time_that_ends_before_it_begins_is_refused(county: County, zone: Zone) -> None:
    with refused("orgs.period"):
        assign_duty(zone=zone, unit=county.east, is_lead=True, valid_from=SUMMER, valid_to=SPRING)
    duty = assign_duty(zone=zone, unit=county.east, is_lead=True, valid_from=SUMMER)
    with refused("orgs.period"):
        end_duty(duty=duty, last=SPRING)


def test_closed_units_foreign_units_and_zones_out_of_use_are_refused(
    county: County, zone: Zone
) -> None:
    close_unit(unit=county.department)
    with refused("orgs.not_active"):
        assign_duty(zone=zone, unit=county.department, is_lead=True, valid_from=SPRING)
    with refused("orgs.other_subject"):
        assign_duty(zone=zone, unit=small_county("linxi").east, is_lead=True, valid_from=SPRING)
    change_zone(zone=zone, is_active=False)
    with refused("orgs.zone_not_in_use"):
        assign_duty(zone=zone, unit=county.east, is_lead=True, valid_from=SPRING)


def test_the_second_editor_of_a_zone_is_told(county: County, zone: Zone) -> None:
    change_zone(zone=zone, revision=1, bounds="文廟路以南")
    with pytest.raises(Stale):
        assign_duty(zone=zone, unit=county.east, is_lead=True, valid_from=SPRING, revision=1)


def test_codes_of_zones_are_given_once_and_found_where_left_empty(
    county: County, zone: Zone
) -> None:
    assert zone.code == "Z01"
    with refused("orgs.code_taken"):
        create_zone(subject=county.subject, name="河濱片區", code="Z01")
    assert create_zone(subject=county.subject, name="河濱片區").code == "Z02"


def test_a_code_that_is_found_is_never_one_that_is_taken(county: County) -> None:
    create_zone(subject=county.subject, name="河濱片區", code="Z02")
    create_zone(subject=county.subject, name="站前片區", code="Z03")
    found = [create_zone(subject=county.subject, name=f"{n}片區").code for n in "甲乙丙"]
    assert found == ["Z04", "Z05", "Z06"]
