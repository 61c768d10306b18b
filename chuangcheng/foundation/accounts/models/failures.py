"""Failed attempts to sign in, counted to lock names and addresses for a while."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Failure(models.Model):
    """One failed attempt, under keyed digests of the name that was typed and of the sender.

    People type passwords into the field of the name; so the name itself is not kept.
    """

    name_digest = models.CharField(_("digest of the name"), max_length=64)
    address_digest = models.CharField(_("digest of the address"), max_length=64)
    at = models.DateTimeField(_("time"), db_index=True)

    class Meta:
        verbose_name = _("failed sign-in")
        verbose_name_plural = _("failed sign-ins")
        indexes = (
            models.Index(fields=("name_digest", "at"), name="failure_by_name"),
            models.Index(fields=("address_digest", "at"), name="failure_by_address"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
