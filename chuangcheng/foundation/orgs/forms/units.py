"""Forms about units, one for each verb."""

from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.orgs import queries
from chuangcheng.foundation.orgs.forms.actions import DatedForm, NamedForm, initial_name
from chuangcheng.foundation.orgs.forms.unit_choice import UnitField
from chuangcheng.foundation.orgs.models import Subject, Unit, UnitClass
from chuangcheng.foundation.orgs.models.subjects import CODE_LENGTH


class ClassField(forms.ModelChoiceField):  # type: ignore[type-arg]  # of UnitClass
    """Chooses a class of units by its name in the language of the page."""

    def label_from_instance(self, obj: Any) -> str:  # noqa: ANN401 - Django's
        """Return the name of the class."""
        return cast(UnitClass, obj).name.get(get_language() or "")


class UnitForm(DatedForm, NamedForm):
    """Create a unit, or change its name, class and codes."""

    unit_class = ClassField(
        queryset=UnitClass.objects.none(),
        label=_("Class of units"),
        empty_label=_("— please choose —"),
    )
    parent = UnitField(
        label=_("Below which unit"),
        required=False,
        help_text=_("A community hangs below its township; a department stands at the top."),
    )
    code = forms.CharField(
        label=_("Code"),
        required=False,
        max_length=CODE_LENGTH,
        help_text=_("Your own short number for lists; left empty, a free one is found."),
    )
    statistical_code = forms.CharField(
        label=_("Statistical code"),
        required=False,
        max_length=24,
        help_text=_("12 digits, as the statistics office lists them; only where you know it."),
    )
    phone = forms.CharField(label=_("Office telephone"), required=False, max_length=40)
    address = forms.CharField(label=_("Address"), required=False, max_length=200)

    field_order = (
        "name",
        "unit_class",
        "parent",
        "phone",
        "address",
        "code",
        "statistical_code",
        "other_script",
        "name_en",
        "on",
        "reason",
    )

    def __init__(
        self,
        data: Any,  # noqa: ANN401 - Django's
        *,
        subject: Subject,
        unit: Unit | None = None,
        reach: Q | None = None,
        suggestions: str = "",
        at_top: bool = True,
    ) -> None:
        initial: dict[str, Any] = {"on": timezone.localdate()}
        if unit is not None:
            initial |= initial_name(unit)
            fields = ("unit_class", "code", "statistical_code", "phone", "address", "revision")
            initial |= {field: getattr(unit, field) for field in fields}
        super().__init__(data, initial=initial)
        cast(ClassField, self.fields["unit_class"]).queryset = subject.unit_classes.all()
        if reach is None:
            del self.fields["parent"]
        else:
            self._offer_parents(subject, reach, suggestions, at_top)
        if unit is not None:
            self.fields["code"].required = True
            self.fields["code"].help_text = _("Your own short number for lists and sheets.")
            self.remember()

    def _offer_parents(self, subject: Subject, reach: Q, suggestions: str, at_top: bool) -> None:
        field = cast(UnitField, self.fields["parent"])
        field.required = not at_top
        field.empty_label = top_label(subject) if at_top else ""
        field.offer(queries.eligible(subject.pk, reach), suggestions)


def top_label(subject: Subject) -> str:
    """Return what stands in a list of units for the top of the tree."""
    return gettext("directly below %(subject)s") % {
        "subject": subject.name.get(get_language() or "")
    }


class ContactsForm(DatedForm):
    """Change how a unit is reached; also its own head and liaison may."""

    phone = forms.CharField(label=_("Office telephone"), required=False, max_length=40)
    address = forms.CharField(label=_("Address"), required=False, max_length=200)
    field_order = ("phone", "address", "on", "reason")

    def __init__(self, data: Any, *, unit: Unit) -> None:  # noqa: ANN401 - Django's
        fields = ("phone", "address", "revision")
        initial = {field: getattr(unit, field) for field in fields}
        super().__init__(data, initial=initial | {"on": timezone.localdate()})
        del self.fields["on"]
        self.remember()


class MoveForm(DatedForm):
    """Hang a unit below another one, or at the top."""

    parent = UnitField(label=_("New place: below which unit"), required=False)
    field_order = ("parent", "on", "reason")

    def __init__(
        self,
        data: Any,  # noqa: ANN401 - Django's
        *,
        unit: Unit,
        reach: Q,
        suggestions: str,
        at_top: bool,
    ) -> None:
        initial = {"revision": unit.revision, "on": timezone.localdate()}
        super().__init__(data, initial=initial)
        field = cast(UnitField, self.fields["parent"])
        at_top = at_top and unit.parent_id is not None
        field.required = not at_top
        field.empty_label = top_label(unit.subject) if at_top else ""
        outside = ~Q(path__under=unit.path) & ~Q(pk=unit.parent_id or 0)
        field.offer(queries.eligible(unit.subject_id, reach & outside), suggestions)


class MergeForm(DatedForm):
    """Let another unit take over."""

    into = UnitField(
        label=_("Merged into"),
        help_text=_("This unit goes on and takes over the units, people and zones listed above."),
    )
    sure = forms.BooleanField(label=_("I have checked what goes to the other unit."))
    field_order = ("into", "on", "reason", "sure")

    def __init__(
        self,
        data: Any,  # noqa: ANN401 - Django's
        *,
        unit: Unit,
        reach: Q,
        suggestions: str,
    ) -> None:
        initial = {"revision": unit.revision, "on": timezone.localdate()}
        super().__init__(data, initial=initial)
        outside = reach & ~Q(path__under=unit.path)
        units = queries.eligible(unit.subject_id, outside)
        cast(UnitField, self.fields["into"]).offer(units, suggestions)


class CloseForm(DatedForm):
    """Close a unit, and say where what hangs on it goes."""

    children_to = UnitField(label=_("The units below it go to"))
    people_do = forms.ChoiceField(
        label=_("The people in office"),
        choices=(("go", _("go to the unit chosen below")), ("leave", _("leave office"))),
        widget=forms.RadioSelect,
    )
    people_to = UnitField(label=_("The people go to"), required=False)
    field_order = ("children_to", "people_do", "people_to", "on", "reason")

    def __init__(
        self,
        data: Any,  # noqa: ANN401 - Django's
        *,
        unit: Unit,
        effects: queries.Effects,
        reach: Q,
        suggestions: str,
    ) -> None:
        initial = {"revision": unit.revision, "on": timezone.localdate(), "people_do": "go"}
        super().__init__(data, initial=initial)
        units = queries.eligible(unit.subject_id, reach & ~Q(path__under=unit.path))
        if effects.children:
            cast(UnitField, self.fields["children_to"]).offer(units, suggestions)
        else:
            del self.fields["children_to"]
        if effects.people:
            field = cast(UnitField, self.fields["people_to"])
            field.offer(units, suggestions)
            field.label = ngettext(
                "The %(count)s person in office goes to",
                "The %(count)s people in office go to",
                len(effects.people),
            ) % {"count": len(effects.people)}
        else:
            del self.fields["people_do"], self.fields["people_to"]


class ReopenForm(DatedForm):
    """Let a unit work again."""

    def __init__(self, data: Any, *, unit: Unit) -> None:  # noqa: ANN401 - Django's
        initial = {"revision": unit.revision, "on": timezone.localdate()}
        super().__init__(data, initial=initial)
