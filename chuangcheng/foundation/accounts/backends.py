"""How the site finds the account of a request and tells a right password from a wrong one."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from chuangcheng.foundation.accounts.models import User


class Accounts(AuthenticationBackend):
    """Allauth's backend, which also takes its time over names nobody has.

    An account comes with its person, unit and second step in one question.
    """

    def get_user(self, user_id: int) -> User | None:
        """Return the account of a session, None if it may no longer sign in."""
        found = User.objects.for_requests().filter(pk=user_id).first()
        return found if found is not None and self.user_can_authenticate(found) else None

    def user_can_authenticate(self, user: Any) -> bool:  # noqa: ANN401 - Django's own
        """Tell whether an account lets anybody in; those of a demonstration only in one."""
        if getattr(user, "is_demonstration", False) and not settings.DEMO:
            return False
        return super().user_can_authenticate(user)

    def _authenticate_by_username(self, username: str, password: str) -> User | None:
        found = User.objects.for_requests().filter(username__iexact=username).first()
        checked = self._check_password(found, password)
        return checked if isinstance(checked, User) else None
