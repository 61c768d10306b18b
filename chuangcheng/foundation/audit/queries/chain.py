"""How the chain stands."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Min

from chuangcheng.foundation.audit.formats.heads import Head, last
from chuangcheng.foundation.audit.models import Event, Seal

VERIFIED = "audit.chain.verify"
"""Name of the action of every check of the chain."""


@dataclass(frozen=True, slots=True)
class ChainState:
    """The last seal, what waits for the next one, the file of heads, the last check."""

    last_seal: Seal | None
    unsealed: int
    oldest_unsealed: datetime | None
    head: Head | None
    last_check: Event | None


def heads_file() -> Path:
    """Return where the heads of the chain are kept outside the database."""
    return Path(settings.AUDIT_HEADS_FILE)


def state_of_chain() -> ChainState:
    """Return how the chain stands: three queries, and a look at the file's end."""
    pending = Event.objects.filter(sequence__isnull=True).aggregate(n=Count("id"), at=Min("at"))
    return ChainState(
        Seal.objects.defer("digests").order_by("-number").first(),
        pending["n"],
        pending["at"],
        last(heads_file()),
        Event.objects.filter(action=VERIFIED).order_by("-at", "-id").first(),
    )
