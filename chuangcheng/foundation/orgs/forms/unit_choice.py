"""A field that chooses a unit: a list while there are few, typing with suggestions else."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.orgs import queries
from chuangcheng.foundation.orgs.models import Unit

LISTED_AT_MOST: Final = 300
"""With more units than this a list would be too long to look through."""
NAMED_AT_MOST: Final = 5


def label_of(unit: Unit) -> str:
    """Return a unit as the field shows and takes it: name and code."""
    return f"{unit.name.get(get_language() or '')} ({unit.code})"


class SuggestedUnit(forms.TextInput):
    """A text field whose suggestions come from the server while one types."""

    template_name = "orgs/parts/suggested_unit.html"

    def __init__(self, address: str) -> None:
        super().__init__(attrs={"autocomplete": "off"})
        self.address = address

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:  # noqa: ANN401 - Django's
        """Return what the template needs, with the address that suggests."""
        return super().get_context(name, value, attrs) | {"address": f"{self.address}?field={name}"}


class UnitField(forms.Field):
    """Chooses one of the units of :meth:`offer`; ``empty_label`` stands for none."""

    default_error_messages = {  # noqa: RUF012 - Django's
        "unknown": _("There is no unit “%(text)s” to choose here. Type its name or code."),
        "several": _("Several units fit “%(text)s”: %(units)s. Type the code of the one you mean."),
    }

    def __init__(self, *, empty_label: str = "", **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(**kwargs)
        self.empty_label = empty_label
        self.units: QuerySet[Unit] = Unit.objects.none()
        self.is_list = True

    def offer(self, units: "QuerySet[Unit]", suggestions: str) -> None:
        """Say which units can be chosen, and the address that suggests units of the subject."""
        self.units = units
        in_order = units.order_by("unit_class__position", "position", "code")
        rows = list(in_order[: LISTED_AT_MOST + 1])
        self.is_list = len(rows) <= LISTED_AT_MOST
        if self.is_list:
            nothing = self.empty_label or gettext("— please choose —")
            self.widget = forms.Select(choices=[("", nothing), *_indented(rows)])
        else:
            self.widget = SuggestedUnit(suggestions)
            self.help_text = self.help_text or _("Type a part of the name or the code.")
        self.widget.is_required = self.required

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401 - Django's
        """Return the unit as the control shows it."""
        if isinstance(value, Unit):
            return value.pk if self.is_list else label_of(value)
        return value

    def to_python(self, value: Any) -> Unit | None:  # noqa: ANN401 - Django's
        """Return the unit chosen or typed; raise ValidationError."""
        text = str(value or "").replace("\x00", "").strip()
        if not text:
            return None
        found = list(self.units.filter(self._condition(text))[: NAMED_AT_MOST + 1])
        if not found and not self.is_list:
            found = list(self.units.filter(queries.matches(text))[: NAMED_AT_MOST + 1])
        if len(found) == 1:
            return found[0]
        kind = "several" if found else "unknown"
        names = gettext(", ").join(label_of(unit) for unit in found[:NAMED_AT_MOST])
        params = {"text": text, "units": names}
        raise ValidationError(self.error_messages[kind], code=kind, params=params)

    def _condition(self, text: str) -> Q:
        if self.is_list:
            return Q(pk=int(text)) if text.isdecimal() and len(text) < 19 else Q(pk__in=())
        code = text.rpartition("(")[2].removesuffix(")") if text.endswith(")") else text
        return Q(code=code) | Q(name_hant=text) | Q(name_hans=text)


def _indented(units: list[Unit]) -> list[tuple[int, str]]:
    """Return the choices in the order of the tree, each as deep as it hangs."""
    known = {unit.pk for unit in units}
    below: dict[int | None, list[Unit]] = {}
    for unit in units:
        below.setdefault(unit.parent_id if unit.parent_id in known else None, []).append(unit)
    return list(_walk(below, below.get(None, []), 0))


def _walk(
    below: dict[int | None, list[Unit]], units: list[Unit], depth: int
) -> Iterable[tuple[int, str]]:
    for unit in units:
        yield unit.pk, "\u3000" * depth + label_of(unit)
        yield from _walk(below, below.get(unit.pk, []), depth + 1)
