"""Saves the units of an import: rows, places in the tree, versions."""

from datetime import date

from chuangcheng.domain.errors import Fault, Refused
from chuangcheng.foundation.orgs import events
from chuangcheng.foundation.orgs.formats import sentences
from chuangcheng.foundation.orgs.formats.plan import Item
from chuangcheng.foundation.orgs.formats.plan_units import MOST_DEPTH
from chuangcheng.foundation.orgs.models import Unit, UnitVersion
from chuangcheng.foundation.orgs.models.columns import PATH_LENGTH
from chuangcheng.foundation.orgs.services.imports_saving import (
    Saving,
    remembered,
    write_again,
    write_new,
)

_PLAIN = ("name_hant", "name_hans", "name_en", "statistical_code", "phone", "address")
_NAMES = frozenset({"name_hant", "name_hans", "name_en"})


def save_units(saving: Saving) -> dict[str, Unit]:
    """Save the units of a plan; return every unit of the subject by its code.

    Raises Refused if the tree becomes too deep for its paths.
    """
    return _Units(saving).save()


class _Units:
    def __init__(self, saving: Saving) -> None:
        self.saving = saving
        self.classes = {row.code: row for row in saving.subject.unit_classes.all()}
        rows = Unit.objects.filter(subject=saving.subject).select_related("unit_class")
        self.there = {unit.code: unit for unit in rows}
        by_key = {unit.pk: unit for unit in self.there.values()}
        self.last: dict[int | None, int] = {}
        for unit in self.there.values():
            unit.subject = saving.subject
            unit.parent = by_key.get(unit.parent_id) if unit.parent_id else None
            self.last[unit.parent_id] = max(self.last.get(unit.parent_id, 0), unit.position)

    def save(self) -> dict[str, Unit]:
        added, changed = self.saving.items("unit")
        if not added and not changed:
            return self.there
        new = [self._new(item) for item in added]
        write_new(new)
        self.there.update({unit.code: unit for unit in new})
        before = {item.code: remembered(self.there[item.code]) for item in changed}
        was_parent = {item.code: self.there[item.code].parent_id for item in changed}
        for item in changed:
            self._change(self.there[item.code], item)
        for item, unit in zip(added, new, strict=True):
            self._hang(unit, str(item.wanted["parent"]))
        touched = {unit.code: unit for unit in new} | {
            item.code: self.there[item.code] for item in changed
        }
        touched.update({unit.code: unit for unit in self._paths()})
        write_again(touched.values())
        self._remember(new, changed, before, was_parent)
        return self.there

    # --- rows ----------------------------------------------------------------------------

    def _new(self, item: Item) -> Unit:
        unit = Unit(
            subject=self.saving.subject,
            unit_class=self.classes[str(item.wanted["unit_class"])],
            code=item.code,
            valid_from=date.fromisoformat(str(item.wanted["valid_from"])),
        )
        self._set_plain(unit, item)
        return unit

    def _change(self, unit: Unit, item: Item) -> None:
        self._set_plain(unit, item)
        unit.unit_class = self.classes[str(item.wanted["unit_class"])]
        unit.revision += 1
        if "parent" in item.changes:
            self._hang(unit, str(item.wanted["parent"]))

    @staticmethod
    def _set_plain(unit: Unit, item: Item) -> None:
        for name in _PLAIN:
            setattr(unit, name, item.wanted[name])

    def _hang(self, unit: Unit, parent: str) -> None:
        """Put a unit last among those below its new parent."""
        unit.parent = self.there[parent] if parent else None
        unit.position = self.last[unit.parent_id] = self.last.get(unit.parent_id, 0) + 1

    def _paths(self) -> list[Unit]:
        """Give every unit the path of its place; return those that got another one."""
        paths: dict[int, str] = {}
        moved = []
        for unit in self.there.values():
            chain: list[Unit] = []
            at: Unit | None = unit
            while at is not None and at.pk not in paths:
                chain.append(at)
                at = at.parent
            for member in reversed(chain):
                above = paths[member.parent_id] if member.parent_id else "/"
                path = paths[member.pk] = f"{above}{member.pk}/"
                if len(path) > PATH_LENGTH:
                    raise Refused((Fault(sentences.TOO_DEEP, params={"most": str(MOST_DEPTH)}),))
                if member.path != path:
                    member.path = path
                    moved.append(member)
        return moved

    # --- history, record, outbox ---------------------------------------------------------

    def _remember(
        self,
        new: list[Unit],
        changed: list[Item],
        before: dict[str, dict[str, object]],
        was_parent: dict[str, int | None],
    ) -> None:
        versions = []
        for unit in new:
            versions.append(UnitVersion.of(unit, UnitVersion.Change.CREATED))
            self.saving.note("orgs.unit.create", unit)
            self.saving.tell(events.UNIT_CREATED, unit=unit.pk)
        for item in changed:
            unit = self.there[item.code]
            version = UnitVersion.of(unit, _kind_of_change(item))
            version.valid_from = self.saving.today
            versions.append(version)
            moved = "parent" in item.changes
            action = "orgs.unit.move" if moved else "orgs.unit.change"
            self.saving.note(action, unit, before[item.code])
            if moved:
                numbers = {"parent": unit.parent_id, "was_parent": was_parent[item.code]}
                self.saving.tell(events.UNIT_MOVED, unit=unit.pk, **numbers)
            if item.changes.keys() - {"parent"}:
                self.saving.tell(events.UNIT_CHANGED, unit=unit.pk)
        for version in versions:
            version.reason = self.saving.reason[:200]
        write_new(versions)


def _kind_of_change(item: Item) -> str:
    if "parent" in item.changes:
        return UnitVersion.Change.MOVED
    if item.changes.keys() & _NAMES:
        return UnitVersion.Change.RENAMED
    if "unit_class" in item.changes:
        return UnitVersion.Change.RECLASSIFIED
    return UnitVersion.Change.CHANGED
