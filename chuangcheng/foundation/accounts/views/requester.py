"""Who asks for a page that only the signed-in can ask for."""

from typing import cast

from django.http import HttpRequest

from chuangcheng.foundation.accounts.models import User


def account_of(request: HttpRequest) -> User:
    """Return the account of a request whose view carries a mark of the signed-in."""
    return cast(User, request.user)
