"""The demonstration's notices: a welcome, and what became of the calendar, for everybody in it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import ngettext

from chuangcheng.domain.errors import N_
from chuangcheng.entrypoints.demo import county_units
from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.notices import registry
from chuangcheng.foundation.notices.services import notify
from chuangcheng.foundation.orgs.models import Subject

WELCOME = "demo.welcome"


def register() -> None:
    """Make the demonstration's kind of notice known; twice does no harm."""
    registry.kind(WELCOME, N_("About the demonstration"))


def load() -> Iterator[str]:
    """Tell every account of the demonstration what it has not been told yet; yield a sentence."""
    register()
    county = Subject.objects.filter(code=county_units.COUNTY[0]).first()
    people = list(User.objects.filter(is_demonstration=True).values_list("pk", flat=True))
    if county is None or not people:
        return
    told = notify(
        people,
        kind=WELCOME,
        title=N_("Welcome to the demonstration"),
        body=N_("Every place, unit and person here is invented. Try whatever you like."),
        link=reverse("home"),
        key="demo.welcome",
    )
    told += notify(
        people,
        kind=WELCOME,
        title=N_("The work-hours of %(subject)s are set"),
        body=N_("In summer they differ; a closed day and a worked weekend are examples too."),
        params={"subject": county.name},
        link=reverse("calendar:subject", args=[county.pk]),
        key="demo.hours",
    )
    if told:
        yield ngettext("wrote %(count)s notice", "wrote %(count)s notices", told) % {"count": told}
