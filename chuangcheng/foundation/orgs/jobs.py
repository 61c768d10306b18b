"""What this room has done in the background: large imports, and forgetting old ones."""

from typing import Any

from chuangcheng.domain.errors import N_
from chuangcheng.foundation.jobs.registry import JobContext, schedule, task
from chuangcheng.foundation.orgs.services import imports

LONG = 1800  # seconds; a county of 5,000 units and 20,000 people takes half a minute


@task(imports.CHECK, title=N_("Check a file of units and people"), retries=0, timeout=LONG)
def check_file(context: JobContext, payload: dict[str, Any]) -> None:
    """Look at a file that was sent."""
    imports.check_file(payload["run"], context.progress)


@task(imports.SAVE, title=N_("Import units and people"), retries=0, timeout=LONG)
def save_run(context: JobContext, payload: dict[str, Any]) -> None:
    """Save a file that somebody agreed to."""
    imports.save_run(payload["run"], context.progress)


@task("orgs.import.forget", title=N_("Forget imports that lapsed"))
def forget_lapsed(_context: JobContext, _payload: dict[str, Any]) -> None:
    """Delete previews that nobody agreed to in time."""
    imports.forget_lapsed()


schedule("orgs.import.forget", at="daily 03:40")
