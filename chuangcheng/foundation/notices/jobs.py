"""What this room does in the background: gather the mail of the day, and send each."""

from typing import Any, Final

from django.conf import settings
from django.utils.timezone import now

from chuangcheng.domain.errors import N_
from chuangcheng.foundation.jobs.registry import JobContext, schedule, task
from chuangcheng.foundation.notices import services

RETRIES: Final = 5
GATHER: Final = "notices.gather"


@task(GATHER, title=N_("Gather the mail of the day"))
def gather(_context: JobContext, _payload: dict[str, Any]) -> None:
    """Make one mail for each person who has notices waiting."""
    services.gather(now())


@task("notices.send", title=N_("Send a mail"), retries=RETRIES, timeout=120)
def send(context: JobContext, payload: dict[str, Any]) -> None:
    """Send one mail."""
    services.send(
        int(payload["letter"]),
        now(),
        last_try=context.attempt > RETRIES,
        whole=context.holding,
    )


if settings.NOTICES_AT is not None:
    schedule(GATHER, at=f"daily {settings.NOTICES_AT:%H:%M}")
