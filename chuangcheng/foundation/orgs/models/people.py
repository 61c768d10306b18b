"""People of the units, with or without a sign-in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.orgs.models.columns import SearchField
from chuangcheng.foundation.orgs.models.units import Unit
from chuangcheng.foundation.shell.access import Scope


class Person(models.Model):
    """Somebody who works at a unit: its head 一把手, leader in charge, liaison, or staff.

    A unit has at most one head in office; it may have several leaders and liaisons.
    """

    class Post(models.TextChoices):
        """What they are to the campaign."""

        HEAD = "head", _("head of the unit")
        LEADER = "leader", _("leader in charge")
        LIAISON = "liaison", _("liaison")
        STAFF = "staff", _("staff")

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="people", verbose_name=_("work unit")
    )
    code = models.CharField(_("staff number"), max_length=40, blank=True)
    name = models.CharField(_("name of the person"), max_length=60)
    post = models.CharField(_("post"), max_length=16, choices=Post.choices, default=Post.STAFF)
    title = models.CharField(_("position held"), max_length=80, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    is_active = models.BooleanField(_("in office"), default=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    is_demonstration = models.BooleanField(_("demonstration"), default=False)
    revision = models.PositiveIntegerField(_("revision"), default=1)
    search = SearchField(_("text to search in"), of=("name", "code", "title"))

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("unit", "post", "name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("unit",),
                condition=models.Q(post="head", is_active=True),
                name="unit_one_head",
            ),
        )
        indexes = (
            models.Index(fields=("unit", "is_active", "post"), name="person_by_unit_post"),
            models.Index(fields=("name",), name="person_by_name"),
            models.Index(fields=("code",), name="person_by_code"),
        )

    def __str__(self) -> str:
        return self.name

    def scope(self) -> Scope:
        """Return where they lie: their unit, and themselves."""
        return Scope(str(self.unit.subject_id), self.unit.path, str(self.pk))
