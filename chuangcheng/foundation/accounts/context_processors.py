"""What the header of every page says about who is signed in."""

from dataclasses import dataclass

from django.http import HttpRequest

from chuangcheng.foundation.accounts.models import Role, User


@dataclass(frozen=True, slots=True)
class Signed:
    """Who is signed in: name, the names of their own roles, and whom they act for."""

    name: str
    roles: tuple[str, ...]
    acting_for: tuple[str, ...]


def signed(request: HttpRequest) -> dict[str, Signed | None]:
    """Context processor: ``signed`` for the frame, None for strangers.

    It asks the database what every check of a right asks, once for the request.
    """
    user = getattr(request, "user", None)
    if not isinstance(user, User) and not (user and user.is_authenticated):
        return {"signed": None}
    held = user.holdings.held
    own = dict.fromkeys(holding.role for holding in held if not holding.principal)
    principals = dict.fromkeys(holding.principal for holding in held if holding.principal)
    roles = tuple(str(Role(role).label) for role in own)
    return {"signed": Signed(user.name, roles, tuple(principals))}
