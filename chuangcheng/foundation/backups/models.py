"""Tables of the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BackupRun(models.Model):
    """One backup that was finished: when, by whom, into which file, and its checksum."""

    at = models.DateTimeField(_("time"), auto_now_add=True, db_index=True)
    file_name = models.CharField(_("file"), max_length=255)
    size = models.BigIntegerField(_("bytes"))
    checksum = models.CharField(_("SHA-256"), max_length=64)
    rows = models.PositiveBigIntegerField(_("rows"))
    files = models.PositiveBigIntegerField(_("stored files"))
    has_keys = models.BooleanField(_("keys enclosed"), default=False)
    made_by = models.CharField(_("made by"), max_length=200)

    class Meta:
        verbose_name = _("backup")
        verbose_name_plural = _("backups")
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.file_name} {self.at:%Y-%m-%d}"
