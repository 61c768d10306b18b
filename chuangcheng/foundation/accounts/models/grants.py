"""Who holds which role, for which units and how long; and who deputises for whom."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.accounts.matrix import breadth_of
from chuangcheng.foundation.orgs.models import Subject, Unit
from chuangcheng.foundation.shell.access import Scope, Scoped

if TYPE_CHECKING:
    from chuangcheng.foundation.accounts.models.users import User


class Role(models.TextChoices):
    """The roles of a campaign; what each may do is the matrix of this room."""

    OFFICE = "office", _("creation office")
    LIAISON = "liaison", _("unit liaison")
    UNIT_HEAD = "unit_head", _("unit head")
    REVIEWER = "reviewer", _("material reviewer")
    LEADER = "leader", _("leader of the campaign")
    INSPECTOR = "inspector", _("inspector")
    SUPERVISOR = "supervisor", _("supervisor")
    ENUMERATOR = "enumerator", _("enumerator")
    DISPATCHER = "dispatcher", _("dispatcher")
    CHECKER = "checker", _("checker of cases")
    APPROVER = "approver", _("approver of bulletins and boards")
    DELEGATE = "delegate", _("congress or consultative member")
    SOCIAL_SUPERVISOR = "social_supervisor", _("appointed social supervisor")
    SYSTEM_ADMIN = "system_admin", _("system administrator")
    SECURITY_ADMIN = "security_admin", _("security administrator")
    AUDIT_ADMIN = "audit_admin", _("audit administrator")


class Grant(models.Model):
    """An account holds a role for a subject, or for a unit and all below it, for a time.

    Without subject and unit it holds for the whole installation (administrators).
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="grants",
        verbose_name=_("account"),
    )
    role = models.CharField(_("role"), max_length=24, choices=Role.choices)
    subject = models.ForeignKey(
        Subject,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grants",
        verbose_name=_("subject"),
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grants",
        verbose_name=_("work unit"),
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    granted_by = models.CharField(_("granted by"), max_length=80)

    class Meta:
        verbose_name = _("role held")
        verbose_name_plural = _("roles held")
        ordering = ("user", "role", "valid_from")
        indexes = (models.Index(fields=("role", "valid_to"), name="grant_by_role"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class Deputy(models.Model):
    """For a time, ``deputy`` may do what ``principal`` may do; the record names both."""

    principal = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="deputies",
        verbose_name=_("account on leave"),
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="deputising_for",
        verbose_name=_("deputy"),
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("deputising")
        verbose_name_plural = _("deputisings")
        ordering = ("-valid_from",)

    def __str__(self) -> str:
        return f"{self.deputy_id} for {self.principal_id}"


@dataclass(frozen=True, slots=True)
class Holding:
    """A role held today, and how far it reaches."""

    role: str
    scope: Scope


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything an account holds today, its own and what it deputises for."""

    person: str
    held: tuple[Holding, ...]

    def reaches(self, name: str) -> tuple[Scope, ...]:
        """Return how far the right ``name`` reaches."""
        found = []
        for holding in self.held:
            breadth = breadth_of(holding.role, name)
            if breadth is not None:
                found.append(self._narrowed(holding.scope, breadth))
        return tuple(dict.fromkeys(found))

    def allow(self, name: str, thing: Scoped | object | None) -> bool:
        """Tell whether the right ``name`` reaches ``thing``, or anything where there is none."""
        reaches = self.reaches(name)
        if thing is None:
            return bool(reaches)
        where = thing if isinstance(thing, Scope) else thing.scope()  # type: ignore[attr-defined]  # Scoped
        return any(scope.covers(where) for scope in reaches)

    def _narrowed(self, scope: Scope, breadth: str) -> Scope:
        if breadth == "own":
            return Scope(scope.subject, scope.path, self.person)
        return Scope(scope.subject) if breadth == "subject" else scope


def holdings_of(user: "User") -> Holdings:
    """Return what the account holds today: one query, deputising included."""
    today = timezone.localdate()
    in_time = models.Q(valid_from__lte=today) & (
        models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=today)
    )
    deputising = models.Q(
        user__deputies__deputy=user,
        user__deputies__valid_from__lte=today,
        user__deputies__valid_to__gte=today,
    )
    rows = (
        Grant.objects.filter(in_time, models.Q(user=user) | deputising)
        .distinct()
        .values_list("role", "subject", "unit__subject", "unit__path")
    )
    held = tuple(
        Holding(role, Scope(str(unit_subject or subject or ""), path or ""))
        for role, subject, unit_subject, path in rows
    )
    return Holdings(str(user.person_id or ""), held)
