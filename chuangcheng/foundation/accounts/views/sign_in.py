"""Signing in and out, and giving the password or a code once more before a sensitive step."""

from typing import Any

from allauth.account import views as allauth_views
from allauth.mfa.base import views as code_views
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from chuangcheng.foundation.accounts.queries.demonstration import shown_password, trials
from chuangcheng.foundation.accounts.views.ways import ways_in
from chuangcheng.foundation.shell.access import open_to_all, signed_in


class SignIn(allauth_views.LoginView):
    """Name and password, and whichever other ways are configured."""

    template_name = "accounts/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - Django's own
        """Return what the page shows."""
        return {
            **super().get_context_data(**kwargs),
            "ways": ways_in(self.request),
            "trials": trials(),
            "shown_password": shown_password(),
        }

    def get_initial(self) -> dict[str, Any]:
        """Fill in the sign-in name that somebody chose from the list of a demonstration."""
        chosen = self.request.GET.get("as", "") if settings.DEMO else ""
        return {**super().get_initial(), **({"login": chosen} if chosen else {})}


class Confirm(allauth_views.ReauthenticateView):
    """The password once more; the session gets a new key, for it may do more now."""

    template_name = "accounts/confirm.html"

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401 - Django's own
        """Go on with the step that was held up."""
        self.request.session.cycle_key()
        return super().form_valid(form)


class ConfirmByCode(code_views.ReauthenticateView):
    """A code once more; the session gets a new key, for it may do more now."""

    template_name = "accounts/confirm.html"

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401 - Django's own
        """Go on with the step that was held up."""
        self.request.session.cycle_key()
        return super().form_valid(form)


@open_to_all
@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """Say that the account is closed; only whoever knows its password comes here."""
    return render(request, "accounts/closed.html", status=403)


sign_in = open_to_all(SignIn.as_view())
sign_out = open_to_all(require_POST(allauth_views.LogoutView.as_view()))
second_step = open_to_all(code_views.AuthenticateView.as_view(template_name="accounts/code.html"))
confirm = signed_in(Confirm.as_view())
confirm_by_code = signed_in(ConfirmByCode.as_view())
