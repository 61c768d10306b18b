"""The statutory days: against the announcements, and the lunar ones against the moon."""

import math
from datetime import UTC, date, datetime, timedelta

import chinese_calendar
import pytest

from chuangcheng.domain.workdays import LUNAR_UNTIL, SHANGHAI, qingming, statutory_days
from chuangcheng.domain.workdays.statutory import DRAGON_BOAT, MID_AUTUMN, SPRING_FESTIVAL
from tests.domain.workdays.years import ANNOUNCED


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_statutory_day_was_off_in_the_announced_years(year: int) -> None:
    for day in statutory_days(year):
        assert ANNOUNCED.special[day].is_off, day


@pytest.mark.parametrize(("year", "count"), [(2024, 11), (2025, 13), (2026, 13), (2027, 13)])
def test_there_are_as_many_as_the_law_gives(year: int, count: int) -> None:
    assert len(statutory_days(year)) == count


def test_2028_has_one_day_that_is_two_festivals() -> None:
    assert len(statutory_days(2028)) == 12
    assert date(2028, 10, 3) in statutory_days(2028)


def test_years_beyond_the_table_lack_the_lunar_festivals_only() -> None:
    beyond = statutory_days(LUNAR_UNTIL + 1)
    assert not {SPRING_FESTIVAL, DRAGON_BOAT, MID_AUTUMN} & set(beyond.values())
    assert len(beyond) == 7


def test_qingming_agrees_with_what_was_announced() -> None:
    for year in range(2008, 2027):
        assert chinese_calendar.is_holiday(qingming(year)), year
    assert [qingming(year).day for year in (2024, 2025, 2026, 2027, 2028)] == [4, 4, 5, 5, 4]


def _new_moon(k: int) -> datetime:
    """Return the k-th new moon since January 2000, after Meeus, Astronomical Algorithms, ch. 49.

    The main terms are within two minutes of the truth, and so is the clock's drift taken here.
    """
    t = k / 1236.85
    day = 2451550.09766 + 29.530588861 * k + 0.00015437 * t**2
    sun = math.radians(2.5534 + 29.1053567 * k)
    moon = math.radians(201.5643 + 385.81693528 * k + 0.0107582 * t**2)
    node = math.radians(160.7108 + 390.67050284 * k - 0.0016118 * t**2)
    omega = math.radians(124.7746 - 1.56375588 * k)
    e = 1 - 0.002516 * t
    day += sum(
        factor * math.sin(angle)
        for factor, angle in (
            (-0.40720, moon), (0.17241 * e, sun), (0.01608, 2 * moon), (0.01039, 2 * node),
            (0.00739 * e, moon - sun), (-0.00514 * e, moon + sun), (0.00208 * e * e, 2 * sun),
            (-0.00111, moon - 2 * node), (-0.00057, moon + 2 * node), (0.00056 * e, 2 * moon + sun),
            (-0.00042, 3 * moon), (0.00042 * e, sun + 2 * node), (0.00038 * e, sun - 2 * node),
            (-0.00024 * e, 2 * moon - sun), (-0.00017, omega), (-0.00007, moon + 2 * sun),
            (0.00004, 2 * moon - 2 * node), (0.00004, 3 * sun), (0.00003, moon + sun - 2 * node),
            (0.00003, 2 * moon + 2 * node), (-0.00003, moon + sun + 2 * node),
            (0.00003, moon - sun + 2 * node),
        )
    )  # fmt: skip
    for factor, start, rate in (
        (0.000325, 299.77, 0.107408), (0.000165, 251.88, 0.016321), (0.000164, 251.83, 26.651886),
        (0.000126, 349.42, 36.412478), (0.000110, 84.66, 18.206239), (0.000062, 141.74, 53.303771),
        (0.000060, 207.14, 2.453732), (0.000056, 154.84, 7.306860), (0.000047, 34.52, 27.261239),
        (0.000042, 207.19, 0.121824), (0.000040, 291.34, 1.844379), (0.000037, 161.72, 24.198154),
        (0.000035, 239.56, 25.513099), (0.000023, 331.55, 3.592518),
    ):  # fmt: skip
        day += factor * math.sin(math.radians(start + rate * k))
    seconds = (day - 2440587.5) * 86400 - 70  # 70 s between the earth's turning and the stars
    return datetime.fromtimestamp(seconds, UTC)


NEW_MOONS = {_new_moon(k).astimezone(SHANGHAI).date() for k in range(295, 450)}


@pytest.mark.parametrize("year", range(2024, LUNAR_UNTIL + 1))
def test_lunar_festivals_hang_on_the_new_moon(year: int) -> None:
    days = statutory_days(year)
    spring = [day for day, name in days.items() if name == SPRING_FESTIVAL]
    assert spring[-1] - timedelta(days=2) in NEW_MOONS
    dragon_boat = next(day for day, name in days.items() if name == DRAGON_BOAT)
    assert dragon_boat - timedelta(days=4) in NEW_MOONS
    hidden = {2028: date(2028, 10, 3), 2031: date(2031, 10, 1)}  # under the National Day
    mid_autumn = next((day for day, name in days.items() if name == MID_AUTUMN), hidden.get(year))
    assert mid_autumn is not None
    assert mid_autumn - timedelta(days=14) in NEW_MOONS


def test_the_festivals_fall_into_their_months() -> None:
    """The new year is the second new moon after the solstice, but for a leap month between."""
    for year in range(2024, LUNAR_UNTIL + 1):
        days = statutory_days(year)
        first = next(day for day, name in days.items() if name == SPRING_FESTIVAL)
        assert date(year, 1, 20) <= first <= date(year, 2, 20)


def test_the_years_written_by_hand_agree_with_the_package() -> None:
    for day in (date(2024, 1, 1) + timedelta(days=offset) for offset in range(1096)):
        assert ANNOUNCED.is_workday(day) == chinese_calendar.is_workday(day), day
