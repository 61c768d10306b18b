"""Pages of the room, the door for uploads, and the door through which files go out."""

from chuangcheng.foundation.files.views.download import copy, download, original
from chuangcheng.foundation.files.views.pages import delete, details, files, part, picture
from chuangcheng.foundation.files.views.upload import upload

__all__ = [
    "copy",
    "delete",
    "details",
    "download",
    "files",
    "original",
    "part",
    "picture",
    "upload",
]
