"""Django's description of the demonstration."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Brings the command ``load_demonstration``; it has no tables."""

    name = "chuangcheng.entrypoints.demo"
    label = "demo"
