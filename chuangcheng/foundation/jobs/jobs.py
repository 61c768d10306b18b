"""What this room wants done in the background."""

from typing import Any

from chuangcheng.domain.errors import N_
from chuangcheng.foundation.jobs.registry import JobContext, schedule, task
from chuangcheng.foundation.jobs.services.cleaning import clean


@task("jobs.clean", title=N_("Delete background jobs that were over long ago"), timeout=1800)
def clean_jobs(_context: JobContext, _payload: dict[str, Any]) -> None:
    """Delete jobs that were over long ago."""
    clean()


schedule("jobs.clean", at="daily 03:40")
