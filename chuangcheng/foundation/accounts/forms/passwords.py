"""Forms that set a password."""

from typing import Any, Final

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.accounts.models import User

LONGEST: Final = 200
"""Signs; a longer one would only keep the server busy."""
RULE: Final = _(
    "At least 10 signs. Several words, or a sentence only you know, are easy to keep in mind."
    " Not your name, and not a password many people use."
)
SAID: Final = {"password_too_short": _("This is too short; at least 10 signs are needed.")}
"""What Django says in words that are not the mainland's."""


class PasswordForm(forms.Form):
    """A new password, twice."""

    password1 = forms.CharField(
        label=_("New password"),
        help_text=RULE,
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("New password once more"),
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password1(self) -> str:
        """Return the password, which the policy finds good."""
        password = str(self.cleaned_data["password1"])
        try:
            validate_password(password, self.user)
        except ValidationError as refused:
            said = [SAID.get(str(one.code), one.messages[0]) for one in refused.error_list]
            raise ValidationError(said) from None
        return password

    def clean(self) -> dict[str, Any]:
        """Check that both are the same."""
        found = super().clean() or {}
        first, second = found.get("password1"), found.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords are not the same."))
        return found


class ChangePasswordForm(PasswordForm):
    """The present password, and a new one twice."""

    field_order = ("oldpassword", "password1", "password2")

    oldpassword = forms.CharField(
        label=_("Present password"),
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean_oldpassword(self) -> str:
        """Return the present password. A wrong one counts as a failed sign-in."""
        password = str(self.cleaned_data["oldpassword"])
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("enter_current_password")
        return password

    def save(self) -> None:
        """Set the new password; allauth's view calls this."""
        get_adapter().set_password(self.user, self.cleaned_data["password1"])
