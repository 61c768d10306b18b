"""Saves what a plan says: thousands of rows with few statements, all or nothing.

Every unit that is added or changed gets its version, every row its event in the record, and the
rooms above are told, as the single verbs of this room do it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models

from chuangcheng.foundation.audit.services import record_many
from chuangcheng.foundation.jobs.registry import receivers_of
from chuangcheng.foundation.jobs.services import publish
from chuangcheng.foundation.orgs.formats.plan import Item, Plan
from chuangcheng.foundation.orgs.models import Subject
from chuangcheng.foundation.orgs.services.changing import differences, seen, target_of

BATCH = 500
Told = tuple[str, dict[str, Any]]


@dataclass(slots=True)
class Saving:
    """One import on its way into the tables; gathers what is to be recorded and told."""

    subject: Subject
    plan: Plan
    today: date
    reason: str
    events: list[tuple[str, models.Model, Mapping[str, object]]] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def items(self, kind: str) -> tuple[list[Item], list[Item]]:
        """Return what is to be added and what to be changed."""
        kept = [item for item in self.plan.items if item.kind == kind]
        added = [item for item in kept if item.outcome == "added"]
        return added, [item for item in kept if item.outcome == "changed"]

    def note(
        self,
        action: str,
        row: models.Model,
        before: Mapping[str, object] | None = None,
        extra: Mapping[str, object] | None = None,
    ) -> None:
        """Take down a change for the record; ``before`` is what the row was."""
        changes = {**differences(row, before or {}), **(extra or {})}
        self.events.append((action, row, changes))

    def tell(self, event: str, **numbers: object) -> None:
        """Take down an event for the rooms above."""
        if receivers_of(event):
            self.told.append((event, {"subject": self.subject.pk, **numbers}))

    def finish(self) -> None:
        """Write the record and the outbox."""
        record_many(
            ((action, target_of(row), changes) for action, row, changes in self.events),
            reason=self.reason,
        )
        for event, payload in self.told:
            publish(event, payload)


def write_new(rows: Iterable[models.Model]) -> None:
    """Insert rows and give them their keys."""
    kept = list(rows)
    if kept:
        type(kept[0])._default_manager.bulk_create(kept, batch_size=BATCH)


def write_again(rows: Iterable[models.Model]) -> None:
    """Write every column of rows that are there, many with one statement.

    An insert that gives way to what is there is several times quicker than ``bulk_update``.
    """
    kept = list(rows)
    if not kept:
        return
    model = type(kept[0])
    columns = [column.name for column in model._meta.concrete_fields if not column.primary_key]
    model._default_manager.bulk_create(
        kept, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=columns
    )


def remembered(row: models.Model) -> dict[str, object]:
    """Return what a row is before it is touched."""
    return seen(row)
