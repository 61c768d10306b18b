"""Links by which people set their password: invitations and resets."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Link(models.Model):
    """A link for one account that works once and for a time.

    Only the SHA-256 of its token is kept: who reads the table cannot use it. A newer link for the
    same account withdraws the older ones.
    """

    class Purpose(models.TextChoices):
        """What it was made for."""

        INVITATION = "invitation", _("invitation")
        RESET = "reset", _("password reset")

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="links",
        verbose_name=_("account"),
    )
    purpose = models.CharField(_("purpose"), max_length=16, choices=Purpose.choices)
    digest = models.CharField(_("digest of the token"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    made_by = models.CharField(_("made by"), max_length=200)
    maker = models.CharField(_("number of the maker"), max_length=80, blank=True)
    expires_at = models.DateTimeField(_("works until"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("link to set a password")
        verbose_name_plural = _("links to set a password")
        ordering = ("-made_at", "-id")
        indexes = (models.Index(fields=("account", "-made_at"), name="link_by_account"),)

    def __str__(self) -> str:
        return f"{self.purpose} {self.account_id}"
