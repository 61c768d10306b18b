"""Dead letters: jobs given up, tried again when a person says so."""

from django.db import transaction
from django.utils import timezone

from chuangcheng.foundation.audit.services import Target, record
from chuangcheng.foundation.jobs.models import Job
from chuangcheng.foundation.jobs.services import queue


@transaction.atomic
def retry(job_id: int) -> Job | None:
    """Have a job that was given up done again, with all its attempts.

    Returns the job; None where it is not, or no longer, given up.
    """
    job = Job.objects.select_for_update().filter(pk=job_id, state=Job.State.DEAD).first()
    if job is not None:
        _revive(job)
        record("jobs.job.retry", Target("jobs.job", str(job.id), job.name))
    return job


@transaction.atomic
def retry_all(name: str = "") -> int:
    """Have every job done again that was given up, of the task ``name`` only if it is given.

    Returns how many.
    """
    dead = Job.objects.select_for_update().filter(state=Job.State.DEAD)
    if name:
        dead = dead.filter(name=name)
    jobs = list(dead.order_by("id"))
    for job in jobs:
        _revive(job)
    if jobs:
        target = Target("jobs.job", "*", name)
        record("jobs.job.retry_all", target, changes={"jobs": [None, [job.id for job in jobs]]})
    return len(jobs)


def _revive(job: Job) -> None:
    job.state, job.due_at, job.finished_at = Job.State.QUEUED, timezone.now(), None
    job.failures = job.losses = 0
    job.progress_done = job.progress_total = 0
    job.progress_note = ""
    job.queue_id = queue.put(job.id)
    job.save()
