"""Django's description of the room."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """The page frame; it has no tables."""

    name = "chuangcheng.foundation.shell"
    label = "shell"
