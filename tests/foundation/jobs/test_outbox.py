"""Work is asked for in the transaction of the change, and done at least once."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from chuangcheng.foundation.audit.actors import Actor, acting, current_actor
from chuangcheng.foundation.jobs import registry
from chuangcheng.foundation.jobs.models import Job
from chuangcheng.foundation.jobs.registry import JobContext
from chuangcheng.foundation.jobs.services import enqueue, publish, queue
from tests.foundation.jobs.working import WorkOff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_tasks")]


@pytest.fixture
def seen() -> list[tuple[str, dict[str, Any]]]:
    found: list[tuple[str, dict[str, Any]]] = []

    @registry.task("test.see")
    def see(context: JobContext, payload: dict[str, Any]) -> None:
        found.append((context.key, payload))

    return found


def test_a_job_is_done_with_its_payload(
    seen: list[tuple[str, dict[str, Any]]], work_off: WorkOff
) -> None:
    job = enqueue("test.see", {"unit": 3}, key="unit-3")
    work_off()
    job.refresh_from_db()
    assert seen == [("unit-3", {"unit": 3})]
    assert (job.state, job.attempts, job.queue_id) == (Job.State.DONE, 1, None)
    assert not queue.is_waiting()


def test_a_change_that_is_rolled_back_leaves_no_job(work_off: WorkOff) -> None:
    @registry.task("test.never")
    def never(context: JobContext, payload: dict[str, Any]) -> None:
        raise AssertionError

    with transaction.atomic():
        enqueue("test.never", {})
        transaction.set_rollback(True)
    assert work_off() == []
    assert not Job.objects.exists()
    assert not queue.is_waiting()


def test_the_same_key_twice_is_the_same_job(
    seen: list[tuple[str, dict[str, Any]]], work_off: WorkOff
) -> None:
    first = enqueue("test.see", {"n": 1}, key="once")
    assert enqueue("test.see", {"n": 2}, key="once") == first
    work_off()
    assert enqueue("test.see", {"n": 3}, key="once") == first
    work_off()
    assert seen == [("once", {"n": 1})]


def test_work_without_a_key_is_always_new(seen: list[object], work_off: WorkOff) -> None:
    assert enqueue("test.see", {}) != enqueue("test.see", {})
    work_off()
    assert len(seen) == 2


def test_an_event_reaches_every_receiver_under_one_key(work_off: WorkOff) -> None:
    found: list[tuple[str, str]] = []

    @registry.receiver("test.moved", name="test.first")
    def first(context: JobContext, payload: dict[str, Any]) -> None:
        found.append(("first", context.key))

    @registry.receiver("test.moved", name="test.second")
    def second(context: JobContext, payload: dict[str, Any]) -> None:
        found.append(("second", context.key))

    publish("test.moved", {"unit": 3})
    publish("test.nobody_listens", {})
    work_off()
    (one, key), (other, same_key) = found
    assert (one, other) == ("first", "second")
    assert key == same_key != ""


def test_a_job_waits_for_its_time(seen: list[object], work_off: WorkOff) -> None:
    job = enqueue("test.see", {}, not_before=timezone.now() + timedelta(minutes=5))
    work_off()
    assert seen == []
    queue.put_off(job.queue_id or 0, timezone.now() - timedelta(seconds=1))
    work_off()
    assert len(seen) == 1


def test_the_task_acts_for_who_asked(work_off: WorkOff) -> None:
    found: list[Actor] = []

    @registry.task("test.who")
    def who(context: JobContext, payload: dict[str, Any]) -> None:
        found.append(current_actor())

    with acting(Actor("7", "示例甲", "示例局"), "web 127.0.0.1"):
        enqueue("test.who", {})
    work_off()
    assert found == [Actor("7", "示例甲", "示例局", kind="job")]


def test_a_task_nobody_registers_is_refused_at_once() -> None:
    with pytest.raises(LookupError, match=r"test\.unknown"):
        enqueue("test.unknown", {})


def test_a_payload_is_json(seen: list[object]) -> None:
    with pytest.raises(TypeError):
        enqueue("test.see", {"thing": object()})
