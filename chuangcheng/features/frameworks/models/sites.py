"""What is observed at sites and asked of people."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.features.frameworks.models.columns import ContentField, no_text
from chuangcheng.features.frameworks.models.editions import CODE_LENGTH, Edition


class SiteType(models.Model):
    """A kind of site, e.g. 主次幹道, with how far an inspection reaches."""

    class Draw(models.TextChoices):
        """Whether the subject names the sites, the assessors draw them, or both."""

        FIXED = "fixed", _("named by the subject")
        RANDOM = "random", _("drawn at random")
        BOTH = "both", _("named and drawn")

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="site_types", verbose_name=_("edition")
    )
    code = models.CharField(_("code"), max_length=CODE_LENGTH)
    position = models.PositiveIntegerField(_("position"))
    name = ContentField(_("name"))
    draw = models.CharField(_("how sites are chosen"), max_length=16, choices=Draw.choices)
    extent = ContentField(_("extent"), default=no_text)

    class Meta:
        verbose_name = _("site type")
        verbose_name_plural = _("site types")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("edition", "code"), name="site_type_code_once"),
        )

    def __str__(self) -> str:
        return self.code


class ChecklistItem(models.Model):
    """One thing to observe at a site; numbers in braces are editable parameters."""

    site_type = models.ForeignKey(
        SiteType, models.CASCADE, related_name="items", verbose_name=_("site type")
    )
    number = models.PositiveIntegerField(_("number"))
    text = ContentField(_("text"))
    judge = ContentField(_("how to judge"), default=no_text)

    class Meta:
        verbose_name = _("checklist item")
        verbose_name_plural = _("checklist items")
        ordering = ("site_type", "number")
        constraints = (
            models.UniqueConstraint(fields=("site_type", "number"), name="checklist_number_once"),
        )

    def __str__(self) -> str:
        return f"{self.site_type_id}-{self.number}"


class Question(models.Model):
    """A survey question and, by name, the rate it feeds."""

    class Rate(models.TextChoices):
        """Which of the four rates an answer feeds."""

        AWARENESS = "awareness", _("awareness rate")
        SUPPORT = "support", _("support rate")
        PARTICIPATION = "participation", _("participation rate")
        SATISFACTION = "satisfaction", _("satisfaction rate")

    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="questions", verbose_name=_("edition")
    )
    code = models.CharField(_("code"), max_length=CODE_LENGTH)
    position = models.PositiveIntegerField(_("position"))
    text = ContentField(_("text"))
    rate = models.CharField(_("rate"), max_length=16, choices=Rate.choices, blank=True)

    class Meta:
        verbose_name = _("survey question")
        verbose_name_plural = _("survey questions")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("edition", "code"), name="question_code_once"),
        )

    def __str__(self) -> str:
        return self.code


class QuestionOption(models.Model):
    """An answer to choose; ``counts`` is empty where it is left out of the valid answers."""

    question = models.ForeignKey(
        Question, models.CASCADE, related_name="options", verbose_name=_("survey question")
    )
    number = models.PositiveIntegerField(_("number"))
    text = ContentField(_("text"))
    counts = models.BooleanField(_("counts for the rate"), null=True, blank=True)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ("question", "number")
        constraints = (
            models.UniqueConstraint(fields=("question", "number"), name="option_number_once"),
        )

    def __str__(self) -> str:
        return f"{self.question_id}-{self.number}"
