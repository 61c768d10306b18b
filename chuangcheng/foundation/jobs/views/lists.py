"""What there is: jobs, one job, schedules, workers."""

import json

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chuangcheng.foundation.jobs import queries
from chuangcheng.foundation.jobs.models import Job
from chuangcheng.foundation.jobs.permissions import READ_JOB, RETRY_JOB
from chuangcheng.foundation.shell.access import allows, require

PER_PAGE = 50


def find_job(_request: HttpRequest, job: int) -> Job:
    """Return the job of an address; raises Http404."""
    found = queries.find_job(job)
    if found is None:
        raise Http404
    return found


@require(READ_JOB.name)
@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """List the jobs, by state and task."""
    state = request.GET.get("state", "")
    state = state if state in Job.State.values else ""
    name = request.GET.get("task", "")
    counts = queries.counts(name)
    shown = {
        "tab": "jobs",
        "page": Paginator(queries.jobs(state, name), PER_PAGE).get_page(request.GET.get("page")),
        "state": state,
        "name": name,
        "names": queries.names(),
        "states": [(value, label, counts[value]) for value, label in Job.State.choices],
        "total": sum(counts.values()),
        "dead_count": queries.dead_count(),
        "alive": any(worker.is_alive for worker in queries.workers()),
    }
    return render(request, "jobs/jobs.html", shown)


@require(READ_JOB.name, find_job)
@require_safe
def job(request: HttpRequest, job: int) -> HttpResponse:
    """Show one job, with what is of use to who looks for a cause."""
    found = find_job(request, job)
    shown = {
        "job": found,
        "progress": queries.progress(job),
        "payload": json.dumps(found.payload, ensure_ascii=False, indent=2),
        "may_retry": found.state == Job.State.DEAD and allows(request, RETRY_JOB.name, found),
    }
    return render(request, "jobs/job.html", shown)


@require(READ_JOB.name)
@require_safe
def schedules(request: HttpRequest) -> HttpResponse:
    """List the schedules with their last and next time."""
    shown = {
        "tab": "schedules",
        "schedules": queries.schedules(),
        "dead_count": queries.dead_count(),
    }
    return render(request, "jobs/schedules.html", shown)


@require(READ_JOB.name)
@require_safe
def workers(request: HttpRequest) -> HttpResponse:
    """List the workers and what they are at."""
    found = queries.workers()
    shown = {
        "tab": "workers",
        "workers": found,
        "alive": any(worker.is_alive for worker in found),
        "dead_count": queries.dead_count(),
    }
    return render(request, "jobs/workers.html", shown)
