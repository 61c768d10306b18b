"""A mapping kept as the text it is hashed from."""

import json
from typing import TYPE_CHECKING, Any

from django.db import models

from chuangcheng.foundation.audit.formats.canonical import canonical

if TYPE_CHECKING:
    _Text = models.TextField[dict[str, Any], dict[str, Any]]
else:
    _Text = models.TextField


class JsonText(_Text):
    """A mapping in a text column, byte for byte the same on every database.

    Django's JSONField lets PostgreSQL put the keys into its own order and write numbers anew, so
    that a hash taken on SQLite would no longer hold.
    """

    def from_db_value(self, value: str | None, *_rest: object) -> object:
        """Return the mapping; text that is none, which only a forger leaves there, as it is."""
        try:
            found = json.loads(value or "{}")
        except (TypeError, ValueError):
            found = None
        return found if isinstance(found, dict) else {"": str(value)}

    def get_prep_value(self, value: object) -> str:
        """Return the text."""
        return value if isinstance(value, str) else canonical(value)

    def to_python(self, value: object) -> object:
        """Return the mapping."""
        return json.loads(value) if isinstance(value, str) else value
