"""Names of units, places and roles in the language of the page."""

from django.utils.translation import get_language, gettext

from chuangcheng.foundation.accounts.models import Grant
from chuangcheng.foundation.orgs.models import Subject, Unit


def named(thing: Subject | Unit | None) -> str:
    """Return the name of a unit or subject; empty for None."""
    return thing.name.get(get_language() or "zh-hant") if thing is not None else ""


def place_of(grant: Grant) -> str:
    """Return what a role is held for."""
    if grant.unit is not None:
        return named(grant.unit)
    return named(grant.subject) or gettext("the whole installation")
