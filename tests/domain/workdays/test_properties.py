"""What holds for every start, amount and calendar."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.domain.workdays import (
    Calendar,
    LocalDay,
    Season,
    Span,
    SpecialDay,
    Unit,
    WorkHours,
    add,
    between,
    next_workday,
    next_working_moment,
)
from tests.domain.workdays.years import ANNOUNCED

MINUTE = timedelta(minutes=1)
STARTS = st.integers(0, 1825 * 86_400_000_000).map(
    lambda offset: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(microseconds=offset)
)
MINUTES = STARTS.map(lambda moment: moment.replace(second=0, microsecond=0))
COUNTED = [Unit.WORK_HOURS, Unit.WORKDAYS]


@st.composite
def spans(draw: st.DrawFn) -> tuple[Span, ...]:
    ends = sorted(draw(st.sets(st.integers(0, 96), min_size=2, max_size=8)))
    ends = ends[: len(ends) // 2 * 2]
    return tuple(Span(a * 15, b * 15) for a, b in zip(ends[::2], ends[1::2], strict=True))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    first = date(2024, 1, 1)
    days = st.integers(0, 1826).map(lambda offset: first + timedelta(days=offset))
    local = draw(st.dictionaries(days, st.booleans().map(LocalDay), max_size=20))
    extra = draw(st.dictionaries(days, st.booleans().map(SpecialDay), max_size=20))
    season = Season((5, 1), (9, 30), draw(spans()))
    seasons = (season,) if draw(st.booleans()) else ()
    return Calendar(
        {**ANNOUNCED.special, **extra},
        draw(st.sampled_from([ANNOUNCED.announced, frozenset(), frozenset({2026, 2027})])),
        local,
        WorkHours(draw(spans()), seasons),
    )


def amounts(unit: Unit, most: int = 60) -> st.SearchStrategy[Fraction]:
    if unit in {Unit.WORKDAYS, Unit.CALENDAR_DAYS}:
        return st.integers(0, most).map(Fraction)
    return st.integers(0, most * 3600).map(lambda seconds: Fraction(seconds, 3600))


UNIT_AND_AMOUNT = st.sampled_from(list(Unit)).flatmap(
    lambda unit: st.tuples(st.just(unit), amounts(unit))
)


@given(STARTS, UNIT_AND_AMOUNT, calendars())
def test_between_undoes_add(
    start: datetime, added: tuple[Unit, Fraction], calendar: Calendar
) -> None:
    unit, amount = added
    end = add(start, amount, unit, calendar).at
    assert end >= start
    assert between(start, end, unit, calendar).amount == amount


@given(STARTS, st.integers(0, 90 * 24 * 3600), st.sampled_from(list(Unit)), calendars())
def test_what_lies_between_is_the_most_that_fits(
    start: datetime, seconds: int, unit: Unit, calendar: Calendar
) -> None:
    end = start + timedelta(seconds=seconds)
    amount = between(start, end, unit, calendar).amount
    assert add(start, amount, unit, calendar).at <= end
    more = 1 if unit in {Unit.WORKDAYS, Unit.CALENDAR_DAYS} else Fraction(1, 3_600_000_000)
    assert add(start, amount + more, unit, calendar).at > end


@given(STARTS, UNIT_AND_AMOUNT, st.integers(0, 10**6), calendars())
def test_a_later_start_never_ends_earlier(
    start: datetime, added: tuple[Unit, Fraction], later: int, calendar: Calendar
) -> None:
    unit, amount = added
    after = start + timedelta(seconds=later)
    assert add(start, amount, unit, calendar).at <= add(after, amount, unit, calendar).at


@given(STARTS, st.data(), st.sampled_from(list(Unit)), calendars())
def test_an_addition_may_be_split(
    start: datetime, data: st.DataObject, unit: Unit, calendar: Calendar
) -> None:
    first, second = data.draw(amounts(unit)), data.draw(amounts(unit))
    half_way = add(start, first, unit, calendar)
    whole = add(start, first + second, unit, calendar)
    assert add(half_way.at, second, unit, calendar).at == whole.at
    assert half_way.at <= whole.at


@given(STARTS, st.data(), st.sampled_from(COUNTED), calendars())
def test_it_never_ends_outside_working_time(
    start: datetime, data: st.DataObject, unit: Unit, calendar: Calendar
) -> None:
    amount = data.draw(amounts(unit).filter(bool))
    end = add(start, amount, unit, calendar).at
    assert calendar.is_workday(end.date()) or end.time() == datetime.min.time()
    assert next_working_moment(end - timedelta(microseconds=1), calendar).at < end


@given(MINUTES, st.integers(1, 20 * 60), calendars())
def test_it_agrees_with_counting_minute_by_minute(
    start: datetime, minutes: int, calendar: Calendar
) -> None:
    moment, left = start.astimezone(calendar.zone), minutes
    while left:
        left -= _is_working_minute(moment, calendar)
        moment += MINUTE
    assert add(start, Fraction(minutes, 60), Unit.WORK_HOURS, calendar).at == moment
    assert between(start, moment, Unit.WORK_HOURS, calendar).amount == Fraction(minutes, 60)


def _is_working_minute(moment: datetime, calendar: Calendar) -> bool:
    """Tell whether the minute that begins at ``moment`` is worked, without our arithmetic."""
    if not calendar.is_workday(moment.date()):
        return False
    clock = moment.hour * 60 + moment.minute
    return any(span.start <= clock < span.end for span in calendar.hours.on(moment.date()))


@given(MINUTES, st.integers(1, 30), calendars())
def test_workdays_agree_with_counting_day_by_day(
    start: datetime, count: int, calendar: Calendar
) -> None:
    day, left = start.astimezone(calendar.zone).date(), count
    while left:
        day += timedelta(days=1)
        left -= calendar.is_workday(day)
    due = add(start, count, Unit.WORKDAYS, calendar)
    midnight = datetime(day.year, day.month, day.day, tzinfo=calendar.zone)
    assert due.at == midnight + timedelta(minutes=calendar.hours.on(day)[-1].end)


@given(STARTS, UNIT_AND_AMOUNT, calendars())
def test_only_a_year_not_announced_makes_it_provisional(
    start: datetime, added: tuple[Unit, Fraction], calendar: Calendar
) -> None:
    unit, amount = added
    found = add(start, amount, unit, calendar)
    local = start.astimezone(calendar.zone)
    years = range(local.year, found.at.year + 1)
    touched = bool(amount) and unit in COUNTED
    assert found.provisional == (touched and any(calendar.is_provisional(year) for year in years))


@given(STARTS, calendars())
def test_the_next_moment_is_worked_and_none_lies_between(
    start: datetime, calendar: Calendar
) -> None:
    found = next_working_moment(start, calendar).at
    assert found >= start
    assert between(start, found, Unit.WORK_HOURS, calendar).amount == 0
    day = next_workday(found.date(), calendar).date
    assert day > found.date()
    assert calendar.is_workday(day)
