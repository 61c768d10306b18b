"""The door for uploads: asks for the right first, then takes the bytes as they come."""

from contextlib import ExitStack
from http import HTTPStatus
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from chuangcheng.domain.errors import Fault, Refused, describe
from chuangcheng.foundation.files import registry, services
from chuangcheng.foundation.files.formats.sentences import DISK_FULL, NOTHING_SENT, TOO_LARGE
from chuangcheng.foundation.files.models import StoredFile
from chuangcheng.foundation.files.permissions import UPLOAD
from chuangcheng.foundation.files.uploads import ArrivedFile, Receiver
from chuangcheng.foundation.files.views.owners import owner_of
from chuangcheng.foundation.files.views.pages import files_page
from chuangcheng.foundation.shell.access import require
from chuangcheng.foundation.shell.services import once

STATUS: Final = {
    TOO_LARGE.code: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    DISK_FULL.code: HTTPStatus.INSUFFICIENT_STORAGE,
}


# Exempt outside, protected inside: Django's check of the token reads the whole form, so the
# receiver has to be in place, and the right asked for, before it.
@csrf_exempt
@require_POST
@require(UPLOAD.name)
def upload(request: HttpRequest) -> HttpResponse:
    """Take the files of a form (field ``file``) for the kind that the address names."""
    kind = registry.find(request.GET.get("kind", registry.OWN))
    if kind is None:
        raise Http404
    receiver = Receiver(request, services.limit_of(kind))
    request.upload_handlers = [receiver]
    try:
        return _taken(request, kind, receiver)
    finally:
        receiver.close()


@csrf_protect
def _taken(request: HttpRequest, kind: registry.Kind, receiver: Receiver) -> HttpResponse:
    arrived = [file for file in request.FILES.getlist("file") if isinstance(file, ArrivedFile)]
    if receiver.refusal is not None:
        return _refused(request, receiver.refusal)
    if not arrived:
        return _refused(request, Refused((Fault(NOTHING_SENT),)))
    kept: list[StoredFile] = []
    try:
        location = _keep(request, kind, arrived, kept)
    except Refused as refusal:
        return _refused(request, refusal)
    if not request.accepts("text/html"):
        return JsonResponse({"location": location, "files": [_told(file) for file in kept]})
    said = ngettext("%(n)d file was uploaded.", "%(n)d files were uploaded.", len(arrived))
    messages.success(request, said % {"n": len(arrived)})
    return HttpResponseRedirect(location)


def _keep(
    request: HttpRequest, kind: registry.Kind, arrived: list[ArrivedFile], kept: list[StoredFile]
) -> str:
    """Check every file, then write their rows together, once for this form."""
    owner = owner_of(request)
    with ExitStack() as stack:
        admitted = [
            stack.enter_context(services.admit(file.incoming, name=file.given_name, kind=kind.name))
            for file in arrived
        ]

        def work() -> str:
            kept.extend(services.use(each, owner) for each in admitted)
            return reverse("files:files")

        return once(request, work) or ""


def _told(file: StoredFile) -> dict[str, object]:
    return {"id": file.pk, "name": file.name, "url": reverse("files:details", args=[file.pk])}


def _refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Say why nothing was kept, as a page or as data."""
    status = STATUS.get(refusal.faults[0].code, HTTPStatus.UNPROCESSABLE_ENTITY)
    sentences = [describe(fault, gettext) for fault in refusal.faults]
    if not request.accepts("text/html"):
        return JsonResponse({"faults": sentences}, status=status)
    page = files_page(request, errors=sentences)
    page.status_code = status
    return page
