"""Who is asking."""

from django.http import HttpRequest

from chuangcheng.foundation.accounts.models import User


def person_of(request: HttpRequest) -> User:
    """Return the account of a request that came past a mark; raises TypeError for a stranger."""
    user = request.user
    # Touching it makes Django ask the session whose it is.
    if not user.is_authenticated or not isinstance(user, User):
        raise TypeError("a stranger came past a mark")
    return user
