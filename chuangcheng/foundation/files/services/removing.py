"""Deleting a file that nothing uses any more."""

from django.db import transaction
from django.db.models import ProtectedError

from chuangcheng.foundation.audit.services import record
from chuangcheng.foundation.files.formats.sentences import IN_USE, refused
from chuangcheng.foundation.files.models import StoredFile
from chuangcheng.foundation.files.services.keeping import target_of


@transaction.atomic
def remove(file: StoredFile) -> None:
    """Delete ``file``; its bytes go after the time of grace, unless another file has the same.

    Raises Refused where something in another room points at it.
    """
    record("files.file.delete", target_of(file), changes={"name": [file.name, None]})
    try:
        with transaction.atomic():
            file.delete()
    except ProtectedError as error:
        raise refused(IN_USE, file.name) from error
