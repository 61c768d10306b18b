"""Forms of the pages about accounts."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chuangcheng.domain.errors import Fault, describe
from chuangcheng.foundation.accounts.faults.accounts import NAME_TAKEN
from chuangcheng.foundation.accounts.models import User


class AccountForm(forms.ModelForm):  # type: ignore[type-arg]  # it takes none at run time
    """A new account."""

    class Meta:
        model = User
        fields = ("username", "name", "email")
        help_texts = {  # noqa: RUF012 - Django's way
            "username": _(
                "What they type to sign in, e.g. the staff number: letters, digits and @ . + - _"
            ),
            "email": _("Notices and links go there where mail is set up."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs |= {"autocapitalize": "none", "autocomplete": "off"}

    def clean_username(self) -> str:
        """Return the sign-in name, which nobody has in any case of letters."""
        name = str(self.cleaned_data["username"])
        if User.objects.filter(username__iexact=name).exists():
            raise ValidationError(describe(Fault(NAME_TAKEN, params={"name": name}), gettext))
        return name


class CloseForm(forms.Form):
    """Why an account is closed."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The record keeps it, e.g. “moved to another county”."),
        max_length=200,
    )


class IdentityForm(forms.Form):
    """Who somebody is at another way to sign in."""

    way = forms.ChoiceField(label=_("Way to sign in"))
    identifier = forms.CharField(
        label=_("Identifier there"),
        help_text=_("As the other site calls the member, e.g. the member number of WeCom."),
        max_length=191,
    )

    def __init__(self, *args: Any, ways: list[tuple[str, Any]], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        field = self.fields["way"]
        if isinstance(field, forms.ChoiceField):
            field.choices = ways
