"""Files on their way out: only to whom their kind grants it, and never as a page."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chuangcheng.foundation.audit.services import record_reading
from chuangcheng.foundation.files import queries
from chuangcheng.foundation.files.formats.types import TYPES
from chuangcheng.foundation.files.models import Blob, Rendition, StoredFile
from chuangcheng.foundation.files.permissions import READ_ORIGINAL
from chuangcheng.foundation.files.services import target_of
from chuangcheng.foundation.files.views.reading import readable
from chuangcheng.foundation.files.views.sending import Sent, send
from chuangcheng.foundation.shell.access import require, signed_in


@require_safe
@signed_in
def download(request: HttpRequest, number: int) -> HttpResponseBase:
    """Send a file to keep; of a picture the copy without the camera's notes."""
    file = readable(request, number)
    if not file.is_picture:
        return send(request, Sent(file.blob, file.file_type.media_type, file.name))
    if file.blob.made == Blob.Made.PENDING:
        waiting = render(request, "files/preparing.html", {"file": file}, status=503)
        waiting.headers["Retry-After"] = "10"
        return waiting
    return send(request, _sent(_copy_of(file, Rendition.Use.PUBLIC), file, inline=False))


@require_safe
@signed_in
def copy(request: HttpRequest, number: int, use: str) -> HttpResponseBase:
    """Send a copy that we made of a picture, to be shown in a page."""
    file = readable(request, number)
    return send(request, _sent(_copy_of(file, use), file, inline=True))


def _find(request: HttpRequest, number: int) -> StoredFile:
    return readable(request, number)


@require_safe
@require(READ_ORIGINAL.name, _find, secret=True)
def original(request: HttpRequest, number: int) -> HttpResponseBase:  # noqa: ARG001 - found as thing
    """Send a picture as it came, with the camera's notes; noted as a reading of personal data."""
    file: StoredFile = request.thing  # type: ignore[attr-defined]  # set by require
    record_reading(target_of(file), "original")
    return send(request, Sent(file.blob, file.file_type.media_type, file.name))


def _copy_of(file: StoredFile, use: str) -> Rendition:
    found = queries.rendition(file.blob, use)
    if found is None:
        raise Http404
    return found


def _sent(made: Rendition, file: StoredFile, *, inline: bool) -> Sent:
    """Name a copy after the file, with the ending of what it is."""
    kind = TYPES[made.type]
    stem, _, ending = file.name.rpartition(".")
    name = file.name if ending.lower() in kind.endings else f"{stem}.{kind.endings[0]}"
    return Sent(made.blob, kind.media_type, name, inline=inline)
