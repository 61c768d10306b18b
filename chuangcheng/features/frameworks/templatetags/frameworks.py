"""How framework content is written on a page: texts, parameters, numbers, rules."""

from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext

from chuangcheng.domain.editions.rules import Rule
from chuangcheng.domain.scoring import describe_rule
from chuangcheng.domain.scoring.words import RULE_NAMES
from chuangcheng.domain.text import Text, segments

register = template.Library()

_DEFAULT = "zh-hant"


@register.filter
def plain_text(text: Text) -> str:
    """Return a text in the page's language, for attributes and titles."""
    return text.get(get_language() or _DEFAULT)


@register.filter
def content(text: Text) -> SafeString:
    """Return a text in the page's language, with its editable numbers set off.

    Where an English page must fall back to Chinese, the language is marked for screen readers
    and line breaking.
    """
    body = format_html_join("", "{}", ((_segment(*part),) for part in _segments(text)))
    if (get_language() or "").startswith("en") and not text.en and text.zh_hant:
        return format_html('<span lang="zh-Hant">{}</span>', body)
    return body


def _segments(text: Text) -> list[tuple[str, bool]]:
    return [(segment.text, segment.parameter) for segment in segments(plain_text(text))]


def _segment(written: str, parameter: bool) -> SafeString | str:  # noqa: FBT001 - a pair from above
    return format_html('<b class="parameter">{}</b>', written) if parameter else written


@register.filter
def number(value: Decimal | int | None, places: int = 4) -> str:
    """Return a number without needless zeros, rounded to ``places`` decimals for reading."""
    if value is None:
        return ""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    written = f"{rounded:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


@register.filter
def percent(share: Decimal) -> str:
    """Return a share such as 0.6 as ``60%``."""
    return f"{number(share * 100, 2)}%"


@register.filter
def rule_words(rule: Rule) -> str:
    """Return a rule as one plain sentence."""
    return describe_rule(rule, gettext)


@register.filter
def rule_name(rule_type: str) -> str:
    """Return the name of a type of rules."""
    return gettext(RULE_NAMES[rule_type])


_MATERIALS = {
    "document": lambda: pgettext("kind of material", "document"),
    "statement": lambda: pgettext("kind of material", "written statement"),
    "photo": lambda: pgettext("kind of material", "photo"),
    "table": lambda: pgettext("kind of material", "statistical table"),
    "record": lambda: pgettext("kind of material", "record"),
    "link": lambda: pgettext("kind of material", "link"),
}


@register.filter
def material_name(kind: str) -> str:
    """Return the name of a kind of material."""
    return _MATERIALS[kind]()
