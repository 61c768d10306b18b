"""The pages of the room: the files of one's unit, one file, and the part rooms include."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from chuangcheng.domain.errors import Refused, describe
from chuangcheng.foundation.audit.services import record_reading
from chuangcheng.foundation.files import queries, registry, services
from chuangcheng.foundation.files.formats import types
from chuangcheng.foundation.files.models import CameraNotes, StoredFile
from chuangcheng.foundation.files.permissions import (
    DELETE,
    READ,
    READ_CAMERA_NOTES,
    READ_ORIGINAL,
    UPLOAD,
)
from chuangcheng.foundation.files.views.reading import readable
from chuangcheng.foundation.shell.access import allows, reaches, require, signed_in

PER_PAGE = 24
SHOWN = frozenset({"small", "large"})
"""The copies that stand in pages."""


@require_safe
@require(READ.name)
def files(request: HttpRequest) -> HttpResponse:
    """List the files this person may see, newest first, with the part for uploads."""
    return files_page(request)


def files_page(request: HttpRequest, errors: Sequence[str] = ()) -> HttpResponse:
    """Return the list, with what was wrong with the last upload on top."""
    words = request.GET.get("q", "").strip()
    mine = request.GET.get("whose") == "mine"
    found = queries.files(registry.OWN, reaches(request, READ.name))
    if words:
        found = found.filter(name__icontains=words)
    if mine:
        found = found.filter(uploader_id=str(request.user.pk))
    context = {
        "errors": errors,
        "words": words,
        "mine": mine,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "may_upload": allows(request, UPLOAD.name),
        **_upload_words(registry.known(registry.OWN)),
    }
    return render(request, "files/files.html", context)


def _upload_words(kind: registry.Kind) -> dict[str, object]:
    """Return what the part for uploads says and checks."""
    limit = services.limit_of(kind)
    chosen = [types.TYPES[code] for code in sorted(kind.types)]
    return {
        "kind": kind,
        "limit": limit,
        "endings": types.endings(kind.types),
        "accept": ",".join(f".{ending}" for each in chosen for ending in each.endings),
    }


@require_safe
@require(UPLOAD.name)
def part(request: HttpRequest) -> HttpResponse:
    """Return the part for uploads alone, for a form of another room.

    Address: ``kind`` (registered), ``name`` of the hidden fields that will hold the numbers of
    the files. The room takes them with ``queries.brought_by``.
    """
    kind = registry.find(request.GET.get("kind", ""))
    name = request.GET.get("name", "files")
    if kind is None or not name.isidentifier():
        raise Http404
    context = {"field": name, **_upload_words(kind)}
    return render(request, "files/parts/upload.html", context)


@require_safe
@signed_in
def details(request: HttpRequest, number: int) -> HttpResponse:
    """Show one file: what it is, whose, pictures that look like it, and what can be done."""
    file = readable(request, number)
    context = {
        "file": file,
        "notes": _camera_notes(request, file),
        "may_read_original": file.is_picture and allows(request, READ_ORIGINAL.name, file),
        "may_delete": allows(request, DELETE.name, file),
        "alike": [
            each
            for each in queries.alike(file, reaches(request, READ.name))
            if registry.may_read(request, each)
        ],
        "copy": queries.rendition(file.blob, "large"),
    }
    return render(request, "files/details.html", context)


def _camera_notes(request: HttpRequest, file: StoredFile) -> CameraNotes | None:
    """Return what the camera noted, for those who may read it; the record notes that they did."""
    if not file.is_picture or not allows(request, READ_CAMERA_NOTES.name, file):
        return None
    notes = queries.camera_notes(file.blob)
    if notes is not None:
        record_reading(services.target_of(file), "camera notes")
    return notes


@require_safe
@signed_in
def picture(request: HttpRequest, number: int, use: str) -> HttpResponse:
    """Return the picture as a part of a page: itself, or that it is being prepared."""
    file = readable(request, number)
    if use not in SHOWN:
        raise Http404
    return render(request, "files/parts/picture.html", {"file": file, "use": use})


def _find(request: HttpRequest, number: int) -> StoredFile:
    return readable(request, number)


@require_POST
@require(DELETE.name, _find, secret=True)
def delete(request: HttpRequest, number: int) -> HttpResponse:
    """Delete a file that nothing uses."""
    file: StoredFile = request.thing  # type: ignore[attr-defined]  # set by require
    try:
        services.remove(file)
    except Refused as refusal:
        messages.error(request, " ".join(describe(fault, gettext) for fault in refusal.faults))
        return HttpResponseRedirect(reverse("files:details", args=[number]))
    messages.success(request, gettext("“%(name)s” was deleted.") % {"name": file.name})
    return HttpResponseRedirect(reverse("files:files"))
