"""Every address of the site, read from the URLconf."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

Callback = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Address:
    """One address: its route as written, its name with namespaces, its parameters, its view."""

    route: str
    name: str
    parameters: frozenset[str]
    view: Callback
    defaults: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        """How a failing test names it."""
        return self.name or self.route or "/"


def addresses() -> Iterator[Address]:
    """Yield every address of the site."""
    yield from _below(get_resolver(), "", "", frozenset())


def _below(
    resolver: URLResolver, route: str, namespace: str, parameters: frozenset[str]
) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern)
        taken = parameters | set(entry.pattern.converters) | set(_groups(entry))
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _below(entry, here, inner, taken)
        else:
            name = f"{namespace}{entry.name}" if entry.name else ""
            yield Address(here, name, taken, entry.callback, frozenset(entry.default_args))


def _groups(entry: URLPattern | URLResolver) -> tuple[str, ...]:
    regex = getattr(entry.pattern, "regex", None)
    return tuple(regex.groupindex) if regex is not None else ()
