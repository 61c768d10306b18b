"""How far a job is: a part that pages of other rooms bring in, and a page without scripts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chuangcheng.foundation.jobs import queries
from chuangcheng.foundation.jobs.permissions import READ_JOB
from chuangcheng.foundation.shell.access import allows, signed_in


@signed_in
@require_safe
@never_cache
def progress(request: HttpRequest, job: int) -> HttpResponse:
    """Show how far a job is, to who asked for it and to whoever may see all jobs.

    A part asks again every two seconds until the job is over; the answer that says so carries the
    event ``jobs:over`` for the page around it.
    """
    found = queries.progress(job)
    if found is None or not (
        found.actor_id == str(request.user.pk) or allows(request, READ_JOB.name)
    ):
        raise Http404
    is_part = request.headers.get("HX-Request") == "true"
    template = "jobs/parts/progress.html" if is_part else "jobs/progress.html"
    answer = render(request, template, {"progress": found})
    answer.headers["Vary"] = "HX-Request, Cookie, Accept-Language"
    if is_part and found.is_over:
        answer.headers["HX-Trigger"] = "jobs:over"
    return answer
