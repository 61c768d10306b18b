"""Tables of the room: accounts; who holds which role is beside it."""

from chuangcheng.foundation.accounts.models.failures import Failure
from chuangcheng.foundation.accounts.models.grants import Deputy, Grant, Role
from chuangcheng.foundation.accounts.models.links import Link
from chuangcheng.foundation.accounts.models.sessions import Session
from chuangcheng.foundation.accounts.models.users import User, UserManager

__all__ = ["Deputy", "Failure", "Grant", "Link", "Role", "Session", "User", "UserManager"]
