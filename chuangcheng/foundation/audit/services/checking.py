"""Checking the chain so that the check itself is on record."""

from pathlib import Path

from django.db import transaction

from chuangcheng.foundation.audit.queries.chain import VERIFIED
from chuangcheng.foundation.audit.queries.check import Check
from chuangcheng.foundation.audit.queries.verification import verify
from chuangcheng.foundation.audit.services.recording import Target, record


def verify_and_record(*, heads: Path | None = None) -> Check:
    """Check the whole chain and record the outcome: how much was looked at, what was found."""
    check = verify(heads=heads)
    with transaction.atomic():
        record(
            VERIFIED,
            Target("audit.seal", str(check.last_seal)),
            changes={
                "events": check.events,
                "seals": check.seals,
                "found": dict(sorted(check.counts.items())),
                "is_sound": check.is_sound,
            },
        )
    return check
