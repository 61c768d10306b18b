"""What makes tampering show."""

from django.db import models
from django.utils.translation import gettext_lazy as _

HASH_LENGTH = 64


class Seal(models.Model):
    """A batch of events, chained to the batch before it by ``previous``.

    ``digests`` holds SHA-256 of each event from ``first`` to ``last``, so that a check can tell
    which one was touched; ``digest`` sums them up and stays when the events of the batch have
    been forgotten because they grew too old.
    """

    number = models.BigIntegerField(_("number of the seal"), primary_key=True)
    first = models.BigIntegerField(_("first place"))
    last = models.BigIntegerField(_("last place"))
    digests = models.BinaryField(_("digests of the events"))
    digest = models.CharField(_("digest of the batch"), max_length=HASH_LENGTH)
    previous = models.CharField(_("hash of the seal before"), max_length=HASH_LENGTH)
    hash = models.CharField(_("hash of the seal"), max_length=HASH_LENGTH)
    sealed_at = models.DateTimeField(_("sealed at"))
    forgotten_at = models.DateTimeField(_("events forgotten at"), null=True, blank=True)

    class Meta:
        verbose_name = _("seal of the record")
        verbose_name_plural = _("seals of the record")
        ordering = ("number",)
        indexes = (models.Index(fields=("sealed_at",), name="seal_by_time"),)

    def __str__(self) -> str:
        return f"{self.number}: {self.first}-{self.last}"
