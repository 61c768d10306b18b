"""What this room makes of events in the rooms below it."""

from typing import Any

from django.urls import reverse

from chuangcheng.domain.errors import N_
from chuangcheng.foundation.accounts.models import Grant
from chuangcheng.foundation.accounts.models.grants import in_force
from chuangcheng.foundation.calendar.events import YEAR_LOADED
from chuangcheng.foundation.jobs.registry import JobContext, receiver
from chuangcheng.foundation.notices.services import notify

CONCERNED = ("office", "leader", "system_admin")
"""Roles that plan by the calendar; others are told by the rooms whose dates move."""


@receiver(YEAR_LOADED, name="notices.tell_year", title=N_("Tell that a year has been announced"))
def tell_year(context: JobContext, payload: dict[str, Any]) -> None:
    """Tell who plans by the calendar that the days off of a year are known."""
    grants = Grant.objects.filter(in_force(), role__in=CONCERNED)
    people = grants.values_list("user", flat=True).distinct()
    notify(
        people,
        kind="calendar.year",
        title=N_("The days off of %(year)s are in the calendar"),
        body=N_("Days that turn from worked to off or back: %(count)s. Dates in %(year)s follow."),
        params={"year": int(payload["year"]), "count": len(payload["changed"])},
        link=reverse("calendar:year", args=[payload["year"]]),
        key=f"calendar.year.{context.key}",
    )
