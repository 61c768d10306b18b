"""What may be done in this room: only the system administrator looks after backups."""

from typing import Final

from chuangcheng.domain.errors import N_
from chuangcheng.foundation.shell.access import Action

READ: Final = Action("backups.run.read", N_("See when backups were made"), "all")
ACTIONS: Final = (READ,)
