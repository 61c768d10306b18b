"""Dead letters: what was given up, and having it done again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from chuangcheng.foundation.jobs import queries, services
from chuangcheng.foundation.jobs.models import Job
from chuangcheng.foundation.jobs.permissions import READ_JOB, RETRY_JOB
from chuangcheng.foundation.jobs.views.lists import PER_PAGE, find_job
from chuangcheng.foundation.shell.access import allows, require


@require(READ_JOB.name)
@require_safe
def dead(request: HttpRequest) -> HttpResponse:
    """List the dead letters and why each was given up."""
    name = request.GET.get("task", "")
    found = queries.dead().filter(name=name) if name else queries.dead()
    shown = {
        "tab": "dead",
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "name": name,
        "names": queries.names(Job.State.DEAD),
        "dead_count": queries.dead_count(),
        "may_retry": allows(request, RETRY_JOB.name),
    }
    return render(request, "jobs/dead.html", shown)


@require(RETRY_JOB.name, find_job)
@require_POST
def retry(request: HttpRequest, job: int) -> HttpResponse:
    """Have one dead letter done again."""
    if services.retry(job) is None:
        messages.warning(request, gettext("Nothing was changed: this job is not given up."))
    else:
        messages.success(request, gettext("The job waits to be done again."))
    return HttpResponseRedirect(reverse("jobs:job", args=[job]))


@require(RETRY_JOB.name)
@require_POST
def retry_all(request: HttpRequest) -> HttpResponse:
    """Have every dead letter done again, of one task where it is named."""
    count = services.retry_all(request.POST.get("task", "").replace("\x00", ""))
    said = ngettext(
        "%(count)s job waits to be done again.", "%(count)s jobs wait to be done again.", count
    )
    messages.success(request, said % {"count": count})
    return HttpResponseRedirect(reverse("jobs:dead"))
