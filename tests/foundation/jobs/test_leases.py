"""A worker keeps its jobs, also those that are in the midst of a long transaction."""

import threading
import time

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone
from django_q.models import OrmQ

from chuangcheng.foundation.jobs import registry
from chuangcheng.foundation.jobs.models import Job
from chuangcheng.foundation.jobs.services import enqueue
from chuangcheng.foundation.jobs.services.attempts import LEASE, Attempt, claim, keep
from chuangcheng.foundation.jobs.services.performing import Context

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_tasks")]
LONG = 3.0


def taken() -> Attempt:
    """Return an attempt at a new job."""
    enqueue("test.work", {})
    attempt = claim("test")
    assert attempt is not None
    return attempt


def run_out() -> None:
    """Let the time pass until every lease is over."""
    now = timezone.now()
    Job.objects.update(lease_until=now)
    OrmQ.objects.update(lock=now)


def test_a_job_is_kept_with_its_place() -> None:
    registry.task("test.work")(lambda _context, _payload: None)
    attempt = taken()
    run_out()
    keep([attempt])
    soon = timezone.now() + LEASE / 2
    lease = Job.objects.get(pk=attempt.job_id).lease_until
    assert lease is not None
    assert lease > soon
    assert OrmQ.objects.get(pk=attempt.place).lock > soon
    Job.objects.update(token="another")
    run_out()
    keep([attempt])
    assert OrmQ.objects.get(pk=attempt.place).lock < soon


def test_nobody_waits_for_a_job_in_a_long_transaction() -> None:
    if connection.vendor == "sqlite":
        return  # there any transaction that writes holds up every other
    registry.task("test.work")(lambda _context, _payload: None)
    busy, other = taken(), taken()
    run_out()
    begun, over = threading.Event(), threading.Event()

    def work() -> None:
        try:
            with Context(busy).completing():
                begun.set()
                over.wait(LONG)
        finally:
            connections.close_all()

    child = threading.Thread(target=work)
    child.start()
    begun.wait(LONG)
    start = time.monotonic()
    with transaction.atomic():
        keep([busy, other])
    waited = time.monotonic() - start
    assert claim("another") is None
    over.set()
    child.join()
    assert waited < LONG / 2
    assert Job.objects.get(pk=busy.job_id).state == Job.State.DONE
