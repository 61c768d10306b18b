"""Enqueue work and publish events, inside the transaction of the change."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from chuangcheng.domain.text import storable
from chuangcheng.foundation.audit.actors import current_actor
from chuangcheng.foundation.jobs.models import ACTOR_LENGTH, NAME_LENGTH, Job
from chuangcheng.foundation.jobs.registry import known, receivers_of
from chuangcheng.foundation.jobs.services import queue


@transaction.atomic
def enqueue(
    name: str,
    payload: Mapping[str, Any],
    *,
    key: str = "",
    not_before: datetime | None = None,
) -> Job:
    """Have the task ``name`` done with ``payload``, once the transaction around has committed.

    ``payload`` is JSON and holds identifiers, not contents. The same ``key`` twice for a task is
    the same job, whatever became of it (for as long as finished jobs are kept). Raises LookupError
    for a task that no room registers and TypeError for a payload that is not JSON.
    """
    known(name)
    actor, now = current_actor(), timezone.now()
    job, created = Job.objects.get_or_create(
        name=name,
        key=key or uuid4().hex,
        defaults={
            "payload": dict(payload),
            "due_at": not_before or now,
            "created_at": now,
            "actor_id": storable(actor.id, NAME_LENGTH),
            "actor_name": storable(actor.name, ACTOR_LENGTH),
            "actor_unit": storable(actor.unit, ACTOR_LENGTH),
        },
    )
    if created:
        job.queue_id = queue.put(job.id, not_before)
        job.save(update_fields=["queue_id"])
    return job


@transaction.atomic
def publish(event: str, payload: Mapping[str, Any]) -> None:
    """Tell every receiver of ``event``, each by a job of its own, all under the event's key."""
    key = uuid4().hex
    for each in receivers_of(event):
        enqueue(each.name, payload, key=key)
