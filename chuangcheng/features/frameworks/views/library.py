"""The library: every edition at a glance."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chuangcheng.features.frameworks import queries
from chuangcheng.foundation.shell.access import open_to_all


@open_to_all
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """List the editions: frameworks to work with first, worked examples after them."""
    entries = queries.library()
    shown = {
        "frameworks": [entry for entry in entries if not entry.edition.is_example],
        "examples": [entry for entry in entries if entry.edition.is_example],
    }
    return render(request, "frameworks/library.html", shown)
