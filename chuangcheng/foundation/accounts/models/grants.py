"""Who holds which role, for which units and how long; and who deputises for whom."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Final, cast

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.accounts.matrix import ADMINISTRATORS, breadth_of
from chuangcheng.foundation.orgs.models import Subject, Unit
from chuangcheng.foundation.shell.access import Breadth, Scope, Scoped

ANYBODY: Final = -1
ANY_DAY: Final = date.min
"""Stand-ins in the question that :func:`holdings_of` asks."""

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

    Without subject and unit it holds for the whole installation (administrators). ``post`` is the
    unit its person worked at when they got it: who works elsewhere by now no longer holds it. A
    grant is never deleted: one that was ended early says when, by whom and why.
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
    post = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="grants_of_its_people",
        verbose_name=_("unit of the person at the time"),
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    granted_by = models.CharField(_("number of the giver"), max_length=80)
    granted_by_name = models.CharField(_("granted by"), max_length=200, blank=True)
    granted_at = models.DateTimeField(_("granted at"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended early at"), null=True, blank=True)
    ended_by_name = models.CharField(_("ended by"), max_length=200, blank=True)
    end_reason = models.CharField(_("reason of the end"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("role held")
        verbose_name_plural = _("roles held")
        ordering = ("user", "role", "valid_from")
        indexes = (models.Index(fields=("role", "valid_to"), name="grant_by_role"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"

    def scope(self) -> Scope:
        """Return how far it reaches; rights over a grant are asked for this."""
        if self.unit is not None:
            return Scope(str(self.unit.subject_id), self.unit.path)
        return Scope(str(self.subject_id or ""))


class Deputy(models.Model):
    """For a time, ``deputy`` may do what ``principal`` may do; the record names both.

    ``post`` is the unit the deputy worked at when they were named: who left it deputises no more.
    """

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
    post = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="deputies_of_its_people",
        verbose_name=_("unit of the person at the time"),
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    named_by_name = models.CharField(_("named by"), max_length=200, blank=True)
    named_at = models.DateTimeField(_("named at"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended early at"), null=True, blank=True)
    ended_by_name = models.CharField(_("ended by"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("deputising")
        verbose_name_plural = _("deputisings")
        ordering = ("-valid_from", "-id")

    class State(models.TextChoices):
        """Whether it holds, as far as its days and its end say."""

        NOW = "now", _("in force")
        LATER = "later", _("from a later day")
        ENDED = "ended", _("ended")

    def __str__(self) -> str:
        return f"{self.deputy_id} for {self.principal_id}"

    @property
    def state(self) -> "Deputy.State":
        """Whether it holds today, is still to come, or has ended."""
        today = timezone.localdate()
        if self.ended_at is not None or self.valid_to < today:
            return self.State.ENDED
        return self.State.LATER if self.valid_from > today else self.State.NOW


@dataclass(frozen=True, slots=True)
class Holding:
    """A role held today, how far it reaches, and whose own things it covers.

    ``account`` is the number of who holds it themselves; ``principal`` is their name where they
    are deputised for, and empty for a role of one's own.
    """

    role: str
    scope: Scope
    person: str = ""
    account: int = 0
    principal: str = ""

    def reach(self, action: str) -> Scope | None:
        """Return how far the role lets do ``action``; None: not at all."""
        breadth = breadth_of(self.role, action)
        return None if breadth is None else self._within(breadth)

    def _within(self, breadth: Breadth) -> Scope | None:
        if breadth == "all":
            return Scope()
        if breadth == "subject":
            return Scope(self.scope.subject)
        if breadth == "unit":
            return self.scope
        # An account without a person owns nothing: an empty person would reach everybody's.
        return Scope(person=self.person) if self.person else None


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything an account holds today, its own first, then what it deputises for."""

    held: tuple[Holding, ...]

    def reaches(self, name: str) -> tuple[Scope, ...]:
        """Return how far the right ``name`` reaches."""
        found = (holding.reach(name) for holding in self.held)
        return tuple(dict.fromkeys(scope for scope in found if scope is not None))

    def allow(self, name: str, thing: Scoped | object | None) -> bool:
        """Tell whether the right ``name`` reaches ``thing``, or anything where there is none."""
        return self.by_which(name, thing) is not None

    def by_which(self, name: str, thing: Scoped | object | None) -> Holding | None:
        """Return the first role that allows ``name`` to be done to ``thing``; None: none does."""
        where = None if thing is None else scope_of(thing)
        for holding in self.held:
            reach = holding.reach(name)
            if reach is not None and (where is None or reach.covers(where)):
                return holding
        return None

    def roles(self) -> frozenset[str]:
        """Return the roles held, deputised ones too."""
        return frozenset(holding.role for holding in self.held)


def scope_of(thing: Scoped | object) -> Scope:
    """Return where a thing lies; a scope is where it says."""
    return thing if isinstance(thing, Scope) else cast(Scoped, thing).scope()


def in_force(today: date | None = None) -> Q:
    """Return what is true of a grant that holds today, whatever receivers have yet to do.

    The account is active, its person is in office and still works where they worked when they
    got it (or at what became of that unit), and the unit it is held for works.
    """
    day = today or timezone.localdate()
    return (
        Q(valid_from__lte=day, ended_at__isnull=True)
        & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))
        & _in_office("user")
        & ~Q(unit__status=Unit.Status.CLOSED)
        & ~Q(unit__successor__status=Unit.Status.CLOSED)
    )


def deputising_today(today: date | None = None) -> Q:
    """Return what is true of a deputising that holds today, whatever receivers have yet to do."""
    day = today or timezone.localdate()
    in_time = Q(valid_from__lte=day, valid_to__gte=day, ended_at__isnull=True)
    return in_time & _in_office("deputy")


def _in_office(account: str) -> Q:
    """Return what is true where ``account`` may act and its person still works at ``post``."""
    unit = F(f"{account}__person__unit")
    return (
        Q(**{f"{account}__is_active": True})
        & (Q(**{f"{account}__person__isnull": True}) | Q(**{f"{account}__person__is_active": True}))
        & (Q(post__isnull=True) | Q(post=unit) | Q(post__successor=unit))
    )


def holdings_of(user: "User") -> Holdings:
    """Return what the account holds today: one query, deputising included.

    A deputy gets what the principal holds themselves, never what those deputise for, and never
    an administrator's role. Who gives roles deputises for nobody.
    """
    sql, params = _compiled(connection.vendor)
    stand_ins = {ANYBODY: user.pk, ANY_DAY: timezone.localdate(), str(ANY_DAY): _day()}
    rows = Grant.objects.raw(sql, [stand_ins.get(one, one) for one in params])
    held = [_holding(row, user) for row in rows]
    own = _apart([holding for holding in held if not holding.principal])
    if any(holding.role == Role.SECURITY_ADMIN for holding in own):
        return Holdings(tuple(own))
    return Holdings((*own, *(holding for holding in held if holding.principal)))


def _apart(own: list[Holding]) -> list[Holding]:
    """Return what counts of what somebody holds: what must stay apart is never exercised by one.

    The services refuse to unite it; but rows of a demonstration that became a real installation,
    or that came with a restored one, may. Then the security administrator counts alone, who can
    give the rest to others, else the first administrator's role.
    """
    if settings.DEMO:
        return own
    roles = {holding.role for holding in own}
    if Role.SECURITY_ADMIN in roles:
        return [holding for holding in own if holding.role == Role.SECURITY_ADMIN]
    spare = [role for role in ADMINISTRATORS if role in roles][1:]
    return [holding for holding in own if holding.role not in spare]


def _day() -> str:
    return timezone.localdate().isoformat()


def _holding(row: Any, user: "User") -> Holding:  # noqa: ANN401 - a grant with what was joined to it
    scope = Scope(
        str(row.unit_subject or row.subject_id or ""), row.successor_path or row.unit_path or ""
    )
    own = row.user_id == user.pk
    person = str(row.holder_person or "")
    return Holding(row.role, scope, person, row.user_id, "" if own else row.holder_name)


@cache
def _compiled(vendor: str) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG001 - databases differ in dialect
    """Return the question as SQL, with stand-ins for account and day.

    Every request asks it, and putting it together takes longer than the database needs for it.
    """
    principals = Deputy.objects.filter(deputising_today(ANY_DAY), deputy=ANYBODY)
    mine = Q(user=ANYBODY)
    theirs = Q(user__in=principals.values("principal")) & ~Q(role__in=ADMINISTRATORS)
    question = (
        Grant.objects.filter(in_force(ANY_DAY))
        .filter(mine | theirs)
        .order_by("role", "id")
        .only("id", "user", "role", "subject")
        .annotate(
            holder_name=F("user__name"),
            holder_person=F("user__person"),
            unit_subject=F("unit__subject"),
            unit_path=F("unit__path"),
            successor_path=F("unit__successor__path"),
        )
    )
    sql, params = question.query.sql_with_params()
    return sql, tuple(params)
