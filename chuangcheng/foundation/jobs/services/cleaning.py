"""Keep the tables small, and the queue complete."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from chuangcheng.foundation.jobs.models import Job
from chuangcheng.foundation.jobs.services import queue

KEEP_DONE: Final = timedelta(days=30)
KEEP_DEAD: Final = timedelta(days=180)
BATCH: Final = 1_000
"""Rows deleted in one transaction, so that writers in between do not wait long."""
OVERDUE: Final = timedelta(minutes=2)


def clean() -> int:
    """Delete jobs that were over long ago; return how many."""
    now, deleted = timezone.now(), 0
    for state, kept in ((Job.State.DONE, KEEP_DONE), (Job.State.DEAD, KEEP_DEAD)):
        old = Job.objects.filter(state=state, finished_at__lt=now - kept)
        while numbers := list(old.values_list("pk", flat=True)[:BATCH]):
            with transaction.atomic():
                deleted += Job.objects.filter(pk__in=numbers, state=state).delete()[0]
    return deleted


def sweep() -> int:
    """Queue again the jobs that have lost their place; return how many.

    It cannot happen while job and place are written together; it does where the tables were
    restored from different moments, or somebody deleted places by hand.
    """
    open_states = (Job.State.QUEUED, Job.State.FAILED, Job.State.RUNNING)
    overdue = Job.objects.filter(state__in=open_states, due_at__lt=timezone.now() - OVERDUE)
    swept = 0
    for job in queue.without_place(overdue):
        with transaction.atomic():
            found = Job.objects.select_for_update().filter(pk=job.pk, queue_id=job.queue_id)
            if found.filter(state=job.state).exists():
                found.update(queue_id=queue.put(job.pk))
                swept += 1
    return swept
