"""Forms for giving and ending roles, and for naming deputies."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.accounts.forms.choosing import person_field, unit_field
from chuangcheng.foundation.accounts.matrix import ADMINISTRATORS
from chuangcheng.foundation.accounts.models import Role, User
from chuangcheng.foundation.accounts.permissions import GIVE_ROLES
from chuangcheng.foundation.accounts.queries import grants as held
from chuangcheng.foundation.accounts.queries.names import named
from chuangcheng.foundation.accounts.services.deputies import Leave
from chuangcheng.foundation.accounts.services.grants import Wish
from chuangcheng.foundation.orgs.models import Subject, Unit

REASON: Final = 200
MOST_SUBJECTS: Final = 50
UNIT: Final = "unit"


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:  # noqa: ANN401 - lazy text
    """Return a field for a day, with the browser's calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, help_text=help_text, widget=widget)


class GiveRole(forms.Form):
    """Which role an account gets, for what, from when and until when."""

    role = forms.ChoiceField(label=_("Role"))
    reach = forms.ChoiceField(
        label=_("Held for"),
        widget=forms.RadioSelect,
        help_text=_("The creation office: the whole subject. Administrators: any choice."),
    )
    valid_from = day(_("First day"))
    valid_to = day(_("Last day"), required=False, help_text=_("Empty: until somebody ends it."))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON,
        required=False,
        help_text=_("For example the number of the appointment. It is kept in the record."),
    )

    field_order = ("role", "reach", "unit", "valid_from", "valid_to", "reason")

    def __init__(self, *args: Any, giver: User, user: User, **options: Any) -> None:  # noqa: ANN401 - Django's options
        options.setdefault("initial", {})
        super().__init__(*args, **options)
        self.user = user
        self.subjects = {str(one.pk): one for one in _subjects(giver, user)}
        roles = held.roles_given_by(giver)
        self.fields["role"].choices = [("", "—"), *((one, Role(one).label) for one in roles)]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["reach"].choices = _reaches(self.subjects.values())  # type: ignore[attr-defined]  # a ChoiceField
        unit = unit_field(
            gettext("Unit"), gettext("It and all units below it. Write its name or code.")
        )
        unit.offer(_units(giver, user))
        self.fields["unit"] = unit
        own = user.person.unit if user.person else None
        self.initial.setdefault("valid_from", timezone.localdate())
        self.initial.setdefault("reach", UNIT)
        self.initial.setdefault("unit", f"{named(own)}（{own.code}）" if own else "")
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Ask for the unit where the role is held for one."""
        cleaned: dict[str, Any] = super().clean() or {}
        wanted = cleaned.get("role") not in ADMINISTRATORS and cleaned.get("reach") == UNIT
        if wanted and not cleaned.get("unit") and "unit" not in self.errors:
            raise ValidationError({"unit": gettext("Write for which unit the role is held.")})
        return cleaned

    def wish(self) -> Wish:
        """Return what was filled in."""
        filled = self.cleaned_data
        placed = filled["role"] not in ADMINISTRATORS
        return Wish(
            self.user,
            filled["role"],
            subject=self.subjects.get(filled["reach"]) if placed else None,
            unit=filled["unit"] if placed and filled["reach"] == UNIT else None,
            valid_from=filled["valid_from"],
            valid_to=filled["valid_to"],
            reason=filled["reason"],
        )


class EndRole(forms.Form):
    """Why a role ends early."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=REASON,
        help_text=_("For example: works elsewhere from Monday. It is kept in the record."),
    )


class NameDeputy(forms.Form):
    """Who acts for somebody during a leave."""

    valid_from = day(_("First day of leave"))
    valid_to = day(_("Last day of leave"), help_text=_("The deputy's rights end by themselves."))
    reason = forms.CharField(label=_("Reason"), max_length=REASON, required=False)

    field_order = ("deputy", "valid_from", "valid_to", "reason")

    def __init__(self, *args: Any, principal: User, **options: Any) -> None:  # noqa: ANN401 - Django's options
        super().__init__(*args, **options)
        self.principal = principal
        deputy = person_field(gettext("Deputy"), gettext("Write the name or sign-in name."))
        deputy.offer(held.could_deputise(principal))
        self.fields["deputy"] = deputy
        self.initial.setdefault("valid_from", timezone.localdate())
        self.order_fields(self.field_order)

    def leave(self) -> Leave:
        """Return what was filled in."""
        filled = self.cleaned_data
        first: date = filled["valid_from"]
        return Leave(self.principal, filled["deputy"], first, filled["valid_to"], filled["reason"])


def _subjects(giver: User, user: User) -> list[Subject]:
    """Return the subjects for which the account may get a role: that of its person, or any."""
    if user.person is not None:
        return [user.person.unit.subject]
    return list(held.subjects_within(giver.reaches(GIVE_ROLES.name))[:MOST_SUBJECTS])


def _reaches(subjects: Iterable[Subject]) -> list[tuple[str, str]]:
    whole = gettext("the whole of %(subject)s")
    return [
        (UNIT, gettext("a unit and all units below it")),
        *((str(one.pk), whole % {"subject": named(one)}) for one in subjects),
    ]


def _units(giver: User, user: User) -> "QuerySet[Unit]":
    subject = user.person.unit.subject_id if user.person else None
    return held.units_within(giver.reaches(GIVE_ROLES.name), subject)
