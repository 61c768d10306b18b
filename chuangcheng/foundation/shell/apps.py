"""Django's description of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShellConfig(AppConfig):
    """The page frame; its one table remembers which forms were already sent."""

    name = "chuangcheng.foundation.shell"
    label = "shell"
    verbose_name = _("page frame")
