"""The hours in which no mail goes out."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone


def quiet_until(now: datetime) -> datetime | None:
    """Return when the quiet hours end that hold at ``now``; None where mail may go out."""
    hours: tuple[time, time] | None = settings.NOTICES_QUIET
    if hours is None or hours[0] == hours[1]:
        return None
    begin, end = hours
    here = timezone.localtime(now)
    clock = here.time()
    over_midnight = begin > end
    inside = (clock >= begin or clock < end) if over_midnight else begin <= clock < end
    if not inside:
        return None
    day = here.date() + timedelta(days=1 if over_midnight and clock >= begin else 0)
    return datetime.combine(day, end, here.tzinfo)
