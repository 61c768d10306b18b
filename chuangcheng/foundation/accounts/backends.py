"""How the site finds the account of a request and tells a right password from a wrong one."""

from allauth.account.auth_backends import AuthenticationBackend

from chuangcheng.foundation.accounts.models import User


class Accounts(AuthenticationBackend):
    """Allauth's backend, which also takes its time over names nobody has.

    An account comes with its person and unit in one question, for the record names both.
    """

    def get_user(self, user_id: int) -> User | None:
        """Return the account of a session, None if it may no longer sign in."""
        found = User.objects.select_related("person__unit").filter(pk=user_id).first()
        return found if found is not None and self.user_can_authenticate(found) else None
