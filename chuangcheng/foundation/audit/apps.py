"""Django's description of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from chuangcheng.domain.errors import N_


class AuditConfig(AppConfig):
    """Registers the room under the label ``audit``."""

    name = "chuangcheng.foundation.audit"
    label = "audit"
    verbose_name = _("record")

    def ready(self) -> None:
        """Declare what can be done in the room, describe what it records, lead to its pages."""
        from chuangcheng.foundation.audit import permissions
        from chuangcheng.foundation.audit.registry import describe_action
        from chuangcheng.foundation.shell.access import declare
        from chuangcheng.foundation.shell.registry import Card, card

        declare(*permissions.ACTIONS)
        card(
            Card(
                N_("Record"),
                N_("See who did what, when and why."),
                "audit:record",
                permissions.READ_EVENTS.name,
                order=60,
            )
        )
        card(
            Card(
                N_("Is the record intact?"),
                N_("See when it was last sealed and checked."),
                "audit:chain",
                permissions.READ_CHAIN.name,
                order=65,
            )
        )
        describe_action("read", N_("Looked at personal data"))
        describe_action("audit.event.export", N_("Exported the record"))
        describe_action("audit.chain.verify", N_("Checked the chain of the record"))
        describe_action("audit.record.forget", N_("Dropped events whose time to be kept was over"))
