"""Sealing of secrets that lie in the database: whoever copies it cannot use them.

The keys are ``settings.ENCRYPTION_KEYS``: the first one seals, every one opens, so that a new key
is put in front and the old one taken away once nothing is sealed with it any more.
"""

import base64
import json
from typing import Any, Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

KEY_BYTES: Final = 32


class Unreadable(Exception):
    """What lies there was sealed with a key we do not have, or is damaged."""


def seal(text: str, purpose: str) -> str:
    """Return ``text`` sealed for ``purpose``; only the same purpose opens it."""
    return _keys().encrypt(f"{purpose}\0{text}".encode()).decode("ascii")


def unseal(sealed: str, purpose: str) -> str:
    """Return what was sealed. Raises Unreadable."""
    try:
        opened = _keys().decrypt(sealed.encode()).decode()
    except (InvalidToken, UnicodeError) as error:
        raise Unreadable from error
    found, _, text = opened.partition("\0")
    if found != purpose:
        raise Unreadable
    return text


def is_of_first_key(sealed: str) -> bool:
    """Tell whether the first key opens it, so that older keys are not needed for it."""
    try:
        _fernet(settings.ENCRYPTION_KEYS[0]).decrypt(sealed.encode())
    except InvalidToken:
        return False
    return True


class SealedJSON:
    """Serializer of sessions (``SESSION_SERIALIZER``): JSON, sealed."""

    def dumps(self, contents: object) -> bytes:
        """Return the sealed contents."""
        return seal(json.dumps(contents, separators=(",", ":")), "session").encode("ascii")

    def loads(self, data: bytes) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Return the contents. Raises Unreadable, which ends the session."""
        return json.loads(unseal(data.decode("ascii"), "session"))


def _keys() -> MultiFernet:
    return MultiFernet([_fernet(key) for key in settings.ENCRYPTION_KEYS])


def _fernet(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(base64.b64decode(key, altchars=b"-_")))
