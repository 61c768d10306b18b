"""``|festival``, ``|kind_words``, ``|day_mark``, ``|month_day``, ``|sentence``, ``|who``."""

from django import template
from django.utils.translation import get_language, gettext, pgettext

from chuangcheng.domain.errors import N_, Fault, describe
from chuangcheng.domain.text import to_simplified, to_traditional
from chuangcheng.domain.workdays import Kind, write_day_of_year
from chuangcheng.foundation.audit.actors import SYSTEM

register = template.Library()

_WORDS = {
    Kind.HOLIDAY: N_("public holiday"),
    Kind.MAKE_UP: N_("worked to make up"),
    Kind.LOCAL_CLOSED: N_("closed locally"),
    Kind.LOCAL_WORKED: N_("worked locally"),
    Kind.WEEKEND: N_("weekend"),
    Kind.WORKDAY: N_("workday"),
}


@register.filter
def festival(name: str) -> str:
    """Return the name of a festival or a reason in the language and script of the page."""
    known = gettext(name) if name else ""
    language = get_language() or ""
    if not language.startswith("zh"):
        return known
    return to_simplified(known) if language == "zh-hans" else to_traditional(known)


@register.filter
def kind_words(kind: Kind) -> str:
    """Return what kind of day it is, in words."""
    return gettext(_WORDS[kind])


@register.filter
def day_mark(kind: Kind) -> str:
    """Return the sign in a day's cell, so that its colour is not all that tells it apart."""
    if kind in {Kind.HOLIDAY, Kind.LOCAL_CLOSED}:
        return pgettext("sign in a calendar", "off")
    if kind in {Kind.MAKE_UP, Kind.LOCAL_WORKED}:
        return pgettext("sign in a calendar", "on")
    return ""


@register.filter
def month_day(day: tuple[int, int]) -> str:
    """Return month and day as ``05-01``."""
    return write_day_of_year(day)


@register.filter
def sentence(fault: Fault) -> str:
    """Return the whole sentence of a fault in the language of the page."""
    return describe(fault, gettext)


@register.filter
def who(name: str) -> str:
    """Return who did something, the program itself in words of the page's language."""
    return gettext("the program itself") if name == SYSTEM.name else name
