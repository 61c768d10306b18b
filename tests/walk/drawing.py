"""Draws each page once for an address; the next people get an empty one.

The walk asks who may open an address, more than six thousand times; what a page looks like to whom
is for the tests of its room. Log lines are left out as well.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.template.backends.django import Template

_drawn: set[str] = set()
_draw = Template.render


@contextmanager
def pages_drawn_once() -> Iterator[None]:
    """Draw every template once inside :func:`drawing`."""
    logging.disable(logging.WARNING)
    try:
        with patch.object(Template, "render", _first_only):
            yield
    finally:
        logging.disable(logging.NOTSET)


@contextmanager
def drawing() -> Iterator[None]:
    """Begin anew: whatever is asked for inside the block is drawn once."""
    _drawn.clear()
    yield


def _first_only(template: Template, context: Any = None, request: Any = None) -> str:  # noqa: ANN401 - as Django's
    name = str(template.origin)
    if name in _drawn:
        return ""
    drawn = _draw(template, context, request)
    if "shell/" not in name:  # parts of the frame are drawn inside of what is drawn
        _drawn.add(name)
    return drawn
