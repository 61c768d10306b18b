"""Tables of the room. A subject is a plain number here: its table lies in a room above."""

from django.db import models
from django.utils.translation import gettext_lazy as _

NAME_LENGTH = 60
REASON_LENGTH = 200


class LoadedYear(models.Model):
    """A year whose days off were loaded from a file; ``revision`` counts how often."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    checksum = models.CharField(_("checksum"), max_length=64)
    revision = models.PositiveIntegerField(_("revision"), default=1)
    loaded_by = models.CharField(_("loaded by"), max_length=200)
    loaded_at = models.DateTimeField(_("loaded at"), auto_now=True)

    class Meta:
        verbose_name = _("loaded year")
        verbose_name_plural = _("loaded years")
        ordering = ("year",)

    def __str__(self) -> str:
        return str(self.year)


class LoadedDay(models.Model):
    """A day that an announcement moves: off, or worked to make up for another."""

    year = models.ForeignKey(
        LoadedYear, models.CASCADE, related_name="days", verbose_name=_("loaded year")
    )
    date = models.DateField(_("date"))
    is_off = models.BooleanField(_("off"))
    name = models.CharField(_("festival"), max_length=NAME_LENGTH, blank=True)

    class Meta:
        verbose_name = _("day of a loaded year")
        verbose_name_plural = _("days of a loaded year")
        ordering = ("year", "date")
        constraints = (models.UniqueConstraint(fields=("year", "date"), name="loaded_day_once"),)

    def __str__(self) -> str:
        return str(self.date)


class SubjectHours(models.Model):
    """The work-hours of a subject: the usual ones as text, those of seasons as a list.

    A season is ``{"first": "05-01", "last": "09-30", "hours": "08:00–12:00, 15:00–18:00"}``.
    """

    subject = models.PositiveBigIntegerField(_("subject"), unique=True)
    usual = models.CharField(_("usual hours"), max_length=200)
    seasons = models.JSONField(_("seasons"), default=list, blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=1)
    changed_by = models.CharField(_("changed by"), max_length=200)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        verbose_name = _("work-hours of a subject")
        verbose_name_plural = _("work-hours of subjects")
        ordering = ("subject",)

    def __str__(self) -> str:
        return self.usual


class SubjectDay(models.Model):
    """A day that a subject closes or works on its own, against the calendar of the country."""

    subject = models.PositiveBigIntegerField(_("subject"))
    date = models.DateField(_("date"))
    is_off = models.BooleanField(_("off"))
    reason = models.CharField(_("reason"), max_length=REASON_LENGTH)
    set_by = models.CharField(_("set by"), max_length=200)
    set_at = models.DateTimeField(_("set at"), auto_now_add=True)

    class Meta:
        verbose_name = _("local day")
        verbose_name_plural = _("local days")
        ordering = ("subject", "date")
        constraints = (
            models.UniqueConstraint(fields=("subject", "date"), name="subject_day_once"),
        )

    def __str__(self) -> str:
        return str(self.date)
