"""Forms that take a code of the second step."""

from typing import Any

from allauth.account.adapter import get_adapter as account_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.accounts.addresses import client_address
from chuangcheng.foundation.accounts.queries.locks import code_name, tries
from chuangcheng.foundation.accounts.services.second_factor import accept_code
from chuangcheng.foundation.accounts.services.signing_in import forgive_codes, note_wrong_code


def _dress(form: forms.Form) -> None:
    code = form.fields["code"]
    code.label, code.help_text = (
        _("One-time code"),
        _("Six digits from the app, or a recovery code."),
    )
    code.widget.attrs.pop("placeholder", None)
    code.widget.attrs |= {"autofocus": True, "inputmode": "numeric", "maxlength": "20"}


class _Accepting(BaseAuthenticateForm):
    """Takes a code. Wrong ones lock, right ones work once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - allauth's own
        super().__init__(*args, **kwargs)
        _dress(self)

    def clean_code(self) -> str:
        """Return the code once it has been accepted and used up."""
        address = client_address(context.request)
        before = tries(code_name(self.user), address)
        if before.locked:
            raise account_adapter().validation_error("too_many_login_attempts")
        code = str(self.cleaned_data["code"])
        found = accept_code(self.user, code)
        if found is None:
            note_wrong_code(self.user, address, before)
            raise get_adapter().validation_error("incorrect_code")
        if before.of_name:
            forgive_codes(self.user)
        self.authenticator = found
        return code


class CodeForm(_Accepting, AuthenticateForm):
    """A code after the password."""


class ConfirmByCodeForm(_Accepting, ReauthenticateForm):
    """A code before a sensitive step."""


class ActivateForm(ActivateTOTPForm):
    """The first code of an authenticator that is being set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - allauth's own
        super().__init__(*args, **kwargs)
        _dress(self)
        self.fields["code"].help_text = _("The six digits that the app shows now.")
