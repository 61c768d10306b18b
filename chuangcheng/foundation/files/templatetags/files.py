"""``size``, ``type_title``, ``type_short`` and ``unit_name``: what pages say of a file."""

from django import template
from django.utils.translation import get_language, gettext

from chuangcheng.foundation.files.formats.sniffing import shown_size
from chuangcheng.foundation.files.formats.types import TYPES
from chuangcheng.foundation.orgs.models import Unit

register = template.Library()


@register.filter
def size(number: int) -> str:
    """Return bytes as a person says it: 200 MB, 1.5 GB."""
    return shown_size(number)


@register.filter
def type_title(code: str) -> str:
    """Return what a type of file is called, in the language of the page."""
    return gettext(TYPES[code].title)


@register.filter
def type_short(code: str) -> str:
    """Return the usual ending of a type in capitals, to stand where a picture would."""
    return TYPES[code].endings[0].upper()


@register.filter
def unit_name(unit: Unit) -> str:
    """Return a unit's name in the language of the page."""
    return unit.name.get(get_language() or "")
