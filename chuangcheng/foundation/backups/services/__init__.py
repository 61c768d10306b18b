"""Writing a backup, and bringing it back."""

from chuangcheng.foundation.backups.services.making import (
    Made,
    make_backup,
    note_backup,
    write_backup,
)
from chuangcheng.foundation.backups.services.restoring import (
    Restored,
    check_backup,
    restore_backup,
)

__all__ = [
    "Made",
    "Restored",
    "check_backup",
    "make_backup",
    "note_backup",
    "restore_backup",
    "write_backup",
]
