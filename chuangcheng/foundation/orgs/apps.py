"""Django's description of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.audit.registry import describe_action
from chuangcheng.foundation.orgs.permissions import ACTIONS
from chuangcheng.foundation.orgs.registry import TITLES
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
