"""From the records of a file and what is there to the whole plan."""

from collections.abc import Iterable, Iterator

from chuangcheng.foundation.orgs.formats.layout import Kind
from chuangcheng.foundation.orgs.formats.plan import Item, Plan
from chuangcheng.foundation.orgs.formats.plan_people import plan_people
from chuangcheng.foundation.orgs.formats.plan_units import plan_units
from chuangcheng.foundation.orgs.formats.plan_zones import plan_zones
from chuangcheng.foundation.orgs.formats.records import Record
from chuangcheng.foundation.orgs.formats.state import State


def make_plan(records: Iterable[Record], kinds: Iterable[Kind], state: State) -> Plan:
    """Return what a file would do to ``state``.

    What the program holds and the file does not name is left alone and said so, for the kinds
    that the file has a sheet of. The records themselves stay as they are.
    """
    kept = [record.copy() for record in records]
    of_kind = {
        kind: [one for one in kept if one.kind == kind] for kind in ("unit", "person", "zone")
    }
    units, book = plan_units(of_kind["unit"], state)
    people = plan_people(of_kind["person"], state, book)
    zones = plan_zones(of_kind["zone"], state, book)
    items = [*units, *people, *zones]
    named = {(item.kind, item.number) for item in items if item.number}
    for kind in ("unit", "person", "zone"):
        if kind in kinds:
            items.extend(item for item in _all(kind, state) if (kind, item.number) not in named)
    return Plan(items)


def _all(kind: str, state: State) -> Iterator[Item]:
    """Yield everything of a kind that is there, as left alone."""
    if kind == "unit":
        for unit in state.units:
            yield Item("unit", "left", unit.code, unit.name.zh_hant, unit.id)
    elif kind == "person":
        for person in state.people:
            yield Item("person", "left", person.code, person.name, person.id)
    else:
        for zone in state.zones:
            yield Item("zone", "left", zone.code, zone.name.zh_hant, zone.id)
