"""What can be done in this room; which role may is in the matrix of ``accounts``."""

from typing import Final

from chuangcheng.domain.errors import N_
from chuangcheng.foundation.shell.access import Action

UPLOAD: Final = Action("files.file.upload", N_("Upload files"))
READ: Final = Action("files.file.read", N_("See and download the files of a unit"))
DELETE: Final = Action("files.file.delete", N_("Delete files that nothing uses"))
READ_CAMERA_NOTES: Final = Action(
    "files.exif.read", N_("See when, where and with what a photo was taken")
)
READ_ORIGINAL: Final = Action(
    "files.original.read", N_("Download the original of a photo with the camera's notes")
)

ACTIONS: Final = (UPLOAD, READ, DELETE, READ_CAMERA_NOTES, READ_ORIGINAL)
