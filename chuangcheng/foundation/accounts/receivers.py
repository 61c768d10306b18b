"""What this room does when people and units change."""

from typing import Any

from chuangcheng.domain.errors import N_
from chuangcheng.foundation.accounts.services.posts import follow_person, follow_unit
from chuangcheng.foundation.jobs.registry import JobContext, receiver
from chuangcheng.foundation.orgs import events

_PERSON = N_("Let the roles of somebody follow their post")
_UNIT = N_("Let roles follow a merged or closed unit")


@receiver(events.PERSON_TRANSFERRED, name="accounts.follow_transfer", title=_PERSON)
@receiver(events.PERSON_LEFT, name="accounts.follow_leaving", title=_PERSON)
def person_changed(_context: JobContext, payload: dict[str, Any]) -> None:
    """End what the person held by their old post."""
    follow_person(payload["person"])


@receiver(events.UNIT_MERGED, name="accounts.follow_merger", title=_UNIT)
@receiver(events.UNIT_CLOSED, name="accounts.follow_closing", title=_UNIT)
def unit_changed(_context: JobContext, payload: dict[str, Any]) -> None:
    """Let roles go to the successor of a merged unit; end those of a closed one."""
    follow_unit(payload["unit"])
