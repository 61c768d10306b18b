"""Holds the rows of people against the people that are there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from chuangcheng.foundation.orgs.formats import sentences
from chuangcheng.foundation.orgs.formats.plan import (
    Item,
    Wanted,
    check_refused,
    differences,
    find_unit,
    note_missing,
    refused,
    settled,
)
from chuangcheng.foundation.orgs.formats.records import Record
from chuangcheng.foundation.orgs.formats.state import PersonNow, State, UnitBook, key_of

_TEXTS = ("name", "code", "title", "phone", "email")


@dataclass(slots=True)
class _Draft:
    record: Record
    unit: str | None
    now: PersonNow | None = None
    wanted: Wanted = field(default_factory=dict)

    @property
    def label(self) -> str:
        return str(self.wanted.get("name") or self.record.text("name"))

    def is_head(self) -> bool:
        return self.wanted.get("post") == "head" and bool(self.wanted.get("in_office"))

    def unit_code(self) -> str:
        return str(self.wanted.get("unit", ""))


def fields_of(person: PersonNow) -> Wanted:
    """Return the fields of a person as rows are compared with them."""
    return {
        "code": person.code,
        "name": person.name,
        "unit": person.unit_code,
        "post": person.post,
        "title": person.title,
        "phone": person.phone,
        "email": person.email,
        "in_office": person.in_office,
    }


def plan_people(records: Iterable[Record], state: State, book: UnitBook) -> list[Item]:
    """Return what happens to each row; somebody is known by staff number, or name and unit."""
    return _PeoplePlanner(state, book).plan(records)


class _PeoplePlanner:
    def __init__(self, state: State, book: UnitBook) -> None:
        self.book = book
        self.people = state.people
        self.by_code: dict[str, list[PersonNow]] = {}
        self.by_name: dict[tuple[str, str], list[PersonNow]] = {}
        for person in state.people:
            if person.code:
                self.by_code.setdefault(key_of(person.code), []).append(person)
            self.by_name.setdefault((key_of(person.name), person.unit_code), []).append(person)
        self.taken: dict[int, Record] = {}
        self.new: dict[tuple[str, ...], Record] = {}

    def plan(self, records: Iterable[Record]) -> list[Item]:
        drafts = [
            _Draft(record, find_unit(self.book, record, "unit", "unit_name")) for record in records
        ]
        for draft in self._in_order(drafts):
            self._identify(draft)
            self._wanted(draft)
            self._check(draft)
        self._one_head(drafts)
        return [self._item(draft) for draft in drafts]

    # --- who a row is about --------------------------------------------------------------

    def _in_order(self, drafts: list[_Draft]) -> Iterator[_Draft]:
        """Yield rows that are exactly somebody first, so that namesakes do not take their place."""
        later = []
        for draft in drafts:
            found = [one for one in self._candidates(draft) if one.id not in self.taken]
            same = next((one for one in found if self._is_exactly(draft, one)), None)
            if same is None:
                later.append(draft)
            else:
                self._take(draft, same)
                yield draft
        yield from later

    def _candidates(self, draft: _Draft) -> list[PersonNow]:
        code = draft.record.text("code")
        if code and (found := self.by_code.get(key_of(code))):
            return found
        named = self.by_name.get((key_of(draft.record.text("name")), draft.unit or ""), [])
        return [one for one in named if not (code and one.code)]

    def _is_exactly(self, draft: _Draft, person: PersonNow) -> bool:
        record = draft.record.copy()
        record.take_stored(fields_of(person))
        return not record.faults and fields_of(person) == _merged(record, draft.unit, person)

    def _take(self, draft: _Draft, person: PersonNow) -> None:
        draft.now = person
        draft.record.take_stored(fields_of(person))
        self.taken[person.id] = draft.record

    def _identify(self, draft: _Draft) -> None:
        record = draft.record
        if draft.now is not None:
            return
        found = self._candidates(draft)
        free = [one for one in found if one.id not in self.taken]
        if len(free) > 1:
            record.refuse(sentences.SEVERAL_PEOPLE, self._key_field(record), count=str(len(free)))
        elif free:
            self._take(draft, free[0])
        elif found:
            self._duplicate(record, self.taken[found[0].id])
        else:
            self._first_time(draft)

    def _first_time(self, draft: _Draft) -> None:
        record = draft.record
        code = record.text("code")
        key = (
            ("code", key_of(code))
            if code
            else ("name", key_of(record.text("name")), draft.unit or "")
        )
        first = self.new.setdefault(key, record)
        if first is not record:
            self._duplicate(record, first)

    def _duplicate(self, record: Record, first: Record) -> None:
        params = {"row": str(first.row), "sheet": first.sheet}
        if record.text("code"):
            record.refuse(sentences.DUPLICATE_CODE, "code", code=record.text("code"), **params)
        else:
            record.refuse(sentences.DUPLICATE_PERSON, "name", name=record.text("name"), **params)

    @staticmethod
    def _key_field(record: Record) -> str:
        return "code" if record.text("code") else "name"

    # --- what it asks for ----------------------------------------------------------------

    def _wanted(self, draft: _Draft) -> None:
        draft.wanted = _merged(draft.record, draft.unit, draft.now)
        record = draft.record
        if draft.now is None and not record.faults:
            unit_field = "unit" if "unit" in record.columns else "unit_name"
            note_missing(record, {"name": bool(record.text("name")), unit_field: bool(draft.unit)})

    def _check(self, draft: _Draft) -> None:
        record, code = draft.record, draft.unit_code()
        if record.faults or not code:
            return
        field_name = "unit" if record.text("unit") else "unit_name"
        if check_refused(self.book, record, code, field_name):
            return
        entry = self.book.entries[code]
        was = draft.now
        comes = was is None or was.unit_code != code or not was.in_office
        if not entry.active and comes and draft.wanted["in_office"]:
            record.refuse(sentences.UNIT_ENDED, field_name, name=entry.name)
        elif was and was.unit_code != code and not (was.in_office or draft.wanted["in_office"]):
            record.refuse(sentences.LEFT_OFFICE, field_name, name=draft.label)

    # --- one head in each unit -----------------------------------------------------------

    def _one_head(self, drafts: list[_Draft]) -> None:
        """Refuse rows that would make a second head, until nothing changes any more."""
        while self._refuse_second_heads(drafts):
            pass

    def _refuse_second_heads(self, drafts: list[_Draft]) -> bool:
        heads = self._heads(drafts)
        found = False
        for draft in drafts:
            if draft.record.faults or not draft.is_head() or not _becomes_head(draft):
                continue
            others = [name for name, of in heads[draft.unit_code()] if of is not draft]
            if others:
                found = True
                unit = self.book.entries[draft.unit_code()].name
                draft.record.refuse(sentences.TWO_HEADS, "post", unit=unit, other=others[0])
        return found

    def _heads(self, drafts: list[_Draft]) -> dict[str, list[tuple[str, _Draft | None]]]:
        """Return by unit who would be its head, with the row that says so."""
        heads: dict[str, list[tuple[str, _Draft | None]]] = {}
        settled_by_row = {draft.now.id for draft in drafts if draft.now and not draft.record.faults}
        for person in self.people:
            if person.post == "head" and person.in_office and person.id not in settled_by_row:
                heads.setdefault(person.unit_code, []).append((person.name, None))
        for draft in drafts:
            if not draft.record.faults and draft.is_head():
                heads.setdefault(draft.unit_code(), []).append((draft.label, draft))
        return heads

    def _item(self, draft: _Draft) -> Item:
        record, now = draft.record, draft.now
        code = str(draft.wanted.get("code") or record.text("code"))
        if record.faults:
            return refused(record, code, draft.label, now.id if now else 0)
        before = (now.id, fields_of(now)) if now else None
        return settled(record, code, draft.label, before, draft.wanted)


def _merged(record: Record, unit: str | None, now: PersonNow | None) -> Wanted:
    """Return the fields of ``now`` with what the row says laid over them."""
    values = record.values
    fresh: Wanted = {**dict.fromkeys(_TEXTS, ""), "post": "staff", "in_office": True, "unit": ""}
    wanted = fields_of(now) if now else fresh
    wanted.update({name: values[name] for name in _TEXTS if name in values})
    if "post" in values:
        wanted["post"] = values["post"] or "staff"
    if "in_office" in values:
        wanted["in_office"] = values["in_office"]
    if unit:
        wanted["unit"] = unit
    return wanted


def _becomes_head(draft: _Draft) -> bool:
    if draft.now is None:
        return True
    changed = differences(fields_of(draft.now), draft.wanted)
    return bool(changed.keys() & {"post", "unit", "in_office"})
