"""What somebody asked for in the address of a list."""

from django.http import HttpRequest

LONGEST = 100


def asked(request: HttpRequest, name: str, otherwise: str = "") -> str:
    """Return a word of the query string, short and without characters no name holds."""
    text = request.GET.get(name, otherwise)[:LONGEST]
    return "".join(sign for sign in text if sign.isprintable()).strip()
