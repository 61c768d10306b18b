"""The queue of django-q2, of which the house uses the broker in its database and nothing else.

This is the only module that knows it. A place in the queue holds the number of a job and the
moment before which nobody takes it. Everything runs inside the caller's transaction, which makes
the queue an outbox. django-q2 carries no types; those of this module are the house's.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone
from django_q.brokers.orm import ORM
from django_q.models import OrmQ

from chuangcheng.foundation.jobs.models import Job

QUEUE: Final = "chuangcheng"


class _InOrder(ORM):  # type: ignore[misc]  # django-q2 is untyped
    """django-q2's broker, which hands out what has waited longest first."""

    @staticmethod
    def get_connection(list_key: str | None = None) -> "QuerySet[OrmQ]":
        """Return the places as a query; inside a transaction the connection is left alone."""
        return ORM.get_connection(list_key).order_by("lock", "id")  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Delivery:
    """A place taken from the queue, and the number of its job."""

    place: int
    job_id: int


def put(job_id: int, at: datetime | None = None) -> int:
    """Queue a job, not before ``at``; return its place."""
    place = int(_broker().enqueue(str(job_id)))
    if at is not None:
        put_off(place, at)
    return place


def put_off(place: int, until: datetime) -> None:
    """Let nobody take a place before ``until``."""
    OrmQ.objects.filter(pk=place).update(lock=until)


def put_off_all(places: list[int], until: datetime) -> None:
    """Let nobody take these places before ``until``."""
    OrmQ.objects.filter(pk__in=places).update(lock=until)


def is_waiting() -> bool:
    """Tell whether there is something to take; reads only, so that waiting costs no write."""
    return bool(OrmQ.objects.filter(key=QUEUE, lock__lt=timezone.now()).exists())


def take() -> Delivery | None:
    """Take the first place that is due; it is due again unless put off or dropped in time."""
    taken = _broker().dequeue()
    if not taken:
        return None
    place, payload = taken[0]
    return Delivery(int(place), int(payload))


def drop(place: int) -> None:
    """Take a place out of the queue for good."""
    _broker().acknowledge(place)


def without_place(jobs: "QuerySet[Job]") -> list[Job]:
    """Return those of ``jobs`` that nobody would ever take, because their place is gone."""
    places = set(OrmQ.objects.filter(key=QUEUE).values_list("pk", flat=True))
    return [job for job in jobs if job.queue_id not in places]


def _broker() -> _InOrder:
    return _InOrder(QUEUE)
