"""Database columns that hold content texts in every script."""

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression

from chuangcheng.domain.text import NO_TEXT, Text


class ReadableEncoder(json.JSONEncoder):
    """Writes Chinese as itself (half the size, searchable on SQLite), decimals as strings."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - json.JSONEncoder's own signature
        super().__init__(**{**options, "ensure_ascii": False})

    def default(self, value: object) -> object:
        """Write a decimal without exponent, as the reader of editions takes it back."""
        return format(value, "f") if isinstance(value, Decimal) else super().default(value)


def as_json(text: Text) -> dict[str, str]:
    """Return a text as it is stored: ``hant``, ``hans`` and, if written, ``en``."""
    stored = {"hant": text.zh_hant, "hans": text.zh_hans}
    return {**stored, "en": text.en} if text.en else stored


def from_json(stored: dict[str, str]) -> Text:
    """Return the text that :func:`as_json` stored."""
    return Text(stored["hant"], stored["hans"], stored.get("en", ""))


if TYPE_CHECKING:  # the stubs know what a field holds; Django's own class takes no parameters
    _JSONField = models.JSONField[Text, Text]
else:
    _JSONField = models.JSONField


class ContentField(_JSONField):
    """A content text, one value for all scripts; ``NO_TEXT`` where nothing is written.

    Look inside with ``title__hant``, ``title__hans`` and ``title__en``.
    """

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **{**options, "encoder": ReadableEncoder})

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """Leave the encoder out of migrations; it belongs to this class."""
        name, path, args, options = super().deconstruct()
        options.pop("encoder", None)
        return name, path, args, options

    def get_prep_value(self, value: Any) -> Any:  # noqa: ANN401 - Django's signature
        """Turn a text into its stored form."""
        return super().get_prep_value(as_json(value) if isinstance(value, Text) else value)

    def from_db_value(
        self,
        value: Any,  # noqa: ANN401 - Django's signature
        expression: Expression,
        connection: BaseDatabaseWrapper,
    ) -> object:
        """Turn the stored form back into a text; a look inside stays a string."""
        stored = super().from_db_value(value, expression, connection)
        return from_json(stored) if isinstance(stored, dict) else stored


def no_text() -> Text:
    """Return the empty text (a default must be callable to stay out of the field's state)."""
    return NO_TEXT
