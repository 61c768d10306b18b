"""Schedules, workers, and keeping the tables small and the queue complete."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from chuangcheng.foundation.jobs import queries, registry
from chuangcheng.foundation.jobs.models import Job, ScheduleState, Worker
from chuangcheng.foundation.jobs.registry import JobContext
from chuangcheng.foundation.jobs.services import enqueue, queue
from chuangcheng.foundation.jobs.services.attempts import claim
from chuangcheng.foundation.jobs.services.cleaning import clean, sweep
from chuangcheng.foundation.jobs.services.processes import born, is_gone, machine
from chuangcheng.foundation.jobs.services.schedules import run_due
from chuangcheng.foundation.jobs.services.workers import beat, bury, sign_in, sign_off

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """Only the tasks of the test."""
    with registry.registered_for_a_test(alone=True):

        @registry.task("test.work")
        def work(_context: JobContext, _payload: dict[str, Any]) -> None:
            return

        yield


def at(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


# -- schedules -------------------------------------------------------------------------------------


def test_a_new_schedule_is_due_at_its_next_time() -> None:
    registry.schedule("test.work", at="daily 08:00")
    assert run_due(at("2026-11-24 09:00")) == []
    assert run_due(at("2026-11-25 07:59")) == []
    assert len(run_due(at("2026-11-25 08:00"))) == 1
    assert ScheduleState.objects.get().next_at == at("2026-11-26 08:00")


def test_many_workers_looking_at_the_clock_enqueue_once() -> None:
    registry.schedule("test.work", at="daily 08:00", payload={"for": "the test"})
    run_due(at("2026-11-24 09:00"))
    jobs = [job for _ in range(5) for job in run_due(at("2026-11-25 08:00:03"))]
    assert len(jobs) == 1
    # A worker that read the schedule before the other wrote it finds the same job.
    ScheduleState.objects.update(next_at=at("2026-11-25 08:00"))
    assert run_due(at("2026-11-25 08:00:04")) == jobs
    assert Job.objects.get().payload == {"for": "the test"}
    assert Job.objects.get().actor_id == "system"


def test_missed_times_are_made_up_once() -> None:
    registry.schedule("test.work", at="every 5 minutes")
    run_due(at("2026-11-24 09:00"))
    assert len(run_due(at("2026-11-27 12:03"))) == 1
    state = ScheduleState.objects.get()
    assert state.last_at == at("2026-11-24 09:05")
    assert state.next_at == at("2026-11-27 12:05")


def test_a_changed_schedule_is_reckoned_anew() -> None:
    registry.schedule("test.work", at="daily 08:00")
    run_due(at("2026-11-24 09:00"))
    registry._schedules.clear()
    registry.schedule("test.work", at="daily 10:00")
    assert run_due(at("2026-11-24 09:01")) == []
    assert ScheduleState.objects.get().next_at == at("2026-11-24 10:00")


def test_a_task_has_one_schedule() -> None:
    registry.schedule("test.work", at="daily 08:00")
    registry.schedule("test.work", at="daily 08:00")  # a module read twice
    with pytest.raises(ValueError, match="two schedules"):
        registry.schedule("test.work", at="daily 09:00")


def test_a_task_is_registered_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        registry.task("test.work")(lambda _context, _payload: None)
    for wrong in ({"backoff": ()}, {"timeout": 0}):
        with pytest.raises(ValueError, match="no time"):
            registry.task("test.wrong", **wrong)(lambda _context, _payload: None)


# -- workers ---------------------------------------------------------------------------------------


def test_a_worker_is_alive_while_it_gives_signs() -> None:
    worker = sign_in(2)
    (seen,) = queries.workers()
    assert (seen.pid, seen.at_once, seen.is_alive) == (os.getpid(), 2, True)
    Worker.objects.update(beat_at=timezone.now() - timedelta(minutes=1))
    assert not queries.workers()[0].is_alive
    beat(worker, [])
    assert queries.workers()[0].is_alive
    sign_off(worker)
    assert queries.workers() == []


def test_a_worker_holds_its_jobs_by_signs_of_life() -> None:
    worker, job = sign_in(1), enqueue("test.work", {})
    attempt = claim(worker.name)
    assert attempt is not None
    soon = timezone.now() + timedelta(seconds=1)
    Job.objects.update(lease_until=soon)
    queue.put_off(attempt.place, soon)
    beat(worker, [attempt])
    job.refresh_from_db()
    assert job.lease_until is not None
    assert job.lease_until > soon + timedelta(seconds=30)


def test_a_worker_buried_in_error_comes_back() -> None:
    worker = sign_in(1)
    Worker.objects.all().delete()
    beat(worker, [])
    assert Worker.objects.get().name == worker.name


def test_the_jobs_of_a_process_that_is_gone_are_free_at_once() -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    birth = born(gone.pid)
    gone.wait()
    assert is_gone(gone.pid, birth or "1")
    worker = sign_in(1)
    Worker.objects.update(pid=gone.pid, born=birth or "1")
    job = enqueue("test.work", {})
    assert claim(worker.name) is not None
    assert not queue.is_waiting()
    assert bury() == 1
    assert queue.is_waiting()
    job.refresh_from_db()
    assert job.state == Job.State.RUNNING
    assert claim("another") is not None


def test_another_process_of_the_same_number_is_not_taken_for_the_old_one() -> None:
    assert not is_gone(os.getpid(), born(os.getpid()))
    assert is_gone(os.getpid(), "1")


def test_workers_of_other_machines_are_judged_by_their_silence() -> None:
    sign_in(1)
    Worker.objects.update(machine="elsewhere", pid=2**22 + 1)
    assert bury() == 0
    Worker.objects.update(beat_at=timezone.now() - timedelta(minutes=11))
    assert bury() == 1
    assert machine() != "elsewhere"


# -- upkeep ----------------------------------------------------------------------------------------


def test_jobs_that_were_over_long_ago_are_deleted() -> None:
    now = timezone.now()
    kept = [
        enqueue("test.work", {}),
        aged(Job.State.DONE, now - timedelta(days=29)),
        aged(Job.State.DEAD, now - timedelta(days=179)),
    ]
    aged(Job.State.DONE, now - timedelta(days=31))
    aged(Job.State.DEAD, now - timedelta(days=181))
    assert clean() == 2
    assert {job.pk for job in Job.objects.all()} == {job.pk for job in kept}


def aged(state: Job.State, finished_at: datetime) -> Job:
    job = enqueue("test.work", {})
    queue.drop(job.queue_id or 0)
    Job.objects.filter(pk=job.pk).update(state=state, finished_at=finished_at, queue_id=None)
    return job


def test_a_job_that_has_lost_its_place_gets_a_new_one() -> None:
    job = enqueue("test.work", {})
    queue.drop(job.queue_id or 0)
    assert sweep() == 0  # it may have been written this moment
    Job.objects.update(due_at=timezone.now() - timedelta(minutes=3))
    assert sweep() == 1
    assert sweep() == 0
    attempt = claim()
    assert attempt is not None
    assert attempt.job_id == job.id


def test_overdue_jobs_are_counted_for_the_doctor() -> None:
    enqueue("test.work", {})
    assert queries.overdue(timedelta(minutes=1)) == 0
    Job.objects.update(due_at=timezone.now() - timedelta(minutes=2))
    assert queries.overdue(timedelta(minutes=1)) == 1
