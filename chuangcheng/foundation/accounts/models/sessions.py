"""Sessions in a table of our own: whose they are, from where and since when."""

from importlib import import_module

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

AGENT_LENGTH = 200


class Session(AbstractBaseSession):
    """What the server remembers of a browser; deleting the row ends the session at once."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("account"),
    )
    address = models.CharField(_("network address"), max_length=45, blank=True)
    agent = models.CharField(_("browser"), max_length=AGENT_LENGTH, blank=True)
    begun_at = models.DateTimeField(_("begun at"), null=True, blank=True)

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        indexes = (models.Index(fields=("account", "begun_at"), name="session_by_account"),)

    @classmethod
    def get_session_store_class(cls) -> type:
        """Return the class that loads and saves these rows."""
        store: type = import_module(settings.SESSION_ENGINE).SessionStore
        return store
