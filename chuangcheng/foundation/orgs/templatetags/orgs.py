"""``{{ unit.name|said }}``: a name in the language of the page."""

from django import template
from django.utils.translation import get_language

from chuangcheng.domain.text import Text

register = template.Library()


@register.filter
def said(text: Text) -> str:
    """Return a name in the language of the page."""
    return text.get(get_language() or "")
