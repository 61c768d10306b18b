"""Examples worked out by hand around the long holidays of 2024–2028."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from chuangcheng.domain.workdays import (
    Calendar,
    Kind,
    LocalDay,
    NoWorkingTime,
    Season,
    SpecialDay,
    Unit,
    WorkHours,
    add,
    between,
    next_workday,
    next_working_moment,
    read_spans,
)
from tests.domain.workdays.years import ANNOUNCED, at

H, W, C, D = Unit.WORK_HOURS, Unit.WORKDAYS, Unit.CLOCK_HOURS, Unit.CALENDAR_DAYS

EXAMPLES = [
    # 2024: the Sunday before the Spring Festival (4 February) is worked, 10–17 are off, 18 worked.
    ("2024-02-03 10:00", 1, W, "2024-02-04 18:00"),
    ("2024-02-09 09:00", 1, W, "2024-02-18 18:00"),
    ("2024-02-09 17:00", 2, H, "2024-02-18 09:30"),
    ("2024-02-09 17:00", 1, H, "2024-02-09 18:00"),
    # 2024: Saturday 12 October is worked after the National Day.
    ("2024-09-30 09:00", 5, W, "2024-10-12 18:00"),
    ("2024-09-30 09:00", 4, W, "2024-10-11 18:00"),
    # 2025: off from 28 January to 4 February; Saturday 8 February is worked.
    ("2025-01-27 08:30", 7, H, "2025-01-27 18:00"),
    ("2025-01-27 08:30", 8, H, "2025-02-05 09:30"),
    ("2025-02-07 16:00", 1, W, "2025-02-08 18:00"),
    ("2025-02-08 16:00", 1, W, "2025-02-10 18:00"),
    # 2025: National Day and Mid-Autumn together, 1–8 October; Sunday 28 September is worked.
    ("2025-09-26 11:00", 1, W, "2025-09-28 18:00"),
    ("2025-09-30 12:00", 3, W, "2025-10-11 18:00"),
    # 2026: off from 15 to 23 February; Saturdays 14 and 28 are worked.
    ("2026-02-13 17:30", 1, H, "2026-02-14 09:00"),
    ("2026-02-14 10:00", 3, W, "2026-02-26 18:00"),
    ("2026-02-14 10:00", 5, W, "2026-02-28 18:00"),
    ("2026-10-09 18:00", 1, W, "2026-10-10 18:00"),
    ("2026-10-09 18:00", 1, H, "2026-10-10 09:30"),
    # Nothing but the clock and the calendar.
    ("2026-02-14 10:00", 24, C, "2026-02-15 10:00"),
    ("2026-02-14 10:00", Decimal("1.5"), C, "2026-02-14 11:30"),
    ("2026-02-14 10:00", 3, D, "2026-02-17 23:59:59"),
    # The noon break and starts outside working time.
    ("2026-03-02 11:30", 1, H, "2026-03-02 15:00"),
    ("2026-03-02 11:30", Decimal("0.5"), H, "2026-03-02 12:00"),
    ("2026-03-02 13:00", Decimal("0.5"), H, "2026-03-02 15:00"),
    ("2026-03-02 23:00", Decimal("0.25"), H, "2026-03-03 08:45"),
    ("2026-03-07 09:00", 7, H, "2026-03-09 18:00"),
    ("2026-03-07 09:00", 1, W, "2026-03-09 18:00"),
    ("2026-03-02 10:00", 0, H, "2026-03-02 10:00"),
    ("2026-03-07 10:00", 0, W, "2026-03-07 10:00"),
]  # fmt: skip


@pytest.mark.parametrize(("start", "amount", "unit", "due"), EXAMPLES)
def test_a_limit_ends_where_the_hand_puts_it(
    start: str, amount: int | Decimal, unit: Unit, due: str
) -> None:
    found = add(at(start), amount, unit, ANNOUNCED)
    assert found.at == at(due)
    assert not found.provisional
    assert between(at(start), found.at, unit, ANNOUNCED).amount == Fraction(amount)


PROVISIONAL = [
    # 2027: 5 February is the eve of the Spring Festival, 6–8 the first three days.
    ("2027-02-04 10:00", 1, W, "2027-02-09 18:00"),
    ("2026-12-31 17:00", 2, H, "2027-01-04 09:30"),  # 1 January is a Friday
    ("2027-04-30 09:00", 1, W, "2027-05-03 18:00"),  # 1 and 2 May are a weekend
    ("2027-09-30 09:00", 1, W, "2027-10-04 18:00"),
    ("2027-09-14 09:00", 1, W, "2027-09-16 18:00"),  # Mid-Autumn on Wednesday the 15th
    # 2028: a leap year; the Spring Festival on 26 January, Qingming on 4 April.
    ("2028-01-24 09:00", 1, W, "2028-01-31 18:00"),
    ("2028-02-28 09:00", 1, W, "2028-02-29 18:00"),
    ("2028-04-03 09:00", 1, W, "2028-04-05 18:00"),
    ("2028-09-29 09:00", 1, W, "2028-10-04 18:00"),
]


@pytest.mark.parametrize(("start", "amount", "unit", "due"), PROVISIONAL)
def test_a_limit_in_a_year_not_announced_says_so(
    start: str, amount: int, unit: Unit, due: str
) -> None:
    found = add(at(start), amount, unit, ANNOUNCED)
    assert found.at == at(due)
    assert found.provisional
    assert between(at(start), found.at, unit, ANNOUNCED).provisional


def test_a_start_in_december_is_sure_until_the_year_ends() -> None:
    assert not add(at("2026-12-30 10:00"), 1, W, ANNOUNCED).provisional
    assert add(at("2026-12-31 10:00"), 1, W, ANNOUNCED).provisional
    assert not add(at("2026-12-31 10:00"), 96, C, ANNOUNCED).provisional


def test_a_moment_in_another_zone_is_the_same_moment() -> None:
    start = datetime(2026, 3, 2, 0, 30, tzinfo=UTC)  # half past eight in Shanghai
    found = add(start, 1, H, ANNOUNCED)
    assert found.at == at("2026-03-02 09:30")
    assert str(found.at.tzinfo) == "Asia/Shanghai"


def test_hours_differ_by_season() -> None:
    summer = read_spans("08:00-12:00, 15:00-18:00")[0]
    usual = read_spans("08:30-12:00, 14:00-17:30")[0]
    hours = WorkHours(usual, (Season((5, 1), (9, 30), summer),))
    calendar = Calendar(ANNOUNCED.special, ANNOUNCED.announced, hours=hours)
    # 30 April 2026 is a Thursday in winter hours; 6 May the next workday, in summer hours.
    assert add(at("2026-04-30 17:00"), 1, H, calendar).at == at("2026-05-06 08:30")
    assert add(at("2026-04-29 09:00"), 1, W, calendar).at == at("2026-04-30 17:30")
    assert add(at("2026-04-30 09:00"), 1, W, calendar).at == at("2026-05-06 18:00")


def test_a_season_may_run_over_new_year() -> None:
    season = Season((11, 15), (2, 28), read_spans("09:00-12:00")[0])
    assert season.holds_on(date(2026, 12, 31))
    assert season.holds_on(date(2026, 1, 1))
    assert not season.holds_on(date(2026, 3, 1))
    assert not season.holds_on(date(2026, 11, 14))


def test_a_local_day_overrides_the_announcement() -> None:
    local = {
        date(2026, 10, 5): LocalDay(is_off=False, reason="迎檢"),
        date(2026, 3, 2): LocalDay(is_off=True, reason="停電"),
    }
    calendar = Calendar(ANNOUNCED.special, ANNOUNCED.announced, local)
    assert calendar.day(date(2026, 10, 5)).kind is Kind.LOCAL_WORKED
    assert calendar.day(date(2026, 3, 2)).kind is Kind.LOCAL_CLOSED
    assert add(at("2026-09-30 09:00"), 1, W, calendar).at == at("2026-10-05 18:00")
    assert next_workday(date(2026, 2, 28), calendar).date == date(2026, 3, 3)


def test_the_next_working_moment() -> None:
    for start, expected in (
        ("2026-03-02 07:00", "2026-03-02 08:30"),
        ("2026-03-02 10:00", "2026-03-02 10:00"),
        ("2026-03-02 12:00", "2026-03-02 12:00"),
        ("2026-03-02 12:01", "2026-03-02 14:30"),
        ("2026-03-02 18:01", "2026-03-03 08:30"),
        ("2026-02-14 19:00", "2026-02-24 08:30"),
    ):
        assert next_working_moment(at(start), ANNOUNCED).at == at(expected)
    found = next_working_moment(at("2026-12-31 19:00"), ANNOUNCED)
    assert (found.at, found.provisional) == (at("2027-01-04 08:30"), True)


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("amount", [-1, Decimal("-0.5"), 100_001])
def test_an_amount_out_of_bounds_is_refused(unit: Unit, amount: int | Decimal) -> None:
    with pytest.raises(ValueError, match="between 0 and"):
        add(at("2026-03-02 10:00"), amount, unit, ANNOUNCED)


@pytest.mark.parametrize("unit", [W, D])
def test_a_part_of_a_day_is_refused(unit: Unit) -> None:
    with pytest.raises(ValueError, match="whole"):
        add(at("2026-03-02 10:00"), Decimal("1.5"), unit, ANNOUNCED)


def test_a_moment_without_zone_is_refused() -> None:
    naive = at("2026-03-02 10:00").replace(tzinfo=None)
    with pytest.raises(ValueError, match="zone"):
        add(naive, 1, H, ANNOUNCED)
    with pytest.raises(ValueError, match="zone"):
        next_working_moment(naive, ANNOUNCED)


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(ValueError, match="before"):
        between(at("2026-03-02 10:00"), at("2026-03-02 09:59"), C, ANNOUNCED)


def test_a_calendar_that_never_works_is_refused_in_time() -> None:
    closed = {date.fromordinal(day): SpecialDay(is_off=True) for day in range(739000, 741000)}
    never = Calendar(special=closed, announced=frozenset(range(2024, 2030)))
    for unit in (H, W):
        with pytest.raises(NoWorkingTime):
            add(at("2026-03-02 10:00"), 1, unit, never)
    with pytest.raises(NoWorkingTime):
        next_workday(date(9999, 12, 30), Calendar(local={date.max: LocalDay(is_off=True)}))
