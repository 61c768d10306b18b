"""The tree of units, and what each was at every time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.orgs.models.subjects import CODE_LENGTH, Named, Subject, UnitClass
from chuangcheng.foundation.shell.access import Scope

PATH_LENGTH = 255


class Unit(Named):
    """A unit of a subject; its place in the tree is ``parent`` and, for quick questions, ``path``.

    ``path`` holds the numbers of all units from the top down to itself (``/3/17/``), so that a
    subtree is a prefix. ``revision`` counts changes: who saves with an old one is told.
    A unit that was merged or closed stays, with the day it ended and, if merged, its successor.
    """

    class Status(models.TextChoices):
        """Whether it works."""

        ACTIVE = "active", _("active")
        MERGED = "merged", _("merged")
        CLOSED = "closed", _("closed")

    subject = models.ForeignKey(
        Subject, models.PROTECT, related_name="units", verbose_name=_("subject")
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent unit"),
    )
    unit_class = models.ForeignKey(
        UnitClass, models.PROTECT, related_name="units", verbose_name=_("class of units")
    )
    path = models.CharField(_("path"), max_length=PATH_LENGTH, db_index=True)
    code = models.CharField(_("code"), max_length=CODE_LENGTH)
    statistical_code = models.CharField(_("statistical code"), max_length=12, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)
    status = models.CharField(
        _("status"), max_length=16, choices=Status.choices, default=Status.ACTIVE
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("successor"),
    )
    revision = models.PositiveIntegerField(_("revision"), default=1)

    class Meta:
        verbose_name = _("work unit")
        verbose_name_plural = _("work units")
        ordering = ("position", "code")
        constraints = (models.UniqueConstraint(fields=("subject", "code"), name="unit_code_once"),)
        indexes = (
            models.Index(fields=("subject", "status"), name="unit_by_subject_status"),
            models.Index(fields=("subject", "statistical_code"), name="unit_by_statistical_code"),
        )

    def scope(self) -> Scope:
        """Return where it lies: its subject and its path."""
        return Scope(subject=str(self.subject_id), path=self.path)


class UnitVersion(Named):
    """What a unit was called and where it hung from a day on, until the next version."""

    unit = models.ForeignKey(
        Unit, models.CASCADE, related_name="versions", verbose_name=_("work unit")
    )
    revision = models.PositiveIntegerField(_("revision"))
    valid_from = models.DateField(_("valid from"))
    code = models.CharField(_("code"), max_length=CODE_LENGTH)
    parent_code = models.CharField(_("code of the parent"), max_length=CODE_LENGTH, blank=True)
    parent_name = models.CharField(_("name of the parent"), max_length=120, blank=True)
    class_code = models.CharField(_("code of the class"), max_length=CODE_LENGTH)
    status = models.CharField(_("status"), max_length=16, choices=Unit.Status.choices)
    change = models.CharField(_("kind of change"), max_length=16)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("version of a unit")
        verbose_name_plural = _("versions of units")
        ordering = ("unit", "-revision")
        constraints = (
            models.UniqueConstraint(fields=("unit", "revision"), name="unit_version_once"),
        )
