"""Forms about zones and who answers for them."""

from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.orgs import queries
from chuangcheng.foundation.orgs.forms.actions import ActionForm, NamedForm, initial_name
from chuangcheng.foundation.orgs.forms.unit_choice import UnitField
from chuangcheng.foundation.orgs.models import Zone, ZoneDuty
from chuangcheng.foundation.orgs.models.subjects import CODE_LENGTH
from chuangcheng.foundation.shell.forms import DayField


class ZoneForm(NamedForm):
    """Create a zone, or change it."""

    bounds = forms.CharField(
        label=_("Bounds in words"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: north of Yunxi Road, east of the river, up to the bridge."),
    )
    code = forms.CharField(
        label=_("Code"),
        required=False,
        max_length=CODE_LENGTH,
        help_text=_("Your own short number for lists; left empty, a free one is found."),
    )
    is_active = forms.BooleanField(label=_("In use"), required=False)
    field_order = ("name", "bounds", "code", "other_script", "name_en", "is_active")

    def __init__(self, data: Any, *, zone: Zone | None = None) -> None:  # noqa: ANN401 - Django's
        initial: dict[str, Any] = {}
        if zone is not None:
            fields = ("bounds", "code", "is_active", "revision")
            initial = initial_name(zone) | {field: getattr(zone, field) for field in fields}
        super().__init__(data, initial=initial)
        if zone is None:
            del self.fields["is_active"]
        else:
            self.remember()


class DutyForm(ActionForm):
    """Let a unit answer for a zone."""

    unit = UnitField(label=_("Unit"))
    role = forms.ChoiceField(
        label=_("How it answers"),
        choices=(("lead", _("leads")), ("join", _("joins in"))),
        widget=forms.RadioSelect,
        help_text=_("One unit leads at a time; others join in."),
    )
    valid_from = DayField(label=_("From"))
    valid_to = DayField(
        label=_("To"), required=False, help_text=_("The last day; empty for an open end.")
    )
    reason = forms.CharField(label=_("Reason"), required=False, max_length=200)

    def __init__(self, data: Any, *, zone: Zone, has_lead: bool, suggestions: str) -> None:  # noqa: ANN401 - Django's
        initial = {
            "revision": zone.revision,
            "valid_from": timezone.localdate(),
            "role": "join" if has_lead else "lead",
        }
        super().__init__(data, initial=initial)
        units = queries.eligible(zone.subject_id, Q())
        cast(UnitField, self.fields["unit"]).offer(units, suggestions)


class EndDutyForm(ActionForm):
    """Let a duty end."""

    last = DayField(label=_("Last day"))
    reason = forms.CharField(label=_("Reason"), required=False, max_length=200)

    def __init__(self, data: Any, *, duty: ZoneDuty) -> None:  # noqa: ANN401 - Django's
        initial = {"revision": duty.zone.revision, "last": timezone.localdate()}
        super().__init__(data, initial=initial)
