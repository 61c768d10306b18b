"""What was done."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.audit.models.json_text import JsonText
from chuangcheng.foundation.shell.access import Scope


class Event(models.Model):
    """One thing that was done, or one look at personal data; never changed, never deleted by hand.

    Actor, target and subject are plain identifiers with the names of that day, no foreign keys.
    ``sequence`` is the event's place in the chain, empty until it is sealed. It is not the order of
    the numbers ``id``: a long transaction shows its events after later ones were sealed.
    """

    sequence = models.BigIntegerField(_("place in the chain"), null=True, editable=False)
    at = models.DateTimeField(_("time"), default=timezone.now)
    action = models.CharField(_("action"), max_length=80)
    actor_id = models.CharField(_("identifier of the actor"), max_length=80)
    actor_name = models.CharField(_("actor"), max_length=200)
    actor_unit = models.CharField(_("unit of the actor"), max_length=200, blank=True)
    actor_kind = models.CharField(_("kind of actor"), max_length=16)
    for_id = models.CharField(_("identifier of whom they stood in for"), max_length=80, blank=True)
    for_name = models.CharField(_("stood in for"), max_length=200, blank=True)
    source = models.CharField(_("done from"), max_length=200, blank=True)
    target_type = models.CharField(_("kind of thing"), max_length=80)
    target_id = models.CharField(_("identifier of the thing"), max_length=80)
    target_label = models.CharField(_("thing"), max_length=300, blank=True)
    subject = models.CharField(_("subject"), max_length=40, blank=True)
    changes = JsonText(_("changes"), default=dict, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    is_reading = models.BooleanField(_("reading of personal data"), default=False)

    class Meta:
        verbose_name = _("event of the record")
        verbose_name_plural = _("events of the record")
        ordering = ("-at", "-id")
        # One for each filter of the page. Those of few rows cost an insert nothing elsewhere.
        indexes = (
            models.Index(fields=("at",), name="event_by_time"),
            models.Index(fields=("target_type", "target_id", "at"), name="event_by_target"),
            models.Index(fields=("target_type", "at"), name="event_by_kind"),
            models.Index(fields=("actor_id", "at"), name="event_by_actor"),
            models.Index(fields=("actor_name", "at"), name="event_by_actor_name"),
            models.Index(fields=("action", "at"), name="event_by_action"),
            models.Index(fields=("subject", "at"), name="event_by_subject"),
            models.Index(
                fields=("at",), condition=models.Q(is_reading=True), name="event_readings"
            ),
            models.Index(
                fields=("id",), condition=models.Q(sequence__isnull=True), name="event_unsealed"
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("sequence",),
                condition=models.Q(sequence__isnull=False),
                name="event_sequence_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.action} {self.target_type} {self.target_id}"

    def scope(self) -> Scope:
        """Return where it lies: the subject it belongs to, or the whole installation."""
        return Scope(subject=self.subject)
