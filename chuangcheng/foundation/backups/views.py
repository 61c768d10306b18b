"""The page of backups: it shows when they were made; they are made on the machine itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chuangcheng.foundation.backups import permissions
from chuangcheng.foundation.backups.queries import runs as backup_runs
from chuangcheng.foundation.shell.access import require


@require(permissions.READ.name)
@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    """Show the backups, the newest first, and how one is made."""
    context = {
        "page": backup_runs.runs(request.GET.get("page", "")),
        "state": backup_runs.state(),
    }
    return render(request, "backups/runs.html", context)
