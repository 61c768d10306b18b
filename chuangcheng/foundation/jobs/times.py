"""When a schedule falls due, in local time; plain reckoning without a clock."""

import calendar
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

Rhythm = Literal["every", "daily", "weekly", "monthly"]
WEEKDAYS: Final = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
_FORMS: Final = (
    re.compile(r"(?P<rhythm>every) (?P<amount>[1-9]\d{0,3}) (?P<unit>minutes?|hours?)"),
    re.compile(r"(?P<rhythm>daily) (?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)"),
    re.compile(
        rf"(?P<rhythm>weekly) (?P<weekday>{'|'.join(WEEKDAYS)})"
        r" (?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)"
    ),
    re.compile(
        r"(?P<rhythm>monthly) (?P<day>[1-9]|[12]\d|3[01])"
        r" (?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)"
    ),
)


@dataclass(frozen=True, slots=True)
class Times:
    """A rhythm, as read by :func:`read`; the fields that do not belong to it are 0.

    ``minutes`` is the distance of ``every``; ``weekday`` counts from Monday as 0; ``day`` is the
    day of the month, in a shorter month its last day.
    """

    rhythm: Rhythm
    minutes: int = 0
    hour: int = 0
    minute: int = 0
    weekday: int = 0
    day: int = 0

    def after(self, moment: datetime) -> datetime:
        """Return the first time later than ``moment``, which is aware and in local time.

        ``every`` counts from midnight, so that all machines agree and a restart moves nothing.
        """
        start = moment.replace(hour=0, minute=0, second=0, microsecond=0)
        if self.rhythm == "every":
            passed = (moment - start) // timedelta(minutes=self.minutes) + 1
            return min(start + passed * timedelta(minutes=self.minutes), start + timedelta(days=1))
        days = (start + timedelta(days=number) for number in range(63))
        times = (day.replace(hour=self.hour, minute=self.minute) for day in days if self._on(day))
        return next(time for time in times if time > moment)

    def _on(self, day: datetime) -> bool:
        if self.rhythm == "weekly":
            return day.weekday() == self.weekday
        if self.rhythm == "monthly":
            _, last = calendar.monthrange(day.year, day.month)
            return day.day == min(self.day, last)
        return True


def read(text: str) -> Times:
    """Read what :func:`registry.schedule` may be given; raises ValueError for anything else."""
    found = next((match for form in _FORMS if (match := form.fullmatch(text))), None)
    if found is None:
        raise ValueError(f"no such rhythm: {text}")
    parts: dict[str, Any] = found.groupdict()
    if parts["rhythm"] == "every":
        minutes = int(parts["amount"]) * (60 if parts["unit"].startswith("hour") else 1)
        if minutes > 24 * 60:
            raise ValueError(f"more than a day apart: {text}")
        return Times("every", minutes=minutes)
    rhythm: Rhythm = parts["rhythm"]
    return Times(
        rhythm,
        hour=int(parts["hour"]),
        minute=int(parts["minute"]),
        weekday=WEEKDAYS.index(parts.get("weekday") or "MON"),
        day=int(parts.get("day") or 0),
    )
