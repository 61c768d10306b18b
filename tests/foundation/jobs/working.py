"""Fixtures for background work: do it at once, and register tasks for one test."""

from collections.abc import Callable, Iterator

import pytest

from chuangcheng.foundation.jobs import registry
from chuangcheng.foundation.jobs.models import Job
from chuangcheng.foundation.jobs.services import run_pending

WorkOff = Callable[..., list[Job]]


@pytest.fixture
def work_off() -> WorkOff:
    """Return what does all jobs that are due and hands them back.

    A job that failed fails the test, unless ``failures=True`` says that it may.
    """

    def done(*, failures: bool = False) -> list[Job]:
        jobs = run_pending()
        for job in jobs:
            if not failures and job.state != Job.State.DONE:
                pytest.fail(f"{job.name} is {job.state}: {job.why}\n{job.detail}")
        return jobs

    return done


@pytest.fixture
def own_tasks() -> Iterator[None]:
    """Forget after the test the tasks, receivers and schedules that it registers."""
    with registry.registered_for_a_test():
        yield
