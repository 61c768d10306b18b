"""The forms of the room: a file of a year, hours, a local day."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chuangcheng.domain.errors import Fault, Refused, describe
from chuangcheng.domain.workdays import (
    WorkHours,
    read_day_of_year,
    read_spans,
    write_day_of_year,
    write_spans,
)
from chuangcheng.foundation.calendar.formats.year_file import LIMITS, YearFile, read_year
from chuangcheng.foundation.calendar.models import REASON_LENGTH
from chuangcheng.foundation.calendar.services import HoursChange, SeasonText

SEASONS = (1, 2)
"""How many seasons a form holds."""


class YearFileForm(forms.Form):
    """A file of a year, chosen on the reader's machine."""

    file = forms.FileField(
        label=_("File of the year"),
        help_text=_("A YAML or CSV file as described below, at most 256 KB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml,.csv"}),
    )

    def read(self) -> tuple[YearFile | None, tuple[Fault, ...]]:
        """Return what the file says, or its faults."""
        sent = self.cleaned_data["file"]
        return read_or_faults(sent.read(LIMITS.size + 1), sent.name)


class YearTextForm(forms.Form):
    """The same file once more, as it was shown before saving; the reader saves what they saw."""

    name = forms.CharField(widget=forms.HiddenInput, max_length=255)
    content = forms.CharField(widget=forms.HiddenInput, max_length=LIMITS.size, strip=False)

    def read(self) -> tuple[YearFile | None, tuple[Fault, ...]]:
        """Return what the file says, or its faults."""
        content = self.cleaned_data["content"].encode()
        return read_or_faults(content, self.cleaned_data["name"])


def read_or_faults(content: bytes, name: str) -> tuple[YearFile | None, tuple[Fault, ...]]:
    """Return what a file says, or its faults."""
    try:
        return read_year(content, name), ()
    except Refused as refused:
        return None, refused.faults


class HoursForm(forms.Form):
    """The work-hours of a subject: the usual ones, and up to two seasons."""

    usual = forms.CharField(
        label=_("Usual hours"),
        help_text=_("For example 08:30-12:00, 14:30-18:00"),
        max_length=120,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **options)
        for number in SEASONS:
            self.fields[f"first_{number}"] = _day(_("First day"), _("Month and day, e.g. 05-01"))
            self.fields[f"last_{number}"] = _day(_("Last day"), _("Month and day, e.g. 09-30"))
            self.fields[f"hours_{number}"] = forms.CharField(
                label=_("Hours in this time"),
                help_text=_("Written like the usual hours; empty where there is no such time."),
                max_length=120,
                required=False,
            )

    def groups(self) -> list[list[forms.BoundField]]:
        """Return the fields of each season, for the page."""
        return [
            [self[f"{name}_{number}"] for name in ("first", "last", "hours")] for number in SEASONS
        ]

    def clean_usual(self) -> str:
        """Return the usual hours, written out."""
        return _hours(self.cleaned_data["usual"])

    def clean(self) -> dict[str, Any]:
        """Check that each season is whole or empty, and that its parts can be read."""
        for number in SEASONS:
            self._clean_season(number)
        return self.cleaned_data

    def _clean_season(self, number: int) -> None:
        names = [f"{name}_{number}" for name in ("first", "last", "hours")]
        written = [str(self.cleaned_data.get(name) or "") for name in names]
        if not any(written):
            return
        for name, value in zip(names, written, strict=True):
            if not value:
                self.add_error(name, gettext("Fill in all three, or leave all three empty."))
                continue
            try:
                self.cleaned_data[name] = _hours(value) if name == names[2] else _day_of(value)
            except ValidationError as error:
                self.add_error(name, error)

    def change(self) -> HoursChange:
        """Return what the hours shall be."""
        found = self.cleaned_data
        seasons = [
            SeasonText(found[f"first_{n}"], found[f"last_{n}"], found[f"hours_{n}"])
            for n in SEASONS
            if found.get(f"hours_{n}")
        ]
        return HoursChange(found["usual"], seasons, found["revision"])


def hours_initial(hours: WorkHours, revision: int) -> dict[str, Any]:
    """Return what a form of hours begins with."""
    initial: dict[str, Any] = {"usual": write_spans(hours.usual), "revision": revision}
    for number, season in zip(SEASONS, hours.seasons, strict=False):
        initial[f"first_{number}"] = write_day_of_year(season.first)
        initial[f"last_{number}"] = write_day_of_year(season.last)
        initial[f"hours_{number}"] = write_spans(season.spans)
    return initial


class LocalDayForm(forms.Form):
    """A day on which a subject differs from the calendar of the country."""

    date = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}))
    kind = forms.ChoiceField(
        label=_("What holds on this day"),
        choices=(("off", _("Closed")), ("work", _("Worked"))),
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("For example: power cut announced; inspection week."),
        max_length=REASON_LENGTH,
    )


def _day(label: Any, help_text: Any) -> forms.CharField:  # noqa: ANN401 - lazy texts
    return forms.CharField(label=label, help_text=help_text, max_length=20, required=False)


def _hours(written: str) -> str:
    spans, faults = read_spans(written)
    if faults:
        raise ValidationError([describe(fault, gettext) for fault in faults])
    return write_spans(spans)


def _day_of(written: str) -> str:
    found = read_day_of_year(written)
    if isinstance(found, Fault):
        raise ValidationError(describe(found, gettext))
    return write_day_of_year(found)
