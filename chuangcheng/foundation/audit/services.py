"""Writing the record."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from chuangcheng.foundation.audit.actors import current_actor, current_source
from chuangcheng.foundation.audit.models import Event


@dataclass(frozen=True, slots=True)
class Target:
    """What was acted on: ``type`` as ``room.model``, its identifier, its name of that day.

    ``subject`` is the number of the subject it belongs to, as text; empty for none.
    """

    type: str
    id: str
    label: str = ""
    subject: str = ""


def record(
    action: str,
    target: Target,
    *,
    changes: Mapping[str, object] | None = None,
    reason: str = "",
) -> Event:
    """Append an event, unsealed, inside the transaction of the change it tells of.

    ``changes`` maps a field to ``[before, after]`` (anything JSON can hold). Raises
    TransactionManagementError outside a transaction, where change and event could part.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            f"{action} is recorded outside the transaction of its change"
        )
    return _append(action, target, dict(changes or {}), reason, is_reading=False)


def record_reading(target: Target, what: str) -> Event:
    """Append that personal data was read; ``what`` names it (``phone``, ``file``)."""
    return _append("read", target, {"what": what}, "", is_reading=True)


def _append(
    action: str, target: Target, changes: dict[str, object], reason: str, *, is_reading: bool
) -> Event:
    actor = current_actor()
    return Event.objects.create(
        action=action,
        actor_id=actor.id,
        actor_name=actor.name,
        actor_unit=actor.unit,
        actor_kind=actor.kind,
        source=current_source(),
        target_type=target.type,
        target_id=target.id,
        target_label=target.label,
        subject=target.subject,
        changes=changes,
        reason=reason,
        is_reading=is_reading,
    )
