"""The announced years 2024–2026, written down by hand, independent of any package."""

from datetime import date, datetime, timedelta

from chuangcheng.domain.workdays import SHANGHAI, Calendar, SpecialDay

OFF = (
    ("2024-01-01", 1), ("2024-02-10", 8), ("2024-04-04", 3), ("2024-05-01", 5),
    ("2024-06-10", 1), ("2024-09-15", 3), ("2024-10-01", 7),
    ("2025-01-01", 1), ("2025-01-28", 8), ("2025-04-04", 3), ("2025-05-01", 5),
    ("2025-05-31", 3), ("2025-10-01", 8),
    ("2026-01-01", 3), ("2026-02-15", 9), ("2026-04-04", 3), ("2026-05-01", 5),
    ("2026-06-19", 3), ("2026-09-25", 3), ("2026-10-01", 7),
)  # fmt: skip
MADE_UP = (
    "2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14",
    "2024-09-29", "2024-10-12",
    "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11",
    "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
)  # fmt: skip


def special() -> dict[date, SpecialDay]:
    """Return the moved days of the three years."""
    days = {
        date.fromisoformat(first) + timedelta(days=offset): SpecialDay(is_off=True)
        for first, count in OFF
        for offset in range(count)
    }
    return days | {date.fromisoformat(day): SpecialDay(is_off=False) for day in MADE_UP}


ANNOUNCED = Calendar(special=special(), announced=frozenset({2024, 2025, 2026}))


def at(written: str) -> datetime:
    """Return ``2026-02-14 10:00`` in Shanghai."""
    return datetime.fromisoformat(written).replace(tzinfo=SHANGHAI)
