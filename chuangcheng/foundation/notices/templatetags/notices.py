"""``|why_words``, ``|kind_title``."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext

from chuangcheng.domain.errors import Fault, describe
from chuangcheng.foundation.notices import faults, registry

register = template.Library()

_SENTENCES = {
    one.code: one
    for one in (faults.NO_ADDRESS, faults.REFUSED, faults.UNREACHABLE, faults.SWITCHED_OFF)
}


@register.filter
def why_words(why: Mapping[str, object]) -> str:
    """Return in words why a mail did not go out; empty where it did."""
    sentence, params = _SENTENCES.get(str(why.get("code", ""))), why.get("params")
    if sentence is None or not isinstance(params, Mapping):
        return ""
    words = {str(name): str(value) for name, value in params.items()}
    return describe(Fault(sentence, params=words), gettext)


@register.filter
def kind_title(name: str) -> str:
    """Return what people call a kind of notice; its name where no room knows it any more."""
    try:
        return gettext(registry.known(name).title)
    except LookupError:
        return name
