"""From which network address a request comes."""

from ipaddress import ip_address
from typing import Final

from django.conf import settings
from django.http import HttpRequest

UNKNOWN: Final = "0.0.0.0"  # noqa: S104 - says that nothing is known, nothing listens on it


def client_address(request: HttpRequest) -> str:
    """Return the address of the sender, in its plain form.

    Anybody can write ``X-Forwarded-For``; it is read only where the settings say how many of our
    own proxies stand in front, and then only the entry that the outermost of them wrote.
    """
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    told = request.headers.get("X-Forwarded-For", "").split(",")
    if 0 < proxies <= len(told):
        found = _plain(told[-proxies])
        if found:
            return found
    return _plain(request.META.get("REMOTE_ADDR", "")) or UNKNOWN


def _plain(written: str) -> str:
    """Return an address without its port, empty where it is none."""
    text = written.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ip_address(text))
    except ValueError:
        return ""
