"""Tags: ``asset``, ``static_file``, ``icon``, ``wrap`` and ``submission``."""

import secrets

from django import template
from django.template import Context
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from chuangcheng.foundation.shell import assets

register = template.Library()

BLOCKING = frozenset({"theme"})
"""Entries that must run before the first paint; they are single files without imports."""
BLOCKING_SCRIPT = '<script src="{}"></script>'
MODULE_SCRIPT = '<script type="module" src="{}"></script>'
STYLES = '<link rel="stylesheet" href="{}">'
CHUNK = '<link rel="modulepreload" href="{}">'


@register.simple_tag
def asset(name: str) -> SafeString:
    """Return the tags that load one entry of the front end, e.g. ``{% asset "main" %}``."""
    found = assets.asset(name)
    script = BLOCKING_SCRIPT if name in BLOCKING else MODULE_SCRIPT
    return format_html_join(
        "\n",
        "{}",
        (
            *((format_html(STYLES, _address(file)),) for file in found.styles),
            *((format_html(CHUNK, _address(file)),) for file in found.chunks),
            (format_html(script, _address(found.script)),),
        ),
    )


def _address(file: str) -> str:
    return static(f"{assets.FOLDER}/{file}")


@register.simple_tag
def static_file(name: str) -> str:
    """Return the address of a file of the shell that needs no build, e.g. ``mark.svg``."""
    return static(f"shell/{name}")


@register.simple_tag
def icon(name: str) -> str:
    """Return one of the drawings in ``shell/icons/``; it is decoration, hidden from readers."""
    return get_template(f"shell/icons/{name}.svg").render()


@register.simple_block_tag(takes_context=True)
def wrap(context: Context, content: str, template_name: str) -> str:
    """Put ``content`` into the partial ``template_name``, or print nothing where it is blank."""
    if not content.strip():
        return ""
    return get_template(template_name).render({"content": content}, context.get("request"))


@register.simple_tag
def submission() -> SafeString:
    """Return a hidden field with a one-time number, so that a form sent twice acts once.

    ``services.once`` reads it.
    """
    return format_html(
        '<input type="hidden" name="submission" value="{}">', secrets.token_urlsafe(16)
    )
