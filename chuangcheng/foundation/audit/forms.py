"""The filter of the record."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from chuangcheng.foundation.audit import registry
from chuangcheng.foundation.audit.queries import Sight, Wanted, words
from chuangcheng.foundation.shell.forms import DayField

Choices = list[tuple[str, str]]


class FilterForm(forms.Form):
    """What to show of the record; every field may stay empty."""

    since = DayField(label=_("From day"), required=False)
    until = DayField(label=_("To day"), required=False)
    actor = forms.CharField(
        label=pgettext_lazy("filter", "Who"), required=False, max_length=200, strip=True
    )
    action = forms.ChoiceField(label=_("Action"), required=False)
    kind = forms.ChoiceField(label=_("Kind of thing"), required=False)
    thing = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    subject = forms.ChoiceField(label=_("Subject"), required=False)
    readings = forms.BooleanField(label=_("only looks at personal data"), required=False)

    def __init__(self, *args: Any, sight: Sight, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        titles = {name: gettext(title) for name, title in registry.actions().items()}
        self._choose("action", titles)
        self._choose("kind", words.kinds())
        seen = sight.subjects()
        named = registry.subjects()
        self._choose(
            "subject",
            named if seen is None else {one: named[one] for one in sorted(seen & named.keys())},
        )
        if not sight.readings:
            del self.fields["readings"]

    def _choose(self, name: str, titles: dict[str, str]) -> None:
        """Offer the titles in their order, and whatever an address asks for besides."""
        asked = str(self.data.get(name, ""))[:80]
        offered = sorted(titles.items(), key=lambda one: one[1])
        if asked and asked.isprintable() and asked not in titles:
            offered.append((asked, asked))
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", gettext("all")), *offered]
        if len(offered) < 2 and name == "subject" and not asked:
            field.widget = forms.HiddenInput()

    def wanted(self) -> Wanted:
        """Return the filter; what makes no sense is left out."""
        self.is_valid()
        cleaned = self.cleaned_data
        return Wanted(
            since=_midnight(cleaned.get("since")),
            until=_midnight(cleaned.get("until"), later=1),
            actor=cleaned.get("actor", ""),
            action=cleaned.get("action", ""),
            kind=cleaned.get("kind", ""),
            thing=cleaned.get("thing", ""),
            subject=cleaned.get("subject", ""),
            readings=bool(cleaned.get("readings")),
        )


def _midnight(day: Any, later: int = 0) -> datetime | None:  # noqa: ANN401 - a date from a form, or nothing
    """Return the first moment, where we are, of the day so many days ``later``.

    None for no day, and for one near either end of the calendar: nothing was recorded then, and
    its moment in UTC may lie beyond that end.
    """
    if day is None or not date.min.year < day.year < date.max.year:
        return None
    return timezone.make_aware(datetime.combine(day + timedelta(days=later), time.min))
