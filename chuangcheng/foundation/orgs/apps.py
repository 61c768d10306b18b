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
from chuangcheng.foundation.orgs.permissions import ACTIONS
from chuangcheng.foundation.orgs.registry import FIELDS, TITLES
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
