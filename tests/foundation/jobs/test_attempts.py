"""Failures, losses and endings of jobs, without a worker."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from chuangcheng.domain.errors import Fault, Refused, Sentence
from chuangcheng.foundation.audit.actors import Actor, acting
from chuangcheng.foundation.jobs import registry
from chuangcheng.foundation.jobs.models import Job
from chuangcheng.foundation.jobs.registry import JobContext
from chuangcheng.foundation.jobs.services import enqueue, queue, run_pending
from chuangcheng.foundation.jobs.services.attempts import (
    MOST_LOSSES,
    claim,
    fail,
    finish,
    give_back,
    release,
)
from chuangcheng.foundation.jobs.services.performing import Context, Lost
from tests.foundation.jobs.working import WorkOff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_tasks")]

Run = Callable[[JobContext, dict[str, Any]], None]


def register(run: Run | None = None, **options: Any) -> None:  # noqa: ANN401 - the registry's
    registry.task("test.work", **options)(run or (lambda _context, _payload: None))


def breaks(_context: JobContext, _payload: dict[str, Any]) -> None:
    raise ValueError("there was no paper")


def due_now(job: Job) -> None:
    """Let the time pass until the job is due again."""
    job.refresh_from_db()
    queue.put_off(job.queue_id or 0, timezone.now() - timedelta(seconds=1))


def lose(job: Job) -> None:
    """Let the job's worker vanish."""
    release(Job.objects.filter(pk=job.pk))
    due_now(job)


def test_a_failed_job_waits_longer_each_time_and_is_given_up_at_last(work_off: WorkOff) -> None:
    register(breaks, retries=2, backoff=(10, 60))
    job = enqueue("test.work", {})
    waits = []
    for _ in range(2):
        work_off(failures=True)
        job.refresh_from_db()
        assert job.state == Job.State.FAILED
        waits.append(round((job.due_at - timezone.now()).total_seconds()))
        assert work_off() == []  # not before its time
        due_now(job)
    assert waits == [10, 60]
    work_off(failures=True)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.failures) == (Job.State.DEAD, 3, 3)
    assert job.why["code"] == "jobs.broken"
    assert "there was no paper" in job.detail
    assert not queue.is_waiting()


def test_a_job_that_recovers_is_done(work_off: WorkOff) -> None:
    attempts: list[int] = []

    def recovers(context: JobContext, _payload: dict[str, Any]) -> None:
        attempts.append(context.attempt)
        if context.attempt < 3:
            raise ValueError

    register(recovers)
    job = enqueue("test.work", {})
    for _ in range(3):
        work_off(failures=True)
        due_now(job)
    job.refresh_from_db()
    assert attempts == [1, 2, 3]
    assert (job.state, job.why) == (Job.State.DONE, {})


def test_a_refusal_is_told_in_its_own_words(work_off: WorkOff) -> None:
    sentence = Sentence("test.paper", "no paper in tray %(tray)s.", "Fill it.")

    def refuses(_context: JobContext, _payload: dict[str, Any]) -> None:
        raise Refused((Fault(sentence, params={"tray": "2"}),))

    register(refuses, retries=0)
    job = enqueue("test.work", {})
    work_off(failures=True)
    job.refresh_from_db()
    assert job.why == {
        "code": "test.paper",
        "message": "no paper in tray %(tray)s.",
        "remedy": "Fill it.",
        "params": {"tray": "2"},
    }


def test_a_task_that_this_version_does_not_know_is_tried_again_and_says_so() -> None:
    with registry.registered_for_a_test():
        register()
        job = enqueue("test.work", {})
    run_pending()
    job.refresh_from_db()
    assert (job.state, job.why["code"]) == (Job.State.FAILED, "jobs.unknown")


def test_what_a_database_says_of_its_rows_is_not_kept(work_off: WorkOff) -> None:
    person = "li.ming@example.org"

    def clashes(_context: JobContext, _payload: dict[str, Any]) -> None:
        with transaction.atomic():
            Job.objects.bulk_create(
                [Job(name="x", key=person, due_at=timezone.now(), created_at=timezone.now())] * 2
            )

    register(clashes)
    job = enqueue("test.work", {})
    work_off(failures=True)
    job.refresh_from_db()
    assert (job.state, job.why["params"]) == (Job.State.FAILED, {"kind": "IntegrityError"})
    assert person not in job.detail
    assert "message withheld" in job.detail


# -- losses ----------------------------------------------------------------------------------------


def test_a_job_whose_worker_vanished_is_done_by_the_next() -> None:
    register()
    job = enqueue("test.work", {})
    first = claim("one")
    assert first is not None
    assert claim("two") is None  # it is held
    lose(job)
    second = claim("two")
    assert second is not None
    assert (second.job_id, second.number) == (first.job_id, 2)
    finish(second)
    job.refresh_from_db()
    assert (job.state, job.losses, job.failures) == (Job.State.DONE, 1, 0)


def test_an_attempt_thought_dead_cannot_write_about_its_job_any_more() -> None:
    register()
    job = enqueue("test.work", {})
    ghost = claim("one")
    assert ghost is not None
    lose(job)
    heir = claim("two")
    assert heir is not None
    finish(ghost)
    fail(ghost, Fault(Sentence("x", "x", "")))
    give_back(ghost)
    job.refresh_from_db()
    assert (job.state, job.token) == (Job.State.RUNNING, heir.token)
    context = Context(ghost)
    with pytest.raises(Lost), context.holding():
        pytest.fail("the block must not begin")
    with pytest.raises(Lost), context.completing():
        pytest.fail("the block must not begin")
    with pytest.raises(Lost):
        context.progress(1, 1)


def test_a_task_that_takes_its_worker_with_it_is_given_up() -> None:
    register(backoff=(1,))
    job = enqueue("test.work", {})
    for _ in range(2 * MOST_LOSSES):
        if claim("worker") is not None:
            release(Job.objects.filter(pk=job.pk))
        job.refresh_from_db()
        if job.queue_id:
            due_now(job)
    assert (job.state, job.losses, job.failures) == (Job.State.DEAD, MOST_LOSSES, 0)
    assert job.why["code"] == "jobs.lost"


def test_a_job_this_worker_is_at_is_never_taken_a_second_time() -> None:
    register()
    job = enqueue("test.work", {})
    attempt = claim("worker")
    assert attempt is not None
    lose(job)  # the database was away so long that the lease ran out
    assert claim("worker", frozenset({job.id})) is None
    assert not queue.is_waiting()
    finish(attempt)
    job.refresh_from_db()
    assert job.state == Job.State.DONE


def test_a_job_given_back_does_not_count() -> None:
    register()
    job = enqueue("test.work", {})
    attempt = claim()
    assert attempt is not None
    give_back(attempt)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.losses) == (Job.State.QUEUED, 0, 0)
    assert queue.is_waiting()


# -- endings ---------------------------------------------------------------------------------------


def test_the_last_writes_and_the_end_commit_together(work_off: WorkOff) -> None:
    def completes(context: JobContext, _payload: dict[str, Any]) -> None:
        with context.completing():
            enqueue("test.work", {"next": True}, key="next")
            if context.attempt == 1:
                raise ValueError

    register(completes)
    job = enqueue("test.work", {}, key="first")
    work_off(failures=True)
    assert not Job.objects.filter(key="next").exists()  # rolled back with it
    due_now(job)
    registry._tasks["test.work"] = registry.Task(
        "test.work", lambda context, payload: None if payload else completes(context, payload)
    )
    work_off()
    assert set(Job.objects.values_list("key", "state")) == {("first", "done"), ("next", "done")}


def test_progress_is_written_once_a_second_and_at_the_end(
    work_off: WorkOff, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def counts(context: JobContext, _payload: dict[str, Any]) -> None:
        for number in range(1, 101):
            context.progress(number, 100, "pages")
            seen.append(Job.objects.get(pk=context.job_id).progress_done)

    register(counts)
    job = enqueue("test.work", {})
    work_off()
    assert len(set(seen)) <= 4
    job.refresh_from_db()
    assert (job.progress_done, job.progress_total, job.progress_note) == (100, 100, "pages")


ODD = "a\x00b\ud800" + "很長" * 200


def test_words_that_no_database_takes_do_not_lose_the_failure() -> None:
    def odd(context: JobContext, payload: dict[str, Any]) -> None:
        context.progress(1, 1, ODD)
        if payload["refuses"]:
            raise Refused((Fault(Sentence("test.odd", "%(what)s", ""), params={"what": ODD}),))
        raise ValueError(ODD)

    register(odd)
    with acting(Actor(ODD, ODD, ODD)):
        jobs = [enqueue("test.work", {"refuses": refuses}) for refuses in (True, False)]
    run_pending()
    for job in jobs:
        job.refresh_from_db()
        assert (job.state, job.losses, job.failures) == (Job.State.FAILED, 0, 1)
        assert "ab?很長" in f"{job.detail}{job.why}"
        assert "\x00" not in f"{job.why} {job.progress_note} {job.actor_name}"
