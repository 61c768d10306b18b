"""Import and export: template, sending a file, what it would do, agreeing, files out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from chuangcheng.domain.errors import Refused, describe_message, describe_remedy
from chuangcheng.foundation.orgs import permissions
from chuangcheng.foundation.orgs.formats.layout import KINDS, LAYOUTS, Kind
from chuangcheng.foundation.orgs.forms.imports import ImportForm
from chuangcheng.foundation.orgs.models import ImportRun, Subject
from chuangcheng.foundation.orgs.queries import imports as queries
from chuangcheng.foundation.orgs.services import exports
from chuangcheng.foundation.orgs.services import imports as services
from chuangcheng.foundation.orgs.views import acting, asking, finding
from chuangcheng.foundation.orgs.views import imports_words as words
from chuangcheng.foundation.orgs.views.subjects import form_methods, frame
from chuangcheng.foundation.shell.access import require
from chuangcheng.foundation.shell.services import once

PER_PAGE = 50
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STATE = ImportRun.State


def own_run(request: HttpRequest, key: UUID) -> ImportRun:
    """Return the import if it was sent by whoever asks; raise Http404 for anybody else's."""
    try:
        return queries.find_run(str(request.user.pk), key)
    except ImportRun.DoesNotExist:
        raise Http404 from None


# -- sending a file -------------------------------------------------------------------------------


@form_methods
@require(permissions.IMPORT.name, finding.subject)
def start(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Say how it goes, take a file, list what was sent lately."""
    found: Subject = request.thing  # type: ignore[attr-defined]  # set by require
    form = ImportForm(acting.sent(request), request.FILES or None)
    if form.is_valid():

        def send() -> str:
            run = services.send_file(subject=found, content=form.content(), file_name=form.name())
            return reverse("orgs:import_run", args=(run.key,))

        return HttpResponseRedirect(once(request, send) or request.path)
    runs = queries.recent_runs(str(request.user.pk), found)
    kinds = [(kind, LAYOUTS[kind].name(get_language() or "")) for kind in KINDS]
    context = frame(request, found, "import") | {"form": form, "runs": runs, "kinds": kinds}
    return render(request, "orgs/import.html", context)


# -- what it would do -----------------------------------------------------------------------------


@require_safe
@require(permissions.IMPORT.name, own_run)
def run(request: HttpRequest, key: UUID) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Show an import: being looked at, what it would do, what it did."""
    found: ImportRun = request.thing  # type: ignore[attr-defined]  # set by require
    if found.state in {STATE.CHECKING, STATE.SAVING} and queries.job_is_lost(found):
        found = services.give_up(key=found.key, owner=found.owner)
    context = {
        "run": found,
        "subject": found.subject,
        "tallies": words.tallies(found),
        "notices": words.notices(found),
        "refused": words.total(found, "refused"),
        "good": words.total(found, "added", "changed"),
        **_list(request, found),
    }
    return render(request, "orgs/import_run.html", context)


def _list(request: HttpRequest, found: ImportRun) -> dict[str, Any]:
    """Return the rows asked for, a page of them, and what was asked."""
    asked = {name: asking.asked(request, name) for name in ("kind", "outcome", "q")}
    if asked["outcome"] not in words.OUTCOMES:
        asked["outcome"] = ""
    rows = queries.rows_of(found, kind=asked["kind"], outcome=asked["outcome"], words=asked["q"])
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "asked": asked,
        "page": page,
        "lines": words.Words(found, page.object_list).lines(),
        "outcomes": [(name, gettext(title)) for name, title in words.OUTCOMES.items()],
    }


@require_POST
@require(permissions.IMPORT.name, own_run)
def agree(request: HttpRequest, key: UUID) -> HttpResponse:
    """Save what was shown."""
    found: ImportRun = request.thing  # type: ignore[attr-defined]  # set by require
    only_good = request.POST.get("only_good") == "yes"
    try:
        done = services.agree(key=key, owner=found.owner, only_good=only_good)
    except Refused as refused:
        for fault in refused.faults:
            said = (describe_message(fault, gettext), describe_remedy(fault, gettext))
            messages.error(request, " ".join(said))
    else:
        if done.state == STATE.DONE:
            messages.success(request, words.done_sentence(done))
    return redirect("orgs:import_run", key)


@require_POST
@require(permissions.IMPORT.name, own_run)
def cancel(request: HttpRequest, key: UUID) -> HttpResponse:
    """Throw a preview away."""
    found: ImportRun = request.thing  # type: ignore[attr-defined]  # set by require
    try:
        services.cancel(key=key, owner=found.owner)
    except Refused:
        return redirect("orgs:import_run", key)
    messages.info(request, gettext("The import was cancelled; nothing was saved."))
    return redirect("orgs:import", found.subject_id)


# -- files out ------------------------------------------------------------------------------------


@require_safe
@require(permissions.IMPORT.name, finding.subject)
def template(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Hand out the workbook to fill in."""
    found: Subject = request.thing  # type: ignore[attr-defined]  # set by require
    language = get_language() or ""
    content = exports.template(subject=found, language=language, translate=gettext)
    return _file(content, f"{gettext('Units and people - template')}.xlsx", WORKBOOK)


@require_safe
@require(permissions.EXPORT.name, finding.subject)
def export(request: HttpRequest, number: int) -> HttpResponse:  # noqa: ARG001 - found by the mark
    """Hand out what is there, as a workbook or, with ``?sheet=``, one sheet as a text table."""
    found: Subject = request.thing  # type: ignore[attr-defined]  # set by require
    language, sheet = get_language() or "", request.GET.get("sheet", "")
    if not sheet:
        content = exports.export_workbook(subject=found, language=language)
        return _file(content, f"{found.code}.xlsx", WORKBOOK)
    kind: Kind | None = next((kind for kind in KINDS if kind == sheet), None)
    if kind is None:
        raise Http404
    content = exports.export_csv(subject=found, language=language, kind=kind)
    return _file(content, f"{found.code}-{LAYOUTS[kind].name(language)}.csv", "text/csv")


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    header = content_disposition_header(as_attachment=True, filename=name)
    answer["Content-Disposition"] = header or "attachment"
    answer["Cache-Control"] = "no-store"
    return answer
