"""Whose a file is that somebody uploads: their unit's, and their own inside it."""

from django.http import HttpRequest

from chuangcheng.foundation.files.permissions import UPLOAD
from chuangcheng.foundation.shell.access import Scope, allows, reaches


def owner_of(request: HttpRequest) -> Scope:
    """Return where an upload of this person belongs.

    To their own unit where they may upload for it, else to the first place where they may.
    """
    person = getattr(request.user, "person", None)
    if person is not None:
        own: Scope = person.scope()
        if allows(request, UPLOAD.name, own):
            return own
    first = next(iter(reaches(request, UPLOAD.name)))
    return Scope(first.subject, first.path, str(person.pk) if person is not None else "")
