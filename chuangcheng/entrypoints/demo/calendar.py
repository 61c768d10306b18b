"""The demonstration's hours: summer and winter hours of the county, and two local days."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext

from chuangcheng.entrypoints.demo import county_units
from chuangcheng.foundation.calendar import queries, services
from chuangcheng.foundation.calendar.models import SubjectHours
from chuangcheng.foundation.calendar.queries import SubjectRef
from chuangcheng.foundation.calendar.services import HoursChange, SeasonText
from chuangcheng.foundation.orgs.models import Subject

HOURS = HoursChange(
    "08:30–12:00, 14:00–17:30", [SeasonText("05-01", "09-30", "08:30–12:00, 15:00–18:30")], 0
)
CLOSED = "停電檢修（演示）"
WORKED = "迎檢加班（演示）"


def load() -> Iterator[str]:
    """Set the hours and local days of the county where there are none; yield a sentence."""
    county = Subject.objects.filter(code=county_units.COUNTY[0]).first()
    if county is None or SubjectHours.objects.filter(subject=county.pk).exists():
        return
    subject = SubjectRef(county.pk, county.name_hant)
    services.change_hours(subject, HOURS)
    today = timezone.localdate()
    services.add_local_day(subject, _next(today, worked=True), is_off=True, reason=CLOSED)
    services.add_local_day(subject, _next(today, worked=False), is_off=False, reason=WORKED)
    yield gettext("set the work-hours of %(subject)s") % {"subject": county}


def _next(day: date, *, worked: bool) -> date:
    """Return the first day at least a fortnight on that the country works, or has off."""
    calendar = queries.calendar_for()
    day += timedelta(days=14)
    while calendar.is_workday(day) is not worked:
        day += timedelta(days=1)
    return day
