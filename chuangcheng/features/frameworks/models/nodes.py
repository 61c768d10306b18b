"""The tree of an edition: nodes of any depth and the standards of its criteria."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.features.frameworks.models.columns import ContentField, ReadableEncoder
from chuangcheng.features.frameworks.models.editions import (
    CODE_LENGTH,
    Department,
    Edition,
    Method,
)
from chuangcheng.features.frameworks.models.sites import ChecklistItem, Question, SiteType


class Node(models.Model):
    """A node of the tree; a criterion 計分項 is a node with standards.

    ``position`` numbers all nodes of an edition in reading order. ``full`` is the node's
    share of the edition's full mark in points, ``bonus`` the most it can add on top of it.
    """

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="nodes", verbose_name=_("edition")
    )
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        related_name="children",
        null=True,
        blank=True,
        verbose_name=_("parent"),
    )
    code = models.CharField(_("code"), max_length=CODE_LENGTH)
    depth = models.PositiveSmallIntegerField(_("depth"))
    position = models.PositiveIntegerField(_("position"))
    title = ContentField(_("title"))
    weight = models.DecimalField(_("weight"), max_digits=18, decimal_places=6)
    full = models.DecimalField(_("full mark"), max_digits=18, decimal_places=6)
    bonus = models.DecimalField(_("most bonus points"), max_digits=18, decimal_places=6)
    is_criterion = models.BooleanField(_("criterion"))
    lead = models.ForeignKey(
        Department,
        models.RESTRICT,
        related_name="led",
        null=True,
        blank=True,
        verbose_name=_("lead department"),
    )
    co_departments = models.ManyToManyField(
        Department, related_name="joined", verbose_name=_("co-departments")
    )

    class Meta:
        verbose_name = _("node")
        verbose_name_plural = _("nodes")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("edition", "code"), name="node_code_once"),
            models.UniqueConstraint(fields=("edition", "position"), name="node_position_once"),
            models.CheckConstraint(
                condition=models.Q(weight__gte=0, full__gte=0), name="node_marks_not_negative"
            ),
        )
        indexes = (
            models.Index(fields=("edition", "is_criterion", "position"), name="node_criteria"),
        )

    def __str__(self) -> str:
        return self.code


class Standard(models.Model):
    """What a criterion demands, how it is assessed and by which rule.

    ``full`` is its share of the edition's full mark in points. The rule's parameters stand
    in the document; ``items`` are the checklist items that serve the standard.
    """

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="standards", verbose_name=_("edition")
    )
    node = models.ForeignKey(
        Node, models.CASCADE, related_name="standards", verbose_name=_("criterion")
    )
    code = models.CharField(_("code"), max_length=CODE_LENGTH + 8)
    position = models.PositiveIntegerField(_("position"))
    text = ContentField(_("text"))
    weight = models.DecimalField(_("weight"), max_digits=18, decimal_places=6)
    full = models.DecimalField(_("full mark"), max_digits=18, decimal_places=6)
    bonus = models.DecimalField(_("most bonus points"), max_digits=18, decimal_places=6)
    rule_type = models.CharField(_("rule type"), max_length=20)
    channel = models.CharField(_("channel"), max_length=CODE_LENGTH, blank=True)
    methods = models.ManyToManyField(Method, related_name="standards", verbose_name=_("methods"))
    site_types = models.ManyToManyField(
        SiteType, related_name="standards", verbose_name=_("site types")
    )
    items = models.ManyToManyField(
        ChecklistItem, related_name="standards", verbose_name=_("checklist items")
    )
    question = models.ForeignKey(
        Question,
        models.RESTRICT,
        related_name="standards",
        null=True,
        blank=True,
        verbose_name=_("survey question"),
    )
    lead = models.ForeignKey(
        Department,
        models.RESTRICT,
        related_name="led_standards",
        null=True,
        blank=True,
        verbose_name=_("lead department"),
    )
    co_departments = models.ManyToManyField(
        Department, related_name="joined_standards", verbose_name=_("co-departments")
    )

    class Meta:
        verbose_name = _("standard")
        verbose_name_plural = _("standards")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("edition", "code"), name="standard_code_once"),
        )
        indexes = (models.Index(fields=("edition", "rule_type"), name="standard_by_rule"),)

    def __str__(self) -> str:
        return self.code


class MaterialRequirement(models.Model):
    """What material for a standard must show, and in which form."""

    standard = models.OneToOneField(
        Standard, models.CASCADE, related_name="requirement", verbose_name=_("standard")
    )
    text = ContentField(_("text"))
    kinds = models.JSONField(_("kinds of material"), encoder=ReadableEncoder, default=list)
    min_count = models.PositiveIntegerField(_("least number"), null=True, blank=True)
    max_characters = models.PositiveIntegerField(_("most characters"), null=True, blank=True)
    window_months = models.PositiveSmallIntegerField(
        _("months back from the assessment"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("material requirement")
        verbose_name_plural = _("material requirements")

    def __str__(self) -> str:
        return str(self.standard_id)
