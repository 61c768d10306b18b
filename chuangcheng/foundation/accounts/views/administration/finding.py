"""Which account a page is about."""

from django.http import Http404, HttpRequest

from chuangcheng.foundation.accounts.models import User
from chuangcheng.foundation.accounts.queries.accounts import find_account, may_set_password
from chuangcheng.foundation.accounts.queries.requests import person_of


def found_account(_request: HttpRequest, account: int, **_address: int) -> User:
    """Return the account of an address; raise Http404 where there is none."""
    found = find_account(account)
    if found is None:
        raise Http404
    return found


def thing_of(request: HttpRequest) -> User:
    """Return the account that the mark of the view has found."""
    found: User = request.thing  # type: ignore[attr-defined]  # the mark's
    return found


def may_link(request: HttpRequest, account: User) -> bool:
    """Tell whether a link for the account may be made: only by who reaches all it reaches."""
    return may_set_password(person_of(request), account)
