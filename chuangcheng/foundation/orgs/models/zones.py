"""Zones of a subject and the units that answer for them; a plain list until there are maps."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.orgs.models.subjects import CODE_LENGTH, Named, Subject, search_field
from chuangcheng.foundation.orgs.models.units import Unit
from chuangcheng.foundation.shell.access import Scope


class Zone(Named):
    """A part of the built-up area that somebody answers for."""

    subject = models.ForeignKey(
        Subject, models.PROTECT, related_name="zones", verbose_name=_("subject")
    )
    code = models.CharField(_("code"), max_length=CODE_LENGTH)
    bounds = models.CharField(_("bounds in words"), max_length=300, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    revision = models.PositiveIntegerField(_("revision"), default=1)
    search = search_field("bounds")

    class Meta:
        verbose_name = _("zone")
        verbose_name_plural = _("zones")
        ordering = ("code",)
        constraints = (models.UniqueConstraint(fields=("subject", "code"), name="zone_code_once"),)

    def scope(self) -> Scope:
        """Return where it lies: its subject."""
        return Scope(subject=str(self.subject_id))


class ZoneDuty(models.Model):
    """A unit answers for a zone from a day to a day, both included; one of them leads."""

    zone = models.ForeignKey(Zone, models.CASCADE, related_name="duties", verbose_name=_("zone"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="zone_duties", verbose_name=_("work unit")
    )
    is_lead = models.BooleanField(_("leads"), default=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        verbose_name = _("zone duty")
        verbose_name_plural = _("zone duties")
        ordering = ("zone", "-is_lead", "valid_from", "id")
        indexes = (
            models.Index(fields=("zone", "valid_to"), name="zone_duty_by_zone"),
            models.Index(fields=("unit", "valid_to"), name="zone_duty_by_unit"),
        )

    def __str__(self) -> str:
        return f"{self.zone_id} {self.unit_id}"
