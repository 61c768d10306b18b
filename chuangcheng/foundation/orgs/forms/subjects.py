"""Forms about subjects and classes of units."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.orgs.forms.actions import NamedForm, initial_name
from chuangcheng.foundation.orgs.models import Subject, UnitClass
from chuangcheng.foundation.orgs.models.subjects import CODE_LENGTH

CODE = RegexValidator(
    r"\A[a-z0-9][a-z0-9-]*\Z",
    _("Use small Latin letters, digits and hyphens, for example “yunxi”."),
)


class SubjectForm(NamedForm):
    """Create a subject, or change it."""

    kind = forms.ChoiceField(
        label=_("What is assessed"), choices=Subject.Kind.choices, widget=forms.RadioSelect
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=CODE_LENGTH,
        validators=[CODE],
        help_text=_("A short name in Latin letters for files and addresses, for example “yunxi”."),
    )
    with_standard_classes = forms.BooleanField(
        label=_("Create the usual classes of units at once"),
        required=False,
        help_text=_(
            "For a county: departments, townships, street offices, communities, villages, schools, "
            "window trades, enterprises. You can change them afterwards."
        ),
    )
    field_order = ("name", "kind", "code", "other_script", "name_en", "with_standard_classes")

    def __init__(self, data: Any, *, subject: Subject | None = None) -> None:  # noqa: ANN401 - Django's
        initial: dict[str, Any] = {"kind": Subject.Kind.COUNTY, "with_standard_classes": True}
        if subject is not None:
            fields = ("kind", "code", "revision")
            initial = initial_name(subject) | {name: getattr(subject, name) for name in fields}
        super().__init__(data, initial=initial)
        if subject is not None:
            del self.fields["with_standard_classes"]
            self.remember()


class UnitClassForm(NamedForm):
    """Add a class of units, or change it."""

    kind = forms.ChoiceField(
        label=_("What the program takes it for"),
        choices=UnitClass.Kind.choices,
        help_text=_("For example 街道 are taken for townships, 居委會 for communities."),
    )
    position = forms.IntegerField(
        label=_("Place in lists"), required=False, min_value=0, max_value=999
    )
    field_order = ("name", "kind", "position", "other_script", "name_en")

    def __init__(self, data: Any, *, unit_class: UnitClass | None = None) -> None:  # noqa: ANN401 - Django's
        initial: dict[str, Any] = {}
        if unit_class is not None:
            fields = ("kind", "position", "revision")
            initial = initial_name(unit_class)
            initial |= {name: getattr(unit_class, name) for name in fields}
        super().__init__(data, initial=initial)
        if unit_class is not None:
            self.remember()
