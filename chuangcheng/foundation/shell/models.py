"""Tables of the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Submission(models.Model):
    """A form that was sent and acted upon, and the page it led to."""

    key = models.CharField(_("key"), max_length=64, unique=True)
    location = models.CharField(_("page it led to"), max_length=500, blank=True)
    made_at = models.DateTimeField(_("sent at"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("form sent")
        verbose_name_plural = _("forms sent")

    def __str__(self) -> str:
        return self.location
