"""Django's description of the room."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _

from chuangcheng.domain.errors import N_
from chuangcheng.foundation.audit.registry import describe_action
from chuangcheng.foundation.jobs.permissions import ACTIONS, READ_JOB
from chuangcheng.foundation.shell.access import declare
from chuangcheng.foundation.shell.registry import Card, card


class JobsConfig(AppConfig):
    """Registers the room under the label ``jobs`` and reads what every room wants done."""

    name = "chuangcheng.foundation.jobs"
    label = "jobs"
    verbose_name = _("background work")

    def ready(self) -> None:
        """Declare what can be done here; read the ``jobs`` and ``receivers`` of every room."""
        declare(*ACTIONS)
        describe_action("jobs.job.retry", N_("had a failed job done again"))
        describe_action("jobs.job.retry_all", N_("had all failed jobs done again"))
        card(
            Card(
                N_("Background work"),
                N_("What runs, what waits, what failed, and trying it again."),
                "jobs:jobs",
                READ_JOB.name,
                order=70,
            )
        )
        for room in apps.get_app_configs():
            if room.name.startswith("chuangcheng."):
                for module in (f"{room.name}.jobs", f"{room.name}.receivers"):
                    if find_spec(module) is not None:
                        import_module(module)
