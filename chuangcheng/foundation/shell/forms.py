"""Fields that every room's forms share."""

from typing import Any, Final

from django import forms

from chuangcheng.domain.errors import N_

DJANGO_SENTENCES: Final = (
    N_("This field is required."),
    N_("Enter a valid value."),
    N_("Enter a whole number."),
    N_("Enter a number."),
    N_("Enter a valid date."),
    N_("Enter a valid time."),
    N_("Enter a valid date/time."),
    N_("Enter a valid email address."),
    N_("Enter a valid URL."),
    N_("Select a valid choice. That choice is not one of the available choices."),
    N_("Select a valid choice. %(value)s is not one of the available choices."),
    N_("Enter a list of values."),
    N_("No file was submitted. Check the encoding type on the form."),
    N_("No file was submitted."),
    N_("The submitted file is empty."),
    N_("Null characters are not allowed."),
    N_("Ensure this value is less than or equal to %(limit_value)s."),
    N_("Ensure this value is greater than or equal to %(limit_value)s."),
    N_("Currently"),
    N_("Change"),
    N_("Clear"),
)
"""What Django's own forms say: our catalogues say it in the vocabulary of the mainland."""


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        kwargs.setdefault("input_formats", ["%Y-%m-%d"])
        super().__init__(**kwargs)
