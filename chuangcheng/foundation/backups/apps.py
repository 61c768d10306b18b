"""Django's description of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from chuangcheng.domain.errors import N_
from chuangcheng.foundation.backups import permissions
from chuangcheng.foundation.shell import access, registry


class BackupsConfig(AppConfig):
    """Registers the room under the label ``backups``."""

    name = "chuangcheng.foundation.backups"
    label = "backups"
    verbose_name = _("backups")

    def ready(self) -> None:
        """Make the actions of the room known."""
        access.declare(*permissions.ACTIONS)
        registry.card(
            registry.Card(
                N_("Backups"),
                N_("When the last ones were made, and how to make one."),
                "backups:runs",
                permissions.READ.name,
                order=75,
            )
        )
