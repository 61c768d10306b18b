"""Reading hours as people write them."""

from datetime import date

import pytest

from chuangcheng.domain.errors import Fault
from chuangcheng.domain.workdays import (
    Season,
    Span,
    read_day_of_year,
    read_spans,
    write_day_of_year,
    write_spans,
)

MORNING, AFTERNOON = Span(510, 720), Span(870, 1080)


@pytest.mark.parametrize(
    "written",
    [
        "08:30-12:00, 14:30-18:00",
        "8:30–12:00；14:30–18:00",
        "０８：３０至１２：００，１４：３０至１８：００",
        "08:30~12:00、14:30～18:00",
        "08:30-12:00\n14:30-18:00",
    ],
)
def test_hours_are_read_however_they_are_written(written: str) -> None:
    assert read_spans(written) == ((MORNING, AFTERNOON), ())


def test_what_is_written_is_read_again() -> None:
    assert read_spans(write_spans((MORNING, AFTERNOON)))[0] == (MORNING, AFTERNOON)
    assert read_day_of_year(write_day_of_year((5, 1))) == (5, 1)
    assert read_spans("18:00-24:00")[0] == (Span(1080, 1440),)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "workdays.no_hours"),
        ("morning", "workdays.not_hours"),
        ("08:75-12:00", "workdays.not_hours"),
        ("08:00-25:00", "workdays.not_hours"),
        ("12:00-08:30", "workdays.hours_backwards"),
        ("12:00-12:00", "workdays.hours_backwards"),
        ("08:30-12:00, 11:00-18:00", "workdays.hours_overlap"),
        (",".join(f"{h:02}:00-{h:02}:30" for h in range(8, 16)), "workdays.too_many_hours"),
    ],
)
def test_unreadable_hours_are_refused(written: str, code: str) -> None:
    spans, faults = read_spans(written)
    assert spans == ()
    assert [fault.code for fault in faults] == [code]


@pytest.mark.parametrize("written", ["05-01", "5/1", "5月1日", "５－１"])
def test_a_day_of_the_year_is_read(written: str) -> None:
    assert read_day_of_year(written) == (5, 1)


@pytest.mark.parametrize("written", ["", "02-30", "13-01", "5", "May 1"])
def test_no_day_of_the_year(written: str) -> None:
    assert isinstance(read_day_of_year(written), Fault)


def test_29_february_may_begin_a_season() -> None:
    assert read_day_of_year("02-29") == (2, 29)
    assert Season((2, 29), (3, 31), (MORNING,)).holds_on(date(2026, 3, 1))


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (6, 5), (0, 1441)])
def test_a_span_lies_within_a_day(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="stretch"):
        Span(start, end)
