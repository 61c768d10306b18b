"""What is assessed, and the classes its units fall into."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.domain.text import Text
from chuangcheng.foundation.orgs.models.columns import SearchField
from chuangcheng.foundation.shell.access import Scope

CODE_LENGTH = 40
NAME_LENGTH = 120


class Named(models.Model):
    """Something with a name in both scripts, and in English where somebody wrote one."""

    name_hant = models.CharField(_("name in traditional script"), max_length=NAME_LENGTH)
    name_hans = models.CharField(_("name in simplified script"), max_length=NAME_LENGTH)
    name_en = models.CharField(_("name in English"), max_length=NAME_LENGTH, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_hant

    @property
    def name(self) -> Text:
        """The name in every script; ``name.get(language)`` picks one."""
        return Text(self.name_hant, self.name_hans, self.name_en)


class Subject(Named):
    """A county, city, campus or unit that is being assessed; one installation may hold many."""

    class Kind(models.TextChoices):
        """What is assessed."""

        COUNTY = "county", _("county")
        CITY = "city", _("city")
        CAMPUS = "campus", _("campus")
        UNIT = "unit", _("unit")
        TOWNSHIP = "township", _("township")
        COMMUNITY = "community", _("community")

    code = models.CharField(_("code"), max_length=CODE_LENGTH, unique=True)
    kind = models.CharField(_("kind of subject"), max_length=16, choices=Kind.choices)
    is_demonstration = models.BooleanField(_("demonstration"), default=False)
    revision = models.PositiveIntegerField(_("revision"), default=1)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        ordering = ("code",)

    def scope(self) -> Scope:
        """Return where it lies: everything of this subject."""
        return Scope(subject=str(self.pk))


class UnitClass(Named):
    """A class of units inside a subject: department, township, community, school, window …"""

    class Kind(models.TextChoices):
        """What the program may take a class for, whatever the office calls it."""

        DEPARTMENT = "department", _("department")
        TOWNSHIP = "township", _("township or street office")
        COMMUNITY = "community", _("community or village")
        SCHOOL = "school", _("school")
        WINDOW = "window", _("window trade")
        OTHER = "other", _("other unit")

    subject = models.ForeignKey(
        Subject, models.CASCADE, related_name="unit_classes", verbose_name=_("subject")
    )
    code = models.CharField(_("code"), max_length=CODE_LENGTH)
    kind = models.CharField(_("kind of unit"), max_length=16, choices=Kind.choices)
    position = models.PositiveIntegerField(_("position"), default=0)
    revision = models.PositiveIntegerField(_("revision"), default=1)

    class Meta:
        verbose_name = _("class of units")
        verbose_name_plural = _("classes of units")
        ordering = ("position", "code")
        constraints = (
            models.UniqueConstraint(fields=("subject", "code"), name="unit_class_code_once"),
        )

    def scope(self) -> Scope:
        """Return where it lies: its subject."""
        return Scope(subject=str(self.subject_id))


SEARCHED = ("name_hant", "name_hans", "name_en", "code")


def search_field(*further: str) -> SearchField:
    """Return the column a named thing with a code is found by."""
    return SearchField(_("text to search in"), of=(*SEARCHED, *further))
