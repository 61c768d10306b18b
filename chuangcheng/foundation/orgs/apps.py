"""Django's description of the room."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from chuangcheng.domain.errors import N_
from chuangcheng.foundation.audit.registry import (
    describe_action,
    describe_subjects,
    describe_target,
)
from chuangcheng.foundation.orgs.permissions import (
    ACTIONS,
    CREATE_SUBJECT,
    CREATE_UNIT,
    READ_SUBJECT,
)
from chuangcheng.foundation.orgs.registry import FIELDS, TITLES
from chuangcheng.foundation.shell import registry
from chuangcheng.foundation.shell.access import declare


class OrgsConfig(AppConfig):
    """Registers the room under the label ``orgs``, with its actions and their names."""

    name = "chuangcheng.foundation.orgs"
    label = "orgs"
    verbose_name = _("units and people")

    def ready(self) -> None:
        """Declare what can be done here, and how the record calls it."""
        declare(*ACTIONS)
        for name, title in TITLES.items():
            describe_action(name, title)
        for kind, (title, route) in PAGES.items():
            describe_target(kind, title, partial(_page, route), FIELDS)
        describe_subjects(_subjects)
        registry.card(
            registry.Card(
                N_("Units and people"),
                N_("The tree of units, who works there, zones and who answers for them."),
                "orgs:subjects",
                READ_SUBJECT.name,
                order=10,
            )
        )
        registry.first_step(
            registry.FirstStep(
                N_("Create the subject"),
                N_("The county, city or campus that is assessed."),
                "orgs:create_subject",
                CREATE_SUBJECT.name,
                _has_subject,
                order=10,
            )
        )
        registry.first_step(
            registry.FirstStep(
                N_("Enter the units and people"),
                N_(
                    "From an Excel file, or one by one; open the subject, then “Import and export”."
                ),
                "orgs:subjects",
                CREATE_UNIT.name,
                _has_unit,
                order=20,
            )
        )


PAGES: Final = {
    "orgs.subject": (N_("subject"), "orgs:subject"),
    "orgs.unitclass": (N_("class of units"), "orgs:change_class"),
    "orgs.unit": (N_("work unit"), "orgs:unit"),
    "orgs.person": (N_("person"), "orgs:person"),
    "orgs.zone": (N_("zone"), "orgs:zone"),
}
"""What the record leads to: kinds of things, what they are called, where their pages are."""


def _page(route: str, number: str) -> str | None:
    return reverse(route, args=(int(number),)) if number.isdecimal() else None


def _subjects() -> Iterator[tuple[str, str]]:
    from chuangcheng.foundation.orgs.models import Subject

    for subject in Subject.objects.all():
        yield str(subject.pk), subject.name.get(get_language() or "zh-hant")


def _has_subject() -> bool:
    from chuangcheng.foundation.orgs.models import Subject

    return Subject.objects.exists()


def _has_unit() -> bool:
    from chuangcheng.foundation.orgs.models import Unit

    return Unit.objects.exists()
