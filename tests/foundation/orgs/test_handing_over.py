"""Zone duties of a unit that ends: nobody leads twice, nothing that was is rewritten."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from chuangcheng.foundation.orgs import queries
from chuangcheng.foundation.orgs.models import Unit, Zone
from chuangcheng.foundation.orgs.services import (
    assign_duty,
    close_unit,
    create_zone,
    end_duty,
    merge_units,
)
from chuangcheng.foundation.shell.access import Scope
from tests.foundation.orgs.county import County
from tests.foundation.orgs.refusals import refused

DAY = timedelta(days=1)
Told = tuple[int, int | None, bool]


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def zone(county: County) -> Zone:
    return create_zone(subject=county.subject, name="文廟片區")


def give(zone: Zone, unit: Unit, first: int, last: int | None, *, leads: bool = True) -> None:
    """Give the zone to a unit; days are counted from today."""
    today = timezone.localdate()
    assign_duty(
        zone=zone,
        unit=unit,
        is_lead=leads,
        valid_from=today + first * DAY,
        valid_to=None if last is None else today + last * DAY,
    )


def held(zone: Zone, unit: Unit) -> list[Told]:
    """Return the unit's duties for the zone, in days from today, and whether it leads."""
    today = timezone.localdate()
    return [
        (
            (duty.valid_from - today).days,
            None if duty.valid_to is None else (duty.valid_to - today).days,
            duty.is_lead,
        )
        for duty in zone.duties.filter(unit=unit).order_by("valid_from")
    ]


def merge(county: County) -> None:
    merge_units(units=[(county.east, None)], into=county.west)


def test_what_was_to_end_on_a_day_still_ends_then(county: County, zone: Zone) -> None:
    give(zone, county.east, -30, 20)
    merge(county)
    assert held(zone, county.east) == [(-30, -1, True)]
    assert held(zone, county.west) == [(0, 20, True)]


def test_what_has_not_begun_does_not_begin_earlier(county: County, zone: Zone) -> None:
    give(zone, county.department, -30, 9)
    give(zone, county.east, 10, None)
    merge(county)
    assert held(zone, county.east) == []
    assert held(zone, county.west) == [(10, None, True)]
    (found,) = queries.zones(county.subject, (Scope(),), timezone.localdate())
    assert [duty.unit for duty in found.running] == [county.department]  # type: ignore[attr-defined]  # prefetched


def test_who_takes_over_led_from_the_day_on_not_before(county: County, zone: Zone) -> None:
    give(zone, county.east, -30, None)
    give(zone, county.west, -30, None, leads=False)
    merge(county)
    assert held(zone, county.west) == [(-30, -1, False), (0, None, True)]


def test_who_joined_in_joins_in_again_when_the_lead_is_over(county: County, zone: Zone) -> None:
    give(zone, county.east, 0, 9)
    give(zone, county.east, 20, 29)
    give(zone, county.west, 0, 40, leads=False)
    merge(county)
    assert held(zone, county.west) == [
        (0, 9, True),
        (10, 19, False),
        (20, 29, True),
        (30, 40, False),
    ]


def test_who_leads_already_goes_on_and_has_the_rest(county: County, zone: Zone) -> None:
    give(zone, county.west, 5, 9)
    give(zone, county.east, -30, None, leads=False)
    merge(county)
    assert held(zone, county.west) == [(0, 4, False), (5, 9, True), (10, None, False)]


def test_a_duty_of_today_that_ends_today_is_none(county: County, zone: Zone, today: date) -> None:
    give(zone, county.department, 0, None)
    close_unit(unit=county.department)
    assert not zone.duties.exists()
    give(zone, county.east, -3, None)
    assert held(zone, county.east) == [(-3, None, True)]


def test_a_duty_is_not_made_longer_than_there_is_place(county: County, zone: Zone) -> None:
    give(zone, county.department, -9, -3)
    give(zone, county.east, -2, None)
    first = zone.duties.get(unit=county.department)
    with refused("orgs.has_lead"):
        end_duty(duty=first, last=timezone.localdate())
    end_duty(duty=first, last=timezone.localdate() - 5 * DAY)
    assert held(zone, county.department) == [(-9, -5, True)]


def test_duties_with_a_last_day_are_counted_among_the_effects(county: County, zone: Zone) -> None:
    give(zone, county.east, -30, 20)
    give(create_zone(subject=county.subject, name="河濱片區"), county.east, -30, -20)
    assert [duty.zone for duty in queries.effects_on(county.east).duties] == [zone]
