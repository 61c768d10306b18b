"""What somebody wants by mail."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.notices.models import LANGUAGES
from chuangcheng.foundation.notices.queries import Wish


class PreferenceForm(forms.Form):
    """The kinds wanted by mail, and the language of the mails."""

    kinds = forms.MultipleChoiceField(
        label=_("Also by mail"),
        help_text=_("Everything is always shown here; ticked kinds also come in the daily mail."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(
        label=_("Language of mails"), choices=LANGUAGES, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, wishes: list[Wish], **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        field = self.fields["kinds"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(wish.kind.name, gettext(wish.kind.title)) for wish in wishes]
        self.wishes = wishes

    def by_mail(self) -> dict[str, bool]:
        """Return yes or no for every kind."""
        ticked = set(self.cleaned_data["kinds"])
        return {wish.kind.name: wish.kind.name in ticked for wish in self.wishes}
