"""Forms about people."""

from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.orgs import queries
from chuangcheng.foundation.orgs.forms.actions import ActionForm, DatedForm
from chuangcheng.foundation.orgs.forms.unit_choice import UnitField
from chuangcheng.foundation.orgs.models import Person


class PersonForm(ActionForm):
    """Add somebody, or change their details.

    Telephone and e-mail are left out for whoever may not see them.
    """

    name = forms.CharField(label=_("Full name"), max_length=60)
    post = forms.ChoiceField(
        label=_("Post"),
        choices=Person.Post.choices,
        widget=forms.RadioSelect,
        help_text=_("A unit has one head; it may have several leaders in charge and liaisons."),
    )
    title = forms.CharField(
        label=_("Position held"),
        required=False,
        max_length=80,
        help_text=_("As it is written in the directory, for example “deputy director”."),
    )
    phone = forms.CharField(
        label=_("Telephone"),
        required=False,
        max_length=40,
        help_text=_("Personal: seen only by the office and the own unit; each look is recorded."),
    )
    email = forms.EmailField(label=_("E-mail address"), required=False, max_length=254)
    code = forms.CharField(label=_("Staff number"), required=False, max_length=40)

    def __init__(
        self,
        data: Any,  # noqa: ANN401 - Django's
        *,
        person: Person | None = None,
        with_contacts: bool = True,
    ) -> None:
        initial: dict[str, Any] = {"post": Person.Post.LIAISON}
        if person is not None:
            fields = ("name", "post", "title", "code", "revision")
            initial = {field: getattr(person, field) for field in fields}
            if with_contacts:
                initial |= {"phone": person.phone, "email": person.email}
        super().__init__(data, initial=initial)
        if not with_contacts:
            del self.fields["phone"], self.fields["email"]
        if person is not None:
            self.remember()


class TransferForm(ActionForm):
    """Let somebody work at another unit."""

    unit = UnitField(label=_("Unit to move to"))
    post = forms.ChoiceField(
        label=_("Post there"), choices=Person.Post.choices, widget=forms.RadioSelect
    )
    title = forms.CharField(label=_("Position held there"), required=False, max_length=80)
    reason = forms.CharField(label=_("Reason"), required=False, max_length=200)

    def __init__(
        self,
        data: Any,  # noqa: ANN401 - Django's
        *,
        person: Person,
        reach: Q,
        suggestions: str,
    ) -> None:
        initial = {"revision": person.revision, "post": person.post, "title": person.title}
        super().__init__(data, initial=initial)
        others = queries.eligible(person.unit.subject_id, reach & ~Q(pk=person.unit_id))
        cast(UnitField, self.fields["unit"]).offer(others, suggestions)


class LeaveForm(DatedForm):
    """Let somebody leave office."""

    def __init__(self, data: Any, *, person: Person) -> None:  # noqa: ANN401 - Django's
        initial = {"revision": person.revision, "on": timezone.localdate()}
        super().__init__(data, initial=initial)


class ReturnForm(ActionForm):
    """Take somebody back into office; the unit is asked for where the one they left has ended."""

    unit = UnitField(
        label=_("Unit to return to"), help_text=_("The unit the person left works no longer.")
    )
    post = forms.ChoiceField(label=_("Post"), choices=Person.Post.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Reason"), required=False, max_length=200)

    def __init__(
        self,
        data: Any,  # noqa: ANN401 - Django's
        *,
        person: Person,
        reach: Q,
        suggestions: str,
    ) -> None:
        super().__init__(data, initial={"revision": person.revision, "post": person.post})
        if person.unit.is_active:
            del self.fields["unit"]
        else:
            units = queries.eligible(person.unit.subject_id, reach)
            cast(UnitField, self.fields["unit"]).offer(units, suggestions)
