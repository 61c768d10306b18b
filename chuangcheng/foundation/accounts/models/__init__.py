"""Tables of the room: accounts; who holds which role is beside it."""

from chuangcheng.foundation.accounts.models.grants import Deputy, Grant, Role
from chuangcheng.foundation.accounts.models.users import User, UserManager

__all__ = ["Deputy", "Grant", "Role", "User", "UserManager"]
