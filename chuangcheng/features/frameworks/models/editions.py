"""An edition of a framework and its own lists of methods and departments."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.domain.text import Text
from chuangcheng.features.frameworks.models.columns import (
    ContentField,
    ReadableEncoder,
    from_json,
    no_text,
)

CODE_LENGTH = 40


class Edition(models.Model):
    """One version of one framework.

    ``document`` is the source of truth, as it was checked and loaded, with decimals as
    strings; every other row of this room is made from it and never changed afterwards.
    An example is for learning and checking and no work may begin with it.
    """

    class Kind(models.TextChoices):
        """What is assessed."""

        COUNTY = "county", _("county")
        CITY = "city", _("city")
        CAMPUS = "campus", _("campus")
        UNIT = "unit", _("unit")
        TOWNSHIP = "township", _("township")
        COMMUNITY = "community", _("community")
        MINORS = "minors", _("minors")
        OTHER = "other", _("other subject")

    class WeightsStatus(models.TextChoices):
        """Where the weights come from; suggested ones are never shown as official."""

        SUGGESTED = "suggested", _("suggested weights")
        PUBLISHED = "published", _("published weights")
        EXAMPLE = "example", _("worked example")

    class Weights(models.TextChoices):
        """How the weights of siblings are to be read."""

        POINTS = "points", _("points")
        PERCENT = "percent", _("percent of the parent")
        RELATIVE = "relative", _("relative weights")

    class Status(models.TextChoices):
        """Whether new work may begin with this edition."""

        CURRENT = "current", _("in use")
        RETIRED = "retired", _("no longer in use")

    code = models.CharField(_("code"), max_length=CODE_LENGTH)
    version = models.CharField(_("version"), max_length=CODE_LENGTH)
    kind = models.CharField(_("kind of subject"), max_length=16, choices=Kind.choices)
    title = ContentField(_("title"))
    description = ContentField(_("description"), default=no_text)
    source = ContentField(_("source"), default=no_text)
    weights_status = models.CharField(
        _("status of the weights"), max_length=16, choices=WeightsStatus.choices
    )
    is_example = models.BooleanField(_("worked example"))
    full = models.DecimalField(_("full mark"), max_digits=18, decimal_places=6)
    bonus = models.DecimalField(_("most bonus points"), max_digits=18, decimal_places=6)
    weights = models.CharField(_("how weights are written"), max_length=16, choices=Weights.choices)
    levels = models.JSONField(_("names of the levels"), encoder=ReadableEncoder)
    rounding_places = models.PositiveSmallIntegerField(_("decimal places"))
    rounding_mode = models.CharField(_("rounding"), max_length=16)
    rounding_apply = models.CharField(_("where it is rounded"), max_length=16)
    status = models.CharField(
        _("status"), max_length=16, choices=Status.choices, default=Status.CURRENT
    )
    document = models.JSONField(_("document"), encoder=ReadableEncoder)
    checksum = models.CharField(_("checksum"), max_length=64)
    loaded_at = models.DateTimeField(_("loaded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ("kind", "code", "-version")
        constraints = (
            models.UniqueConstraint(fields=("code", "version"), name="edition_code_version_once"),
            models.CheckConstraint(condition=models.Q(full__gt=0), name="edition_full_positive"),
        )
        indexes = (models.Index(fields=("status", "kind"), name="edition_by_status_kind"),)

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    @property
    def level_names(self) -> tuple[Text, ...]:
        """The names of the levels of nodes, top down."""
        return tuple(from_json(level) for level in self.levels)


class Method(models.Model):
    """How a standard is assessed, e.g. 材料審核."""

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="methods", verbose_name=_("edition")
    )
    code = models.CharField(_("code"), max_length=CODE_LENGTH)
    position = models.PositiveIntegerField(_("position"))
    name = ContentField(_("name"))
    short = ContentField(_("short name"), default=no_text)
    channel = models.CharField(_("channel"), max_length=CODE_LENGTH, blank=True)

    class Meta:
        verbose_name = _("method")
        verbose_name_plural = _("methods")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("edition", "code"), name="method_code_once"),
        )

    def __str__(self) -> str:
        return self.code


class Department(models.Model):
    """Who is suggested to answer for criteria: a unit, a class of units, or the assessors."""

    class Kind(models.TextChoices):
        """Whether one unit is meant, every unit of a class, or nobody of the subject's own."""

        UNIT = "unit", _("a unit")
        CLASS = "class", _("every unit of a class")
        ASSESSORS = "assessors", _("the assessors")

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="departments", verbose_name=_("edition")
    )
    code = models.CharField(_("code"), max_length=CODE_LENGTH)
    position = models.PositiveIntegerField(_("position"))
    name = ContentField(_("name"))
    kind = models.CharField(_("kind of department"), max_length=16, choices=Kind.choices)

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("edition", "code"), name="department_code_once"),
        )

    def __str__(self) -> str:
        return self.code
