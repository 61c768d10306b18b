"""Holds the rows of zones against the zones that are there."""

from collections.abc import Iterable

from chuangcheng.foundation.orgs.formats import sentences
from chuangcheng.foundation.orgs.formats.plan import (
    Item,
    Wanted,
    check_lengths,
    check_refused,
    note_missing,
    one_unit,
    refused,
    settled,
    wanted_name,
)
from chuangcheng.foundation.orgs.formats.records import Record
from chuangcheng.foundation.orgs.formats.state import State, UnitBook, ZoneNow, key_of

_MOST_NAME = 120


def fields_of(zone: ZoneNow) -> Wanted:
    """Return the fields of a zone as rows are compared with them."""
    return {
        "name_hant": zone.name.zh_hant,
        "name_hans": zone.name.zh_hans,
        "name_en": zone.name.en,
        "bounds": zone.bounds,
        "in_use": zone.in_use,
        "lead": zone.lead,
        "co": sorted(zone.co),
    }


def plan_zones(records: Iterable[Record], state: State, book: UnitBook) -> list[Item]:
    """Return what happens to each row."""
    there = {key_of(zone.code): zone for zone in state.zones}
    exact = {zone.code: zone for zone in state.zones}
    seen: dict[str, Record] = {}
    items = []
    for record in records:
        code = record.text("code")
        now = exact.get(code) or there.get(key_of(code)) or _named(record, state)
        code = now.code if now else code
        if not code:
            record.refuse(sentences.CODE_MISSING, "code")
        first = seen.setdefault(key_of(code), record) if code else record
        if first is not record:
            params = {"code": code, "row": str(first.row), "sheet": first.sheet}
            record.refuse(sentences.DUPLICATE_CODE, "code", **params)
        items.append(_item(record, code, now, book))
    return items


def _named(record: Record, state: State) -> ZoneNow | None:
    """Return the one zone of the row's name, where the row has no code."""
    if record.text("code") or not record.text("name"):
        return None
    key = key_of(record.text("name"))
    found = [
        zone
        for zone in state.zones
        if key in {key_of(zone.name.zh_hant), key_of(zone.name.zh_hans)}
    ]
    return found[0] if len(found) == 1 else None


def _item(record: Record, code: str, now: ZoneNow | None, book: UnitBook) -> Item:
    wanted = fields_of(now) if now else {"bounds": "", "in_use": True, "lead": "", "co": []}
    record.take_stored(wanted)
    name = wanted_name(record, now.name if now else None)
    if name:
        check_lengths(record, name, _MOST_NAME)
        wanted.update(name_hant=name.zh_hant, name_hans=name.zh_hans, name_en=name.en)
    else:
        note_missing(record, {"name": False})
    if "bounds" in record.values:
        wanted["bounds"] = record.text("bounds")
    if "in_use" in record.values:
        wanted["in_use"] = record.values["in_use"]
    _duties(record, wanted, now, book)
    label = str(wanted.get("name_hant", "")) or record.text("name")
    if record.faults:
        return refused(record, code, label, now.id if now else 0)
    before = (now.id, fields_of(now)) if now else None
    return settled(record, code, label, before, wanted)


def _duties(record: Record, wanted: Wanted, now: ZoneNow | None, book: UnitBook) -> None:
    lead = _units(record, "lead", book)
    if lead is not None:
        if len(lead) > 1:
            record.refuse(sentences.LEAD_IS_ONE, "lead")
        wanted["lead"] = lead[0] if lead else ""
    co = _units(record, "co", book)
    if co is not None:
        wanted["co"] = sorted(set(co))
    held = wanted["co"] if isinstance(wanted["co"], list) else []
    wanted["co"] = [code for code in held if code != wanted["lead"]]
    had = {now.lead, *now.co} if now else set()
    new = [code for code in (wanted["lead"], *held) if code and code not in had]
    for code in map(str, new):
        field_name = "lead" if code == wanted["lead"] else "co"
        if not check_refused(book, record, code, field_name) and not book.entries[code].active:
            name = book.entries[code].name
            record.refuse(sentences.UNIT_ENDED, field_name, name=name)
    if new and not wanted["in_use"]:
        record.refuse(sentences.ZONE_ENDED, "lead")


def _units(record: Record, field_name: str, book: UnitBook) -> list[str] | None:
    """Return the codes of the units in a cell; None where it is not filled."""
    names = record.values.get(field_name)
    if not isinstance(names, tuple):
        return None
    found = (one_unit(book, record, field_name, name) for name in names)
    return [code for code in found if code is not None]
