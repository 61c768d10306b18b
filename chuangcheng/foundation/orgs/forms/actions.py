"""What the forms of this room share: the revision somebody saw, refusals, names in two scripts."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from chuangcheng.domain.errors import SAYS_ALONE, Refused, describe_message, describe_remedy
from chuangcheng.domain.text import Text, in_both_scripts, to_simplified, to_traditional
from chuangcheng.foundation.orgs.models.subjects import NAME_LENGTH, Named
from chuangcheng.foundation.orgs.services import Stale
from chuangcheng.foundation.shell.forms import DayField


class ActionForm(forms.Form):
    """A form that changes something; ``meanwhile`` holds what others did since it was opened."""

    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    meanwhile: Stale | None = None

    def remember(self) -> None:
        """Send along what each field held at first, so that it is known what somebody changed."""
        for name, field in self.fields.items():
            field.show_hidden_initial = name != "revision"

    def take(self, refused: Refused) -> None:
        """Show why the change was refused; after a change by others, the next sending counts."""
        for fault in refused.faults:
            message = capfirst(describe_message(fault, gettext))
            sentence = gettext(SAYS_ALONE) % {
                "message": message,
                "remedy": describe_remedy(fault, gettext),
            }
            at = str(fault.place.path[0]) if fault.place.path else None
            self.add_error(at if at in self.fields else None, sentence)
        if isinstance(refused, Stale):
            self.meanwhile = refused
            self._begin_again(refused.current.revision)  # type: ignore[attr-defined]  # every row of this room that changes

    def _begin_again(self, revision: int) -> None:
        """Keep what somebody changed; what they left alone shows what is stored now."""
        data = cast(QueryDict, self.data).copy()
        data[self.add_prefix("revision")] = str(revision)
        changed = set(self.changed_data)
        for name, field in self.fields.items():
            if not field.show_hidden_initial:
                continue
            stored = field.prepare_value(self.get_initial_for_field(field, name))
            text = "" if stored is None else str(stored)
            data[self.add_initial_prefix(name)] = text
            if name in changed:
                continue
            data[self.add_prefix(name)] = text
            if stored is False:  # a box without a tick sends nothing
                del data[self.add_prefix(name)]
        self.data = data


class DatedForm(ActionForm):
    """A change that takes effect on a day and has a reason."""

    on = DayField(
        label=_("Takes effect on"),
        help_text=_("Today, or an earlier day if it happened before."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=200,
        help_text=_("For example the number of the document that decided it."),
    )


class NamedForm(ActionForm):
    """A thing with a name in two scripts; the script not written is derived."""

    name = forms.CharField(label=_("Name"), max_length=NAME_LENGTH)
    other_script = forms.CharField(
        label=_("Name in the other script"),
        required=False,
        max_length=NAME_LENGTH,
        help_text=_("Made automatically; fill it in only where it turns out wrong."),
    )
    name_en = forms.CharField(label=_("Name in English"), required=False, max_length=NAME_LENGTH)

    def text(self) -> Text:
        """Return the name in both scripts, from what was typed and corrected."""
        name, english = self.cleaned_data["name"], self.cleaned_data["name_en"]
        other = self.cleaned_data["other_script"]
        if not other or ("name" in self.changed_data and "other_script" not in self.changed_data):
            return _derived(name, english)
        if _in_simplified():
            return Text(other, name, english)
        return Text(name, other, english)


def _derived(name: str, english: str) -> Text:
    if _in_simplified():
        return Text(to_traditional(name), to_simplified(name), english)
    return in_both_scripts(name, english)


def _in_simplified() -> bool:
    return (get_language() or "").casefold() == "zh-hans"


def initial_name(row: Named) -> dict[str, Any]:
    """Return what the name fields of a form about ``row`` begin with."""
    hans = _in_simplified()
    return {
        "name": row.name_hans if hans else row.name_hant,
        "other_script": row.name_hant if hans else row.name_hans,
        "name_en": row.name_en,
    }
