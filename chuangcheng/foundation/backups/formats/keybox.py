"""Keys enclosed under a passphrase: scrypt makes a key of it, AES-GCM closes the box."""

import base64
import json
import secrets
from collections.abc import Mapping
from typing import Final

LEAST_PASSPHRASE: Final = 12
"""Fewest characters of a passphrase."""
_WORK: Final = 2**16
"""Cost of one guess: about 64 MB and a tenth of a second."""
_KIND: Final = "scrypt-65536-8-1.aes256gcm"


class WrongPassphrase(Exception):
    """The passphrase does not open the box, or the box was changed."""


def close_box(keys: Mapping[str, str], passphrase: str) -> bytes:
    """Return ``keys`` (name → value) enclosed under ``passphrase``, as a JSON document."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    content = json.dumps(dict(keys), sort_keys=True).encode()
    closed = AESGCM(_stretch(passphrase, salt)).encrypt(nonce, content, _KIND.encode())
    document = {"kind": _KIND, "salt": _text(salt), "nonce": _text(nonce), "box": _text(closed)}
    return json.dumps(document).encode()


def open_box(box: bytes, passphrase: str) -> dict[str, str]:
    """Return the keys in ``box``; raises WrongPassphrase."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        document = json.loads(box)
        salt, nonce, closed = (
            base64.b64decode(document[name], validate=True) for name in ("salt", "nonce", "box")
        )
        if document["kind"] != _KIND:
            raise WrongPassphrase
        content = AESGCM(_stretch(passphrase, salt)).decrypt(nonce, closed, _KIND.encode())
        keys = json.loads(content)
    except (InvalidTag, KeyError, TypeError, ValueError):
        raise WrongPassphrase from None
    return {str(name): str(value) for name, value in keys.items()}


def _stretch(passphrase: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, length=32, n=_WORK, r=8, p=1).derive(passphrase.encode())


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")
