"""Django's description of the room."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Registers the room under the label ``jobs`` and reads what every room wants done."""

    name = "chuangcheng.foundation.jobs"
    label = "jobs"
    verbose_name = _("background work")

    def ready(self) -> None:
        """Read ``jobs.py`` and ``receivers.py`` of every room."""
        for room in apps.get_app_configs():
            if room.name.startswith("chuangcheng."):
                for module in (f"{room.name}.jobs", f"{room.name}.receivers"):
                    if find_spec(module) is not None:
                        import_module(module)
