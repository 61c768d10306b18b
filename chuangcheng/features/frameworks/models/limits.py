"""What stops or lowers a result: gates and the negative list."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.features.frameworks.models.columns import ContentField
from chuangcheng.features.frameworks.models.editions import CODE_LENGTH, Edition
from chuangcheng.features.frameworks.models.nodes import Node


class NegativeArticle(models.Model):
    """An article of the negative list and its sanction.

    ``points`` per occurrence up to ``max_points`` (deduct); ``months`` (suspend).
    """

    class Sanction(models.TextChoices):
        """The four sanctions, mildest first."""

        DEDUCT = "deduct", _("deduct points")
        STOP_NOMINATION = "stop_nomination", _("stop the nomination")
        SUSPEND = "suspend", _("suspend the title")
        REVOKE = "revoke", _("revoke the title")

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="negative_articles", verbose_name=_("edition")
    )
    code = models.CharField(_("code"), max_length=CODE_LENGTH)
    position = models.PositiveIntegerField(_("position"))
    text = ContentField(_("text"))
    sanction = models.CharField(_("sanction"), max_length=16, choices=Sanction.choices)
    points = models.DecimalField(_("points each time"), max_digits=18, decimal_places=6)
    max_points = models.DecimalField(_("most points"), max_digits=18, decimal_places=6)
    months = models.PositiveSmallIntegerField(_("months"), null=True, blank=True)

    class Meta:
        verbose_name = _("article of the negative list")
        verbose_name_plural = _("negative list")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("edition", "code"), name="negative_code_once"),
        )

    def __str__(self) -> str:
        return self.code


class Gate(models.Model):
    """A line that must be reached, beside the total.

    ``at_least`` is points for a total, out of 100 for a channel, else a share 0..1.
    """

    class Type(models.TextChoices):
        """What is compared with the line."""

        TOTAL = "total", _("total")
        NODE = "node", _("one node")
        SHARE_OF_ITEMS = "share_of_items", _("share of criteria")
        EVERY_ITEM = "every_item", _("every criterion")
        CHANNEL = "channel", _("one channel")

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="gates", verbose_name=_("edition")
    )
    code = models.CharField(_("code"), max_length=CODE_LENGTH)
    position = models.PositiveIntegerField(_("position"))
    title = ContentField(_("title"))
    type = models.CharField(_("kind of gate"), max_length=16, choices=Type.choices)
    at_least = models.DecimalField(_("at least"), max_digits=18, decimal_places=6)
    each_at_least = models.DecimalField(_("each at least"), max_digits=18, decimal_places=6)
    node = models.ForeignKey(
        Node, models.CASCADE, related_name="gates", null=True, blank=True, verbose_name=_("node")
    )
    channel = models.CharField(_("channel"), max_length=CODE_LENGTH, blank=True)

    class Meta:
        verbose_name = _("gate")
        verbose_name_plural = _("gates")
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("edition", "code"), name="gate_code_once"),)

    def __str__(self) -> str:
        return self.code
