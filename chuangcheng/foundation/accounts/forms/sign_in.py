"""The form people sign in with, and the one that asks for the password once more."""

from allauth.account.forms import LoginForm, ReauthenticateForm
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.accounts.forms.passwords import LONGEST


class SignInForm(LoginForm):
    """Sign-in name and password."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        name, password = self.fields["login"], self.fields["password"]
        name.label, password.label, password.help_text = _("Sign-in name"), _("Password"), ""
        for field in (name, password):
            field.validators.append(MaxLengthValidator(LONGEST))
            field.widget.attrs.pop("placeholder", None)
        name.widget.attrs |= {"autocapitalize": "none", "spellcheck": "false", "autofocus": True}
        password.widget.attrs["maxlength"] = str(LONGEST)


class ConfirmForm(ReauthenticateForm):
    """The password once more, before a sensitive step."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        password = self.fields["password"]
        password.label, password.help_text = _("Password"), ""
        password.widget.attrs.pop("placeholder", None)
        password.widget.attrs |= {"autofocus": True, "maxlength": str(LONGEST)}
