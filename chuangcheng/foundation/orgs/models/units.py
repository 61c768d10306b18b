"""The tree of units, and what each was at every time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.orgs.models.columns import PathField
from chuangcheng.foundation.orgs.models.subjects import (
    CODE_LENGTH,
    NAME_LENGTH,
    Named,
    Subject,
    UnitClass,
    search_field,
)
from chuangcheng.foundation.shell.access import Scope


class Unit(Named):
    """A unit of a subject; its place in the tree is ``parent`` and, for quick questions, ``path``.

    ``path`` holds the numbers of all units from the top down to itself (``/3/17/``), so that a
    subtree is a prefix. ``revision`` counts changes: who saves with an old one is told.
    A unit that was merged or closed stays, with its last day and, if merged, its successor.
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
    path = PathField(_("path"))
    code = models.CharField(_("code"), max_length=CODE_LENGTH)
    statistical_code = models.CharField(_("statistical code"), max_length=12, blank=True)
    phone = models.CharField(_("office telephone"), max_length=40, blank=True)
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
    search = search_field("statistical_code")

    class Meta:
        verbose_name = _("work unit")
        verbose_name_plural = _("work units")
        ordering = ("position", "code")
        constraints = (models.UniqueConstraint(fields=("subject", "code"), name="unit_code_once"),)
        indexes = (
            models.Index(fields=("subject", "status", "unit_class"), name="unit_by_subject_status"),
            models.Index(fields=("subject", "statistical_code"), name="unit_by_statistical_code"),
            models.Index(fields=("subject", "parent", "position"), name="unit_by_parent"),
        )

    def scope(self) -> Scope:
        """Return where it lies: its subject and its path."""
        return Scope(subject=str(self.subject_id), path=self.path)

    @property
    def is_active(self) -> bool:
        """Whether it works today."""
        return self.status == self.Status.ACTIVE


class UnitVersion(Named):
    """What a unit was called and where it hung from a day on, until the next version."""

    class Change(models.TextChoices):
        """What happened to it."""

        CREATED = "created", _("created")
        CHANGED = "changed", _("details changed")
        RENAMED = "renamed", _("renamed")
        RECLASSIFIED = "reclassified", _("class changed")
        MOVED = "moved", _("moved")
        MERGED = "merged", _("merged into another")
        ABSORBED = "absorbed", _("took over another")
        CLOSED = "closed", _("closed")
        REOPENED = "reopened", _("reopened")

    unit = models.ForeignKey(
        Unit, models.CASCADE, related_name="versions", verbose_name=_("work unit")
    )
    revision = models.PositiveIntegerField(_("revision"))
    valid_from = models.DateField(_("valid from"))
    code = models.CharField(_("code"), max_length=CODE_LENGTH)
    parent = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("parent unit"),
    )
    parent_code = models.CharField(_("code of the parent"), max_length=CODE_LENGTH, blank=True)
    parent_name = models.CharField(_("name of the parent"), max_length=NAME_LENGTH, blank=True)
    class_code = models.CharField(_("code of the class"), max_length=CODE_LENGTH)
    status = models.CharField(_("status"), max_length=16, choices=Unit.Status.choices)
    change = models.CharField(_("kind of change"), max_length=16, choices=Change.choices)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("version of a unit")
        verbose_name_plural = _("versions of units")
        ordering = ("unit", "-revision")
        constraints = (
            models.UniqueConstraint(fields=("unit", "revision"), name="unit_version_once"),
        )
        indexes = (
            models.Index(fields=("unit", "-valid_from", "-revision"), name="unit_version_by_day"),
        )

    @classmethod
    def of(cls, unit: Unit, change: str, *, reason: str = "") -> "UnitVersion":
        """Return, unsaved, what ``unit`` is now; its parent and class are asked for.

        ``valid_from`` is the unit's own and has to be set where the version begins later.
        """
        parent = unit.parent
        return cls(
            unit=unit,
            revision=unit.revision,
            valid_from=unit.valid_from,
            name_hant=unit.name_hant,
            name_hans=unit.name_hans,
            name_en=unit.name_en,
            code=unit.code,
            parent=parent,
            parent_code=parent.code if parent else "",
            parent_name=parent.name_hant if parent else "",
            class_code=unit.unit_class.code,
            status=unit.status,
            change=change,
            reason=reason,
        )
