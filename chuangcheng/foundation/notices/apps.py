"""Django's description of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from chuangcheng.domain.errors import N_
from chuangcheng.foundation.audit.registry import describe_action
from chuangcheng.foundation.notices import registry
from chuangcheng.foundation.notices.permissions import ACTIONS
from chuangcheng.foundation.shell.access import declare


class NoticesConfig(AppConfig):
    """Registers the room under the label ``notices``, with its actions and its own kind."""

    name = "chuangcheng.foundation.notices"
    label = "notices"
    verbose_name = _("notices")

    def ready(self) -> None:
        """Declare what can be done here, and the notices about rooms below."""
        declare(*ACTIONS)
        describe_action("notices.letter.retry", N_("sent a mail once more"))
        registry.kind("calendar.year", N_("The days off of a year are known or have changed"))
