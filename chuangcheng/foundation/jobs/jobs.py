"""What this room, and the record below it, want done in the background."""

from typing import Any

from chuangcheng.domain.errors import N_
from chuangcheng.foundation.audit.services import forget_old
from chuangcheng.foundation.jobs.registry import JobContext, schedule, task
from chuangcheng.foundation.jobs.services.cleaning import clean


@task("jobs.clean", title=N_("Delete background jobs that were over long ago"), timeout=1800)
def clean_jobs(_context: JobContext, _payload: dict[str, Any]) -> None:
    """Delete jobs that were over long ago."""
    clean()


schedule("jobs.clean", at="daily 03:40")


@task("audit.forget_old", title=N_("Drop events whose time to be kept is over"), timeout=1800)
def forget_old_events(_context: JobContext, _payload: dict[str, Any]) -> None:
    """Drop events of the record whose time to be kept is over; the record sits below this room."""
    forget_old()


schedule("audit.forget_old", at="monthly 1 02:20")
