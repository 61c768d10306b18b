"""The forms of the room, one for each verb."""

from chuangcheng.foundation.orgs.forms.actions import ActionForm
from chuangcheng.foundation.orgs.forms.people import (
    LeaveForm,
    PersonForm,
    ReturnForm,
    TransferForm,
)
from chuangcheng.foundation.orgs.forms.subjects import SubjectForm, UnitClassForm
from chuangcheng.foundation.orgs.forms.unit_choice import label_of
from chuangcheng.foundation.orgs.forms.units import (
    CloseForm,
    ContactsForm,
    MergeForm,
    MoveForm,
    ReopenForm,
    UnitForm,
)
from chuangcheng.foundation.orgs.forms.zones import DutyForm, EndDutyForm, ZoneForm

__all__ = [
    "ActionForm",
    "CloseForm",
    "ContactsForm",
    "DutyForm",
    "EndDutyForm",
    "LeaveForm",
    "MergeForm",
    "MoveForm",
    "PersonForm",
    "ReopenForm",
    "ReturnForm",
    "SubjectForm",
    "TransferForm",
    "UnitClassForm",
    "UnitForm",
    "ZoneForm",
    "label_of",
]
