"""Tables of the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """One thing that was done, or one look at personal data; never changed, never deleted by hand.

    Actor, target and subject are plain identifiers with the names of that day, no foreign keys.
    """

    at = models.DateTimeField(_("time"), auto_now_add=True, db_index=True)
    action = models.CharField(_("action"), max_length=80)
    actor_id = models.CharField(_("identifier of the actor"), max_length=80)
    actor_name = models.CharField(_("actor"), max_length=200)
    actor_unit = models.CharField(_("unit of the actor"), max_length=200, blank=True)
    actor_kind = models.CharField(_("kind of actor"), max_length=16)
    source = models.CharField(_("done from"), max_length=200, blank=True)
    target_type = models.CharField(_("kind of thing"), max_length=80)
    target_id = models.CharField(_("identifier of the thing"), max_length=80)
    target_label = models.CharField(_("thing"), max_length=300, blank=True)
    subject = models.CharField(_("subject"), max_length=40, blank=True)
    changes = models.JSONField(_("changes"), default=dict, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    is_reading = models.BooleanField(_("reading of personal data"), default=False)

    class Meta:
        verbose_name = _("event of the record")
        verbose_name_plural = _("events of the record")
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("target_type", "target_id", "id"), name="event_by_target"),
            models.Index(fields=("actor_id", "id"), name="event_by_actor"),
            models.Index(fields=("action", "id"), name="event_by_action"),
            models.Index(fields=("subject", "id"), name="event_by_subject"),
        )

    def __str__(self) -> str:
        return f"{self.action} {self.target_type} {self.target_id}"
