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
        """Declare what can be done in the room, and describe what it records of itself."""
        from chuangcheng.foundation.audit.permissions import ACTIONS
        from chuangcheng.foundation.audit.registry import describe_action
        from chuangcheng.foundation.shell.access import declare

        declare(*ACTIONS)
        describe_action("read", N_("Looked at personal data"))
        describe_action("audit.event.export", N_("Exported the record"))
        describe_action("audit.chain.verify", N_("Checked the chain of the record"))
        describe_action("audit.record.forget", N_("Dropped events whose time to be kept was over"))
