"""What this house does differently from allauth, which signs people in. Settings name these."""

import logging
from http import HTTPStatus
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from requests import RequestException  # noqa: TID251 - what allauth's session raises

from chuangcheng.domain.errors import Sentence
from chuangcheng.foundation.accounts.addresses import client_address
from chuangcheng.foundation.accounts.ciphers import seal, unseal
from chuangcheng.foundation.accounts.faults import ways as faults
from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.accounts.providers.wecom.client import WeComRefusal
from chuangcheng.foundation.accounts.queries.locks import tries
from chuangcheng.foundation.accounts.services.identities import note_linked
from chuangcheng.foundation.accounts.services.passwords import set_password
from chuangcheng.foundation.accounts.services.second_factor import SEALED_FOR
from chuangcheng.foundation.accounts.services.signing_in import (
    forgive,
    note_failure,
    note_sign_in,
    note_sign_out,
)
from chuangcheng.foundation.accounts.sessions import ORIGIN
from chuangcheng.foundation.shell.views import own_path

log = logging.getLogger(__name__)

TRIES: Final = "sign_in_tries"
"""Attribute of a request: what had failed before this try."""
FRESH: Final = 300
"""Seconds after which a sensitive step asks for the password or a code again."""
LOCKED: Final = _(
    "Too many tries failed, so no more are looked at for now. Please wait 15 minutes, or ask your"
    " system administrator to unlock the account."
)
WRONG_CODE: Final = _(
    "The code is wrong or was already used. Please wait for the next code and type that one."
)
SAID: Final[dict[str, tuple[int, str | Promise]]] = {
    "account/messages/password_changed.txt": (
        messages.SUCCESS,
        _("The new password holds from now on. Other browsers have been signed out."),
    ),
    "mfa/messages/totp_activated.txt": (messages.SUCCESS, _("Two-step sign-in is set up.")),
    "mfa/messages/recovery_codes_generated.txt": (
        messages.SUCCESS,
        _("New recovery codes were made; older ones no longer work."),
    ),
    "socialaccount/messages/account_connected.txt": (
        messages.SUCCESS,
        _("You can now sign in this way, too."),
    ),
    "socialaccount/messages/account_connected_other.txt": (
        messages.ERROR,
        _("That identity belongs to another account here. Please ask your administrator."),
    ),
}
"""What is said after a step, by the name under which allauth says it; all else goes unsaid."""


def way_failed(request: HttpRequest, sentence: Sentence, status: int) -> HttpResponse:
    """Return the page that says why another site let nobody in."""
    context = {"message": gettext(sentence.message), "remedy": gettext(sentence.remedy)}
    return render(request, "accounts/way_failed.html", context, status=status)


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up here; failures lock; the record hears of everything."""

    error_messages = {  # noqa: RUF012 - allauth's way
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Please ask your administrator."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("The password is wrong."),
        "incorrect_code": WRONG_CODE,
        "username_password_mismatch": _(
            "The sign-in name or the password is wrong. After five wrong tries no more are looked"
            " at for 15 minutes."
        ),
        "too_many_login_attempts": LOCKED,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Return False: accounts are made by administrators."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Tell whether ``url`` is a path of this site."""
        return bool(url) and own_path(url or "", "") == url

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address of the sender."""
        return client_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401 - allauth's signature
        """Refuse before the password is looked at where name or address is locked."""
        before = tries(str(credentials.get("username", "")), client_address(request))
        setattr(request, TRIES, before)
        if before.locked:
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:  # noqa: ANN401 - allauth's signature
        """Return the account of a right password; its earlier failures are forgotten."""
        found = super().authenticate(request, **credentials)
        if not isinstance(found, User):
            return None
        if getattr(request, TRIES).of_name:
            forgive(found)
        return found

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401 - allauth's signature
        """Count the failure."""
        name = str(credentials.get("username", ""))
        account = User.objects.select_related("person__unit").filter(username__iexact=name).first()
        note_failure(name, client_address(request), getattr(request, TRIES), account)

    def login(self, request: HttpRequest, user: User) -> None:  # type: ignore[override]  # our account
        """Begin the session, which says from where and when; let the record know."""
        ways = tuple(str(step["method"]) for step in get_authentication_records(request, user))
        super().login(request, user)
        request.session[ORIGIN] = {
            "address": client_address(request),
            "agent": request.headers.get("User-Agent", ""),
            "at": timezone.now().timestamp(),
        }
        note_sign_in(user, ways)

    def logout(self, request: HttpRequest) -> None:
        """End the session; let the record know."""
        if isinstance(request.user, User):
            note_sign_out(request.user)
        super().logout(request)

    def set_password(self, user: User, password: str) -> None:  # type: ignore[override]  # our account
        """Set a password; every other session of the account ends."""
        session = self.request.session.session_key if self.request is not None else None
        set_password(user, password, session=session)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002 - allauth's signature
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say in our own words what was done, or nothing."""
        level, said = SAID.get(message_template or "", (level, message or ""))
        if said:
            messages.add_message(request, level, str(said), extra_tags=extra_tags)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:  # noqa: ANN401, ARG002 - allauth's signature
        """Tell whether a sensitive step asks again: not within five minutes after signing in."""
        request = self.request
        if request is not None and isinstance(request.user, User):
            steps = get_authentication_records(request, request.user)
            if steps and timezone.now().timestamp() - float(steps[-1]["at"]) < FRESH:
                return False
        return True


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets lie sealed; an administrator cannot do without the second step."""

    error_messages = {  # noqa: RUF012 - allauth's way
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": _(
            "Administrators need two-step sign-in. The security administrator can take it away so"
            " that you set it up anew."
        ),
    }

    def get_totp_label(self, user: User) -> str:  # type: ignore[override]  # our account
        """Return what an authenticator shows beside the code."""
        return user.username

    def get_totp_issuer(self) -> str:
        """Return whom an authenticator shows the code to be for."""
        return gettext("Chuangcheng")

    def build_totp_svg(self, url: str) -> str:  # noqa: ARG002 - allauth's signature
        """Return nothing: the page draws the code itself."""
        return ""

    def encrypt(self, text: str) -> str:
        """Return a secret as it lies in the database."""
        return seal(text, SEALED_FOR)

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret that lies in the database."""
        return unseal(encrypted_text, SEALED_FOR)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Tell whether the person may do without the second step."""
        return not authenticator.user.needs_second_factor

    def is_mfa_enabled(self, user: User, types: Any = None) -> bool:  # type: ignore[override]  # noqa: ANN401 - our account; allauth's signature
        """Tell whether the account has a second step; asked once for each account loaded."""
        if types is not None and Authenticator.Type.TOTP in types and isinstance(user, User):
            return user.has_second_factor
        return super().is_mfa_enabled(user, types)


class IdentityAdapter(DefaultSocialAccountAdapter):
    """Identities of elsewhere let in only whoever has an account here; none is made."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse an identity that no account is linked to, in a sentence."""
        linking = sociallogin.state.get("process") == "connect"
        if not sociallogin.is_existing and not linking:
            page = render(request, "accounts/identity_unknown.html", status=403)
            raise ImmediateHttpResponse(page)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,  # noqa: ANN401 - allauth's signature
        error: str = AuthError.UNKNOWN,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002 - allauth's signature
    ) -> None:
        """Show why the other site let nobody in."""
        sentence = faults.CANCELLED if error == AuthError.CANCELLED else faults.FAILED
        if isinstance(exception, WeComRefusal):
            sentence = faults.WECOM.get(exception.code, faults.FAILED)
        elif isinstance(exception, RequestException):
            sentence = faults.UNREACHABLE
        # Never the words of an exception: they hold the whole address, and with it secrets.
        why = type(exception).__name__ if exception is not None else str(error)
        code = exception.code if isinstance(exception, WeComRefusal) else ""
        log.warning("signing in by %s failed: %s %s", provider.sub_id, why, code)
        raise ImmediateHttpResponse(way_failed(request, sentence, HTTPStatus.UNAUTHORIZED))

    def send_notification_mail(self, name: str, user: User, context: Any = None) -> None:  # noqa: ANN401 - allauth's signature
        """Record a linked identity: allauth tells it here. Mail goes out by notices only."""
        if name == "socialaccount/email/account_connected":
            note_linked(user, context["account"].provider, context["account"].uid)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002 - allauth's signature
        """Return False: accounts are made by administrators."""
        return False

    def list_apps(
        self,
        request: HttpRequest,  # noqa: ARG002 - allauth's signature
        provider: str | None = None,
        client_id: str | None = None,
    ) -> list[SocialApp]:
        """Return the ways of the settings; none lie in the database, so it is not asked."""
        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]
