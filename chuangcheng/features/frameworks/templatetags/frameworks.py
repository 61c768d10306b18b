"""How framework content is written on a page: texts, parameters, numbers, rules."""

from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext, pgettext

from chuangcheng.domain.editions import Edition as Whole
from chuangcheng.domain.editions import edition as whole_content
from chuangcheng.domain.editions.rules import Deduct, Given, Rule
from chuangcheng.domain.scoring import describe_rule
from chuangcheng.domain.scoring.words import RULE_NAMES
from chuangcheng.domain.text import Text, segments
from chuangcheng.features.frameworks.models import Edition, Method, Node, Question, SiteType

register = template.Library()

_DEFAULT = "zh-hant"
_CENT = Decimal("0.01")


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


def _segment(written: str, parameter: bool) -> SafeString | str:
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
def points(value: Decimal) -> str:
    """Return points with at most two decimals; what is left of a cent is never shown as nothing."""
    if 0 < value < _CENT / 2:
        return f"<{_CENT}"
    return number(value, 2)


@register.filter
def version_words(version: str) -> str:
    """Return how an edition's version is called; running numbers and years read differently."""
    if version.isdecimal() and len(version) < len("2026"):
        return pgettext("running number", "version %(version)s") % {"version": version}
    return gettext("version %(version)s") % {"version": version}


@register.simple_tag
def worth_words(rule: Rule, full: Decimal) -> str:
    """Return what a rule's marks become in points of the total; nothing where they do not weigh."""
    if not full:
        return ""
    if isinstance(rule, Deduct | Given):
        return gettext("converted to %(points)s points") % {"points": points(full)}
    return gettext("full mark %(points)s points") % {"points": points(full)}


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


@register.filter
def served(thing: SiteType | Question) -> list[Node]:
    """Return the criteria whose standards a site type or question serves, each once."""
    return list({row.node_id: row.node for row in thing.standards.all()}.values())


@register.filter
def method_mark(method: Method | whole_content.Method) -> str:
    """Return the short name of a method where the page's language has one, else its name."""
    if (get_language() or "").startswith("en"):
        return method.short.en or method.name.get("en")
    return plain_text(method.short) or plain_text(method.name)


@register.filter
def rounding_words(edition: Edition) -> str:
    """Return in words how an edition rounds."""
    modes = {
        "half_up": gettext("halves go up"),
        "half_even": gettext("halves go to the even neighbour"),
        "down": gettext("the rest is cut off"),
    }
    where = {
        "end": gettext("only in the results"),
        "criterion": gettext("in every criterion"),
    }
    places = edition.rounding_places
    return ngettext(
        "%(places)s decimal place, %(mode)s, %(where)s",
        "%(places)s decimal places, %(mode)s, %(where)s",
        places,
    ) % {
        "places": places,
        "mode": modes[edition.rounding_mode],
        "where": where[edition.rounding_apply],
    }


@register.filter
def gate_lines(whole: Whole) -> list[str]:
    """Return in words what the gates of an edition ask for, one line for each kind and line."""
    nodes = {node.code: plain_text(node.title) for node in whole.walk()}
    channels = {channel.code: plain_text(channel.name) for channel in whole.channels}
    names: dict[tuple[str, Decimal, Decimal, bool], list[str]] = {}
    for gate in whole.gates:
        key = (gate.type, gate.at_least, gate.each_at_least, bool(gate.node))
        name = nodes.get(gate.node) or channels.get(gate.channel)
        names.setdefault(key, []).extend([name] if name else [])
    return [_gate_line(*key, found) for key, found in names.items()]


def _gate_line(
    kind: str,
    at_least: Decimal,
    each_at_least: Decimal,
    within: bool,
    names: list[str],
) -> str:
    quoted = gettext(", ").join(gettext("“%(name)s”") % {"name": name} for name in names)
    words = {
        "points": number(at_least),
        "share": percent(at_least),
        "each": percent(each_at_least),
        "names": quoted,
    }
    return _gate_sentence(kind, within=within) % words


def _gate_sentence(kind: str, *, within: bool) -> str:
    if kind == "every_item" and within:
        return gettext("Each criterion under %(names)s reaches %(each)s of its full mark.")
    return {
        "total": gettext("The total is at least %(points)s points."),
        "node": gettext("At least %(share)s of the full mark in: %(names)s."),
        "share_of_items": gettext(
            "At least %(share)s of the criteria reach %(each)s of their full mark."
        ),
        "every_item": gettext("Each criterion reaches %(each)s of its full mark."),
        "channel": gettext("At least %(points)s out of 100 in: %(names)s."),
    }[kind]


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
