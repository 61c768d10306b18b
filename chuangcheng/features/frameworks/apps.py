"""The room of frameworks: editions, their trees, checklists and lists."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FrameworksConfig(AppConfig):
    """Registers the room under the label ``frameworks``."""

    name = "chuangcheng.features.frameworks"
    label = "frameworks"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("frameworks")
