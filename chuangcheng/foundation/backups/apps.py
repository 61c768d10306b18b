"""Django's description of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.backups import permissions
from chuangcheng.foundation.shell import access


class BackupsConfig(AppConfig):
    """Registers the room under the label ``backups``."""

    name = "chuangcheng.foundation.backups"
    label = "backups"
    verbose_name = _("backups")

    def ready(self) -> None:
        """Make the actions of the room known."""
        access.declare(*permissions.ACTIONS)
