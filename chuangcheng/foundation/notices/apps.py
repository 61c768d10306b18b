"""Django's description of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from chuangcheng.domain.errors import N_
from chuangcheng.foundation.audit.registry import describe_action
from chuangcheng.foundation.notices import registry
from chuangcheng.foundation.notices.permissions import ACTIONS, READ_OUTBOX
from chuangcheng.foundation.shell import registry as start_page
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
        start_page.card(
            start_page.Card(
                N_("Mail that goes out"),
                N_("What was sent by mail, what waits, what failed and why."),
                "notices:outbox",
                READ_OUTBOX.name,
                order=80,
            )
        )
        registry.kind("calendar.year", N_("The days off of a year are known or have changed"))
