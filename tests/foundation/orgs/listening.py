"""A room above that listens to one event."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chuangcheng.foundation.jobs.models import Job
from chuangcheng.foundation.jobs.registry import JobContext, receiver, registered_for_a_test


@contextmanager
def listening(event: str) -> Iterator[list[dict[str, Any]]]:
    """Listen to ``event`` inside the block; afterwards the list holds what was told."""
    heard: list[dict[str, Any]] = []
    with registered_for_a_test():

        @receiver(event, name="orgs_test.listener")
        def hear(_context: JobContext, _payload: dict[str, Any]) -> None:
            """Jobs are looked at, not run."""

        yield heard
        heard += Job.objects.filter(name="orgs_test.listener").values_list("payload", flat=True)
