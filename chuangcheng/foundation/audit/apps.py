"""Django's description of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Registers the room under the label ``audit``."""

    name = "chuangcheng.foundation.audit"
    label = "audit"
    verbose_name = _("record")
