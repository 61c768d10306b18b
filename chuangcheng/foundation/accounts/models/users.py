"""An account: what somebody signs in with."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.accounts.matrix import ADMINISTRATORS
from chuangcheng.foundation.accounts.models.grants import Holdings, holdings_of
from chuangcheng.foundation.audit.actors import act_for
from chuangcheng.foundation.orgs.models import Person
from chuangcheng.foundation.shell.access import Scope


class UserManager(BaseUserManager["User"]):
    """Finds accounts by sign-in name, whatever its case."""

    def for_requests(self) -> "models.QuerySet[User]":
        """Return accounts with what every request asks of them: person, unit, second step."""
        from allauth.mfa.models import Authenticator

        totp = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
        return self.select_related("person__unit").annotate(second_factor_found=Exists(totp))

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the account with this sign-in name; raises User.DoesNotExist."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """An account; ``person`` is who it belongs to, empty for an account of no unit.

    There is no superuser: every right comes from a role held for a time (:class:`Grant`).
    """

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    username = models.CharField(
        _("sign-in name"),
        max_length=60,
        unique=True,
        validators=(UnicodeUsernameValidator(),),
    )
    name = models.CharField(_("name shown"), max_length=60)
    email = models.EmailField(_("e-mail address"), blank=True)
    person = models.OneToOneField(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="account",
        verbose_name=_("person"),
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_demonstration = models.BooleanField(_("demonstration"), default=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    objects = UserManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ("username",)
        constraints = (
            models.UniqueConstraint(Lower("username"), name="username_once_in_any_case"),
        )

    def scope(self) -> Scope:
        """Return where it lies: where its person does, else in the whole installation."""
        return self.person.scope() if self.person is not None else Scope()

    @property
    def has_second_factor(self) -> bool:
        """Whether a code is asked for after the password; asked of the database once."""
        found = self.__dict__.get("second_factor_found")
        if not isinstance(found, bool):
            from allauth.mfa.models import Authenticator

            mine = Authenticator.objects.filter(user=self, type=Authenticator.Type.TOTP)
            found = self.__dict__["second_factor_found"] = mine.exists()
        return found

    @property
    def needs_second_factor(self) -> bool:
        """Whether the account may do nothing until a second step is set up."""
        if not settings.SECOND_FACTOR_FOR_ADMINISTRATORS:
            return False
        return not self.holdings.roles().isdisjoint(ADMINISTRATORS)

    def get_full_name(self) -> str:
        """Return the name shown."""
        return self.name

    @property
    def holdings(self) -> Holdings:
        """What the account may do today; asked of the database once for each request."""
        found = self.__dict__.get("_holdings")
        if not isinstance(found, Holdings):
            found = self.__dict__["_holdings"] = holdings_of(self)
        return found

    def has_perm(self, name: str, thing: object = None) -> bool:
        """Tell whether the account may do ``name`` to ``thing``, or anywhere if there is none."""
        return self.is_active and self.holdings.allow(name, thing)

    def reaches(self, name: str) -> tuple[Scope, ...]:
        """Return how far the right ``name`` reaches; empty: nowhere."""
        return self.holdings.reaches(name) if self.is_active else ()

    def act_under(self, name: str, thing: object = None) -> None:
        """Let the record name the principal too, where only deputising allows ``name``."""
        holding = self.holdings.by_which(name, thing)
        if holding is not None and holding.principal:
            act_for(str(self.pk), holding.principal, str(holding.account))
