"""The record as a file."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from chuangcheng.foundation.audit import permissions, services
from chuangcheng.foundation.audit.formats import sheets
from chuangcheng.foundation.audit.models import Event
from chuangcheng.foundation.audit.queries.events import found_events
from chuangcheng.foundation.audit.queries.table import table_rows
from chuangcheng.foundation.audit.views.events import filter_form, sight_of
from chuangcheng.foundation.shell.access import require

MOST_IN_WORKBOOK: Final = 100_000
"""More rows than this take too long while somebody waits; CSV has no end."""


@require_POST
@require(permissions.EXPORT_EVENTS.name)
def export(request: HttpRequest) -> HttpResponseBase:
    """Send the events of the filter as CSV or workbook; record that they were handed out."""
    form = "xlsx" if request.POST.get("format") == "xlsx" else "csv"
    sight = sight_of(request)
    narrowed = filter_form(request, sight)
    wanted = narrowed.wanted()
    if form == "xlsx" and found_events(sight, wanted)[MOST_IN_WORKBOOK:].exists():
        said = gettext(
            "These are more than %(most)s events, too many for a workbook. Narrow the filter, or "
            "take CSV."
        )
        messages.error(request, said % {"most": f"{MOST_IN_WORKBOOK:,}"})
        kept = {
            name: value for name, value in request.POST.items() if name in narrowed.fields and value
        }
        return redirect(f"{reverse('audit:record')}?{urlencode(kept)}")
    events = services.export(sight, wanted, form)
    name = f"record-{timezone.localtime():%Y%m%d-%H%M}.{form}"
    return _SENDERS[form](events, name)


def _as_csv(events: QuerySet[Event], name: str) -> HttpResponseBase:
    return StreamingHttpResponse(
        sheets.csv_chunks(table_rows(events)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _as_workbook(events: QuerySet[Event], name: str) -> HttpResponseBase:
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        sheets.write_workbook(Path(file.name), gettext("record"), table_rows(events))
        return FileResponse(Path(file.name).open("rb"), as_attachment=True, filename=name)


_SENDERS: Final[dict[str, Callable[[QuerySet[Event], str], HttpResponseBase]]] = {
    "csv": _as_csv,
    "xlsx": _as_workbook,
}
