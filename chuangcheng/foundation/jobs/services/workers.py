"""Workers sign in, give signs of life and are buried when they are gone."""

import os
import socket
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from chuangcheng.foundation.jobs.models import Job, Worker
from chuangcheng.foundation.jobs.services.attempts import Attempt, keep, release
from chuangcheng.foundation.jobs.services.processes import born, is_gone, machine

SILENT: Final = timedelta(minutes=10)
"""A worker of another machine is forgotten after this silence; its jobs went free long before."""
HOST_LENGTH: Final = 80


@transaction.atomic
def sign_in(at_once: int) -> Worker:
    """Write down that this process works, ``at_once`` jobs at a time; return its row."""
    host, pid, now = socket.gethostname()[:HOST_LENGTH], os.getpid(), timezone.now()
    name = f"{host} {pid} {machine()[:8]}"
    release(Job.objects.filter(worker=name))  # of an earlier process of the same number
    row, _ = Worker.objects.update_or_create(
        name=name,
        defaults={
            "host": host,
            "machine": machine(),
            "pid": pid,
            "born": born(pid),
            "at_once": at_once,
            "started_at": now,
            "beat_at": now,
        },
    )
    return row


@transaction.atomic
def beat(worker: Worker, attempts: list[Attempt]) -> None:
    """Give a sign of life, and hold the jobs at hand for another lease."""
    worker.beat_at = timezone.now()
    if not Worker.objects.filter(pk=worker.pk).update(beat_at=worker.beat_at):
        worker.save(force_insert=True)  # buried in error, or a backup was restored meanwhile
    if attempts:
        keep(attempts)


@transaction.atomic
def sign_off(worker: Worker) -> None:
    """Forget a worker that ends; jobs it could not give back are free at once."""
    release(Job.objects.filter(worker=worker.name))
    Worker.objects.filter(pk=worker.pk).delete()


def bury() -> int:
    """Forget the workers that are gone and free their jobs; return how many were gone.

    On this machine the kernel knows; those of others have been silent for long.
    """
    silent_since = timezone.now() - SILENT
    gone = [
        worker
        for worker in Worker.objects.all()
        if worker.beat_at < silent_since
        or (worker.machine == machine() and is_gone(worker.pid, worker.born))
    ]
    for worker in gone:
        sign_off(worker)
    return len(gone)
