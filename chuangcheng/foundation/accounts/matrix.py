"""The permission matrix as data: which role may do what, and how far."""

from collections.abc import Mapping
from typing import Final

from chuangcheng.foundation.shell.access import Breadth

MATRIX: Final[Mapping[str, Mapping[str, Breadth]]] = {}
"""Action → role → breadth. A role that is not named may not."""


def breadth_of(role: str, action: str) -> Breadth | None:
    """Return how far ``role`` may do ``action`` inside what it is held for; None: not at all."""
    return MATRIX.get(action, {}).get(role)
