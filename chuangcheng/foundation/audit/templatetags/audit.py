"""How events are written on a page."""

from django import template
from django.urls import reverse

from chuangcheng.foundation.audit import registry
from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.audit.queries import words

register = template.Library()

register.filter("action_title", words.action_title)
register.filter("kind_title", words.kind_title)
register.filter("thing_url", words.thing_url)
register.filter("actor_words", words.actor_name)
register.filter("source_words", words.source_words)
register.filter("changes_of", words.changes_of)


@register.filter
def subject_name(number: str) -> str:
    """Return the name of a subject, its number where nobody knows the name."""
    return registry.subjects().get(number, number)


@register.filter
def story_url(event: Event) -> str:
    """Return where the story of the event's thing is told; empty for what has no identifier."""
    if not event.target_id:
        return ""
    return reverse("audit:story", args=(event.target_type, event.target_id))
