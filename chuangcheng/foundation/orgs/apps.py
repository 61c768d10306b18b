"""Django's description of the room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgsConfig(AppConfig):
    """Registers the room under the label ``orgs``."""

    name = "chuangcheng.foundation.orgs"
    label = "orgs"
    verbose_name = _("units and people")
