"""Django's description of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Registers the room under the label ``accounts``."""

    name = "chuangcheng.foundation.accounts"
    label = "accounts"
    verbose_name = _("accounts")

    def ready(self) -> None:
        """Declare what can be done in the room."""
        from chuangcheng.foundation.accounts.permissions import ACTIONS
        from chuangcheng.foundation.shell.access import declare

        declare(*ACTIONS)
