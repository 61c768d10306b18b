"""An event in words: what its action, its thing and its changes are called on the page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Field, Model
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from chuangcheng.foundation.audit import registry
from chuangcheng.foundation.audit.actors import STRANGER, SYSTEM
from chuangcheng.foundation.audit.formats.canonical import canonical
from chuangcheng.foundation.audit.models import Event


@dataclass(frozen=True, slots=True)
class Change:
    """A field before and after; ``before`` is None where there is only a value."""

    title: str
    before: str | None
    after: str


def action_title(name: str) -> str:
    """Return what an action is called in the language of the page."""
    title = registry.actions().get(name)
    return gettext(title) if title else name


def kind_title(kind: str) -> str:
    """Return what a kind of thing is called in the language of the page."""
    described = registry.kind_of(kind)
    if described is not None:
        return gettext(described.title)
    model = _model(kind)
    return str(model._meta.verbose_name) if model else kind


def kinds() -> dict[str, str]:
    """Return the titles of the kinds of things that are acted on, by their types.

    They are those that were described, and the models named by actions (``orgs.unit.move`` is done
    to ``orgs.unit``).
    """
    found = set(registry.kinds())
    for action in registry.actions():
        kind = action.rpartition(".")[0].replace("_", "")
        if _model(kind) is not None:
            found.add(kind)
    return {kind: kind_title(kind) for kind in found}


def thing_url(event: Event) -> str | None:
    """Return where the page of the event's thing is, None where it has none."""
    described = registry.kind_of(event.target_type)
    if described is None or described.url is None:
        return None
    return described.url(event.target_id)


def actor_name(event: Event) -> str:
    """Return who acted: the program itself and strangers in the language of the page."""
    if event.actor_id == SYSTEM.id:
        return gettext("the program itself")
    if event.actor_id == STRANGER.id:
        return gettext("somebody not signed in")
    return event.actor_name


def source_words(source: str) -> str:
    """Return from where something was done; ``web 192.0.2.1`` and ``cli`` in words."""
    door, _, rest = source.partition(" ")
    words = {
        "web": gettext("web page"),
        "cli": gettext("command line"),
        "job": gettext("background work"),
    }
    return f"{words[door]} {rest}".strip() if door in words else source


def changes_of(event: Event) -> list[Change]:
    """Return the changes of an event, field by field."""
    return list(_changes(event.target_type, event.changes))


def _changes(kind: str, changes: Mapping[str, object]) -> Iterator[Change]:
    for name, value in changes.items():
        title, field = _field(kind, name)
        if isinstance(value, list) and len(value) == 2:
            yield Change(title, _shown(value[0], field), _shown(value[1], field))
        else:
            yield Change(title, None, _shown(value, field))


_OWN = {
    "what": lambda: gettext("what was looked at"),
    "format": lambda: gettext("file type"),
    "events": lambda: gettext("events"),
    "seals": lambda: gettext("seals"),
    "found": lambda: gettext("found"),
    "is_sound": lambda: gettext("sound"),
    "through": lambda: gettext("through seal"),
    "months_kept": lambda: gettext("months kept"),
    "filter": lambda: gettext("filter"),
    "phone": lambda: gettext("telephone"),
    "email": lambda: gettext("e-mail address"),
    "file": lambda: gettext("file"),
}
"""What is recorded beside the fields of models."""


def _field(kind: str, name: str) -> tuple[str, "Field[Any, Any] | None"]:
    """Return what a field is called, and the field where a model has it."""
    described = registry.kind_of(kind)
    if described is not None and name in described.fields:
        return gettext(described.fields[name]), None
    model = _model(kind)
    for field in model._meta.concrete_fields if model else ():
        if name in {field.name, field.attname}:
            return str(field.verbose_name), field
    return (_OWN[name]() if name in _OWN else name), None


def _model(kind: str) -> type[Model] | None:
    try:
        return apps.get_model(kind)
    except (LookupError, ValueError):
        return None


def _shown(value: object, field: "Field[Any, Any] | None") -> str:
    """Return a recorded value for reading."""
    if value is None or value == "":
        return pgettext("a value", "(empty)")
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    for key, title in _flat(getattr(field, "choices", None) or ()):
        if key == value:
            return str(title)
    if isinstance(value, str):
        return _OWN[value]() if field is None and value in _OWN else _moment(value)
    if isinstance(value, list) and all(isinstance(one, str | int) for one in value):
        return gettext(", ").join(str(one) for one in value)
    return canonical(value) if isinstance(value, dict | list) else str(value)


def _flat(choices: Iterable[Any]) -> Iterator[tuple[object, object]]:
    for key, title in choices:
        if isinstance(title, list | tuple):
            yield from title
        else:
            yield key, title


def _moment(text: str) -> str:
    """Return a recorded moment in local time; any other text as it is."""
    if len(text) < len("2026-11-24T10:13") or not text[:4].isdecimal():
        return text
    try:
        at = parse_datetime(text)
    except ValueError:
        return text
    return _local(at) if isinstance(at, datetime) and timezone.is_aware(at) else text


def _local(at: datetime) -> str:
    return date_format(timezone.localtime(at), "Y-m-d H:i:s")
