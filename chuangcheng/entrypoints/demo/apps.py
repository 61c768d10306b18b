"""Django's description of the demonstration."""

from django.apps import AppConfig
from django.conf import settings


class DemoConfig(AppConfig):
    """Brings the command ``load_demonstration``; it has no tables."""

    name = "chuangcheng.entrypoints.demo"
    label = "demo"

    def ready(self) -> None:
        """Make the demonstration's kind of notice known, where there is a demonstration."""
        if settings.DEMO:
            from chuangcheng.entrypoints.demo import notices  # models are known only now

            notices.register()
