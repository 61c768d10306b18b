"""Fields in which somebody writes the name of a person or unit and is offered what there is."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from chuangcheng.domain.text import searchable
from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.accounts.queries.names import named
from chuangcheng.foundation.orgs.models import Unit

MOST_OFFERED: Final = 300
MOST_NAMED: Final = 6


class OfferingInput(forms.TextInput):
    """A text field with a list of offers, which browsers show without scripts."""

    def __init__(self) -> None:
        super().__init__(attrs={"autocomplete": "off"})
        self.offers: Iterable[str] = ()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ANN401 - Django's signature
        """Return the field and its list."""
        list_id = f"{(attrs or {}).get('id', name)}-offers"
        control = super().render(name, value, {**(attrs or {}), "list": list_id}, renderer)
        options = format_html_join("", '<option value="{}">', ((offer,) for offer in self.offers))
        return format_html('{}<datalist id="{}">{}</datalist>', control, list_id, options)


class ChosenByName(forms.CharField):
    """Turns what was written into the one row it means; says which rows it could mean."""

    widget = OfferingInput

    def __init__(self, *, nothing: str, **options: Any) -> None:  # noqa: ANN401 - Django's options
        super().__init__(max_length=120, **options)
        self.nothing = nothing
        self.rows: QuerySet[Any] | None = None
        self.print: Callable[[Any], str] = str
        self.match: Callable[[str], tuple[Q, ...]] = lambda written: (Q(name=written),)

    def offer(self, rows: "QuerySet[Any]") -> None:
        """Set what may be chosen; the first ones are offered while somebody types."""
        self.rows = rows
        widget = self.widget
        if isinstance(widget, OfferingInput):
            widget.offers = [self.print(row) for row in rows[:MOST_OFFERED]]

    def clean(self, value: Any) -> Model | None:  # noqa: ANN401 - Django's signature
        """Return the row; None for an empty field that may be empty."""
        written = super().clean(value)
        if not written or self.rows is None:
            return None
        code = written.rpartition("（")[2].removesuffix("）") if written.endswith("）") else ""
        for condition in self.match(code or written) + (self.match(written) if code else ()):
            found = list(self.rows.filter(condition)[: MOST_NAMED + 1])
            if len(found) == 1:
                row: Model = found[0]
                return row
            if found:
                names = gettext(", ").join(self.print(row) for row in found[:MOST_NAMED])
                raise ValidationError(
                    gettext("Several fit: %(names)s. Write the part in brackets too.")
                    % {"names": names}
                )
        raise ValidationError(self.nothing)


def person_field(label: str, help_text: str = "") -> ChosenByName:
    """Return a field that finds an account by sign-in name or name."""
    field = ChosenByName(
        label=label, help_text=help_text, nothing=gettext("Nobody with an account is called so.")
    )
    field.print = _person
    field.match = lambda written: (
        Q(username__iexact=written),
        Q(name=written),
        Q(name__icontains=written),
    )
    return field


def unit_field(label: str, help_text: str = "") -> ChosenByName:
    """Return a field that finds a unit by code or name; it may stay empty."""
    field = ChosenByName(
        label=label,
        help_text=help_text,
        required=False,
        nothing=gettext("No unit at work is called so."),
    )
    field.print = _unit
    field.match = lambda written: (
        Q(code__iexact=written),
        Q(name_hant=written) | Q(name_hans=written),
        Q(search__contains=searchable(written)),
    )
    return field


def _person(user: User) -> str:
    return f"{user.name}（{user.username}）"


def _unit(unit: Unit) -> str:
    return f"{named(unit)}（{unit.code}）"
