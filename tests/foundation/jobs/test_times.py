"""When schedules fall due, in local time."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.foundation.jobs.times import Times, read

BEIJING = ZoneInfo("Asia/Shanghai")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("rhythm", "moment", "due"),
    [
        ("every 5 minutes", "2026-11-24 10:02:30", "2026-11-24 10:05"),
        ("every 5 minutes", "2026-11-24 10:05", "2026-11-24 10:10"),
        ("every 7 minutes", "2026-11-24 23:58", "2026-11-25 00:00"),  # counts from midnight anew
        ("every 2 hours", "2026-11-24 11:00", "2026-11-24 12:00"),
        ("every 1 hour", "2026-11-24 23:30", "2026-11-25 00:00"),
        ("daily 08:00", "2026-11-24 07:59:59", "2026-11-24 08:00"),
        ("daily 08:00", "2026-11-24 08:00", "2026-11-25 08:00"),
        ("weekly MON 08:00", "2026-11-24 09:00", "2026-11-30 08:00"),  # a Tuesday
        ("weekly TUE 08:00", "2026-11-24 07:00", "2026-11-24 08:00"),
        ("monthly 1 03:30", "2026-11-24 09:00", "2026-12-01 03:30"),
        ("monthly 31 03:30", "2026-11-24 09:00", "2026-11-30 03:30"),  # the last day it has
        ("monthly 31 03:30", "2027-02-28 03:30", "2027-03-31 03:30"),
        ("monthly 29 00:00", "2028-02-01 00:00", "2028-02-29 00:00"),
    ],
)
def test_the_next_time_is_the_first_one_later(rhythm: str, moment: str, due: str) -> None:
    assert read(rhythm).after(local(moment)) == local(due)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "daily",
        "daily 24:00",
        "daily 8:00",
        "weekly XXX 08:00",
        "monthly 0 08:00",
        "monthly 32 08:00",
        "every 0 minutes",
        "every 25 hours",
        "every 5 minutes ",
        "Daily 08:00",
    ],
)
def test_another_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"no such rhythm|more than a day"):
        read(text)


rhythms = st.one_of(
    st.builds(Times, st.just("every"), minutes=st.integers(1, 24 * 60)),
    st.builds(Times, st.just("daily"), hour=st.integers(0, 23), minute=st.integers(0, 59)),
    st.builds(
        Times,
        st.just("weekly"),
        hour=st.integers(0, 23),
        minute=st.integers(0, 59),
        weekday=st.integers(0, 6),
    ),
    st.builds(
        Times,
        st.just("monthly"),
        hour=st.integers(0, 23),
        minute=st.integers(0, 59),
        day=st.integers(1, 31),
    ),
)
moments = st.integers(0, 6 * 365 * 24 * 3600).map(
    lambda seconds: local("2024-01-01") + timedelta(seconds=seconds)
)
LONGEST = {"every": 1, "daily": 1, "weekly": 7, "monthly": 31}


@given(rhythms, moments, st.timedeltas(timedelta(0), timedelta(days=40)))
def test_times_go_forward_and_none_is_left_out(
    rhythm: Times, moment: datetime, later: timedelta
) -> None:
    first = rhythm.after(moment)
    assert moment < first <= moment + timedelta(days=LONGEST[rhythm.rhythm])
    # Whoever looks later, but before it, finds the same time.
    if moment + later < first:
        assert rhythm.after(moment + later) == first
