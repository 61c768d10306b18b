"""Django's description of the room."""

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuangcheng.domain.errors import N_
from chuangcheng.foundation.audit.registry import describe_action, describe_target
from chuangcheng.foundation.calendar.permissions import ACTIONS, LOAD_YEAR, READ_YEAR
from chuangcheng.foundation.shell import registry
from chuangcheng.foundation.shell.access import declare


def _page(route: str, number: str) -> str | None:
    return reverse(route, args=[int(number)]) if number.isdecimal() else None


class CalendarConfig(AppConfig):
    """Registers the room under the label ``calendar``, with its actions and their names."""

    name = "chuangcheng.foundation.calendar"
    label = "calendar"
    verbose_name = _("working calendar")

    def ready(self) -> None:
        """Declare what can be done here; tell the record and the start page of it."""
        declare(*ACTIONS)
        describe_action("calendar.year.load", N_("loaded the days off of a year"))
        describe_action("calendar.hours.change", N_("changed the work-hours"))
        describe_action("calendar.day.add", N_("set a local day"))
        describe_action("calendar.day.remove", N_("removed a local day"))
        describe_target(
            "calendar.loadedyear", N_("loaded year"), lambda year: _page("calendar:year", year)
        )
        describe_target(
            "calendar.subjecthours",
            N_("work-hours of a subject"),
            lambda subject: _page("calendar:subject", subject),
        )
        registry.card(
            registry.Card(
                N_("Working calendar"),
                N_("Holidays, make-up days, work-hours: what every limit is reckoned by."),
                "calendar:home",
                READ_YEAR.name,
                order=60,
            )
        )
        registry.card(
            registry.Card(
                N_("Load a year"),
                N_("When the days off of the next year are announced, bring them in here."),
                "calendar:load",
                LOAD_YEAR.name,
                order=61,
            )
        )
