"""Background work of the room."""

from typing import Any

from chuangcheng.domain.errors import N_
from chuangcheng.foundation.files import services
from chuangcheng.foundation.jobs.registry import JobContext, schedule, task


@task("files.prepare", title=N_("Prepare a picture for the pages"))
def prepare(context: JobContext, payload: dict[str, Any]) -> None:  # noqa: ARG001 - every task takes it
    """Make copies, notes and fingerprint of a picture."""
    services.prepare(payload["blob"], payload["type"])


@task("files.clean", title=N_("Clear away files that nothing uses"), timeout=3600)
def clean(context: JobContext, payload: dict[str, Any]) -> None:  # noqa: ARG001 - every task takes it
    """Delete contents that nothing has used for the time of grace."""
    services.clean()


schedule("files.clean", at="daily 03:40")
