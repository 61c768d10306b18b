"""Setting up the second step of signing in, and its recovery codes."""

from typing import Any

from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from qrcode.main import QRCode

from chuangcheng.foundation.accounts.queries.requests import person_of
from chuangcheng.foundation.accounts.services.second_factor import (
    note_new_codes,
    note_set_up,
    remove_second_factor,
)
from chuangcheng.foundation.shell.access import signed_in


class SetUp(totp_views.ActivateTOTPView):
    """Shows the secret as a picture and as text, and takes the first code."""

    template_name = "accounts/second_factor_set_up.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - Django's own
        """Return what the page shows."""
        found = super().get_context_data(**kwargs)
        secret = found["form"].secret
        groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
        return {**found, "qr": drawing_of(found["totp_url"]), "secret": groups}

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401 - Django's own
        """Keep the secret; the session gets a new key, for it may do more now."""
        answer = super().form_valid(form)
        note_set_up(person_of(self.request))
        self.request.session.cycle_key()
        return answer


class Remove(totp_views.DeactivateTOTPView):
    """Asks whether to do without the second step; refused to administrators."""

    template_name = "accounts/second_factor_remove.html"

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401, ARG002 - Django's own
        """Take it away, with the recovery codes."""
        remove_second_factor(person_of(self.request), session=self.request.session.session_key)
        messages.success(self.request, gettext("Two-step sign-in is off."))
        return HttpResponseRedirect(reverse("account"))


class NewCodes(recovery_views.GenerateRecoveryCodesView):
    """Asks whether to make new recovery codes."""

    template_name = "accounts/recovery_codes_new.html"

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401 - Django's own
        """Make them; older ones stop working."""
        answer = super().form_valid(form)
        note_new_codes(person_of(self.request))
        return answer


class Drawing:
    """A QR code as the path of an SVG: each dark square is one of the path's."""

    def __init__(self, rows: list[list[bool]]) -> None:
        self.size = len(rows)
        self.path = "".join(
            f"M{column} {row}h1v1h-1z"
            for row, squares in enumerate(rows)
            for column, dark in enumerate(squares)
            if dark
        )


def drawing_of(text: str) -> Drawing:
    """Return the QR code that says ``text``."""
    code = QRCode(border=4)
    code.add_data(text)
    code.make(fit=True)
    return Drawing(code.get_matrix())


@signed_in
def overview(_request: HttpRequest) -> HttpResponse:
    """Lead to the page of one's own account, which tells whether the second step is set up."""
    return redirect("account")


set_up = signed_in(never_cache(SetUp.as_view()))
remove = signed_in(Remove.as_view())
new_codes = signed_in(NewCodes.as_view())
codes = signed_in(
    never_cache(
        recovery_views.ViewRecoveryCodesView.as_view(template_name="accounts/recovery_codes.html")
    )
)
codes_file = signed_in(
    recovery_views.DownloadRecoveryCodesView.as_view(template_name="accounts/recovery_codes.txt")
)
