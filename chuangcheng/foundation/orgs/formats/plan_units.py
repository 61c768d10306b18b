"""Holds the rows of units against the units that are there."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from chuangcheng.domain.text import Text
from chuangcheng.foundation.orgs.formats import sentences
from chuangcheng.foundation.orgs.formats.plan import (
    Item,
    Wanted,
    check_lengths,
    check_refused,
    find_unit,
    note_missing,
    refused,
    settled,
    wanted_name,
)
from chuangcheng.foundation.orgs.formats.records import Record
from chuangcheng.foundation.orgs.formats.state import (
    ClassNow,
    Entry,
    State,
    UnitBook,
    UnitNow,
    key_of,
)
from chuangcheng.foundation.shell.formats.notes import shown_value

MOST_DEPTH = 20
_MOST_NAME = 120
_MOST_PASSES = 50
_FIRST_DAY = date(1900, 1, 1)
_TEXTS = ("statistical_code", "phone", "address")


@dataclass(slots=True)
class _Draft:
    """A row on its way: what it is about and what it asks for."""

    record: Record
    code: str
    now: UnitNow | None
    entry: Entry | None = None
    wanted: Wanted = field(default_factory=dict)

    @property
    def parent(self) -> str:
        return str(self.wanted.get("parent", ""))

    @property
    def hangs_anew(self) -> bool:
        return self.now is None or self.now.parent_code != self.parent


def fields_of(unit: UnitNow) -> Wanted:
    """Return the fields of a unit as rows are compared with them."""
    return {
        "name_hant": unit.name.zh_hant,
        "name_hans": unit.name.zh_hans,
        "name_en": unit.name.en,
        "unit_class": unit.class_code,
        "parent": unit.parent_code,
        "statistical_code": unit.statistical_code,
        "phone": unit.phone,
        "address": unit.address,
        "valid_from": unit.valid_from,
    }


def plan_units(records: Iterable[Record], state: State) -> tuple[list[Item], UnitBook]:
    """Return what happens to each row, and the book in which people and zones find units."""
    return _UnitPlanner(state).plan(records)


class _UnitPlanner:
    def __init__(self, state: State) -> None:
        self.state = state
        self.book = UnitBook()
        self.there = {unit.code: unit for unit in state.units}
        self.classes = _classes_by_word(state.classes)
        self.drafts: dict[str, _Draft] = {}
        self.items: list[Item] = []
        self.last_free: dict[str, int] = {}
        self.refusals = 0
        for unit in state.units:
            entry = Entry(unit.code, unit.name.zh_hant, unit.status == "active")
            self.book.add(entry, unit.name.zh_hant, unit.name.zh_hans, unit.name.en)

    def plan(self, records: Iterable[Record]) -> tuple[list[Item], UnitBook]:
        drafts = [draft for record in records if (draft := self._identified(record))]
        for draft in drafts:
            self._parent(draft)
        self._settle()
        self.items.extend(self._item(draft) for draft in drafts)
        self.items.sort(key=lambda item: (item.sheet, item.row))
        return self.items, self.book

    # --- which unit a row is about -------------------------------------------------------

    def _identified(self, record: Record) -> _Draft | None:
        code = self._code(record)
        if code and code in self.drafts:
            first = self.drafts[code].record
            params = {"code": code, "row": str(first.row), "sheet": first.sheet}
            record.refuse(sentences.DUPLICATE_CODE, "code", **params)
            self.items.append(refused(record, code, record.text("name")))
            return None
        now = self.there.get(code)
        draft = _Draft(record, code, now)
        self._wanted(draft)
        if not draft.code and not record.faults:
            draft.code = self._free_code(draft)
        if draft.code:
            self.drafts[draft.code] = draft
            self._enter(draft)
        return draft

    def _code(self, record: Record) -> str:
        given = record.text("code")
        if given:
            found = self.book.by_code(given)
            return found[0] if len(found) == 1 and found[0] in self.there else given
        name = record.text("name") or record.text("name_hant") or record.text("name_hans")
        named = [code for code in self.book.by_name(name) if code in self.there] if name else []
        if len(named) > 1:
            params = {"count": str(len(named)), "name": shown_value(name)}
            record.refuse(sentences.SEVERAL_NAMED, "name", **params)
        return named[0] if len(named) == 1 else ""

    def _free_code(self, draft: _Draft) -> str:
        stem = f"{draft.wanted['unit_class']}-"
        taken = self.book.entries
        number = self.last_free.get(stem, 0) + 1
        while f"{stem}{number:02d}" in taken:
            number += 1
        self.last_free[stem] = number
        return f"{stem}{number:02d}"

    def _enter(self, draft: _Draft) -> None:
        name = _name_of(draft)
        entry = self.book.entries.get(draft.code)
        if entry is None:
            entry = Entry(draft.code, name.zh_hant or draft.code)
            self.book.add(entry)
        self.book.name(entry, name.zh_hant, name.zh_hans, name.en)
        draft.entry = entry
        self._mark(draft)

    def _mark(self, draft: _Draft) -> None:
        """Let rows that need a refused new unit know which row refused it."""
        if draft.now is None and draft.record.faults and draft.entry:
            draft.entry.refused = (draft.record.sheet, draft.record.row)

    # --- what it asks for ----------------------------------------------------------------

    def _wanted(self, draft: _Draft) -> None:
        record, now = draft.record, draft.now
        wanted = fields_of(now) if now else dict.fromkeys(("parent", *_TEXTS), "")
        record.take_stored(wanted)
        name = wanted_name(record, now.name if now else None)
        if name:
            check_lengths(record, name, _MOST_NAME)
            wanted.update(name_hant=name.zh_hant, name_hans=name.zh_hans, name_en=name.en)
        wanted.update({field: record.text(field) for field in _TEXTS if field in record.values})
        self._class(record, wanted)
        self._status(record, now)
        self._valid_from(record, now, wanted)
        if now is None:
            given = bool(name)
            note_missing(record, {"name": given, "unit_class": "unit_class" in record.values})
        draft.wanted = wanted

    def _class(self, record: Record, wanted: Wanted) -> None:
        text = record.text("unit_class")
        if not text:
            return
        found = self.classes.get(key_of(text), set())
        if len(found) == 1:
            wanted["unit_class"] = next(iter(found))
        else:
            known = "、".join(one.name.zh_hant for one in self.state.classes)
            params = {"found": shown_value(text), "known": known}
            record.refuse(sentences.UNKNOWN_CLASS, "unit_class", **params)

    def _status(self, record: Record, now: UnitNow | None) -> None:
        status = record.text("status")
        if now is None:
            if status not in {"", "active"}:
                record.refuse(sentences.NEW_NOT_ACTIVE, "status")
        elif status and status != now.status:
            record.refuse(sentences.STATUS_BY_SHEET, "status")

    def _valid_from(self, record: Record, now: UnitNow | None, wanted: Wanted) -> None:
        given = record.text("valid_from")
        if now is not None:
            if given and given != now.valid_from:
                record.refuse(sentences.START_FIXED, "valid_from", now=now.valid_from)
            return
        wanted["valid_from"] = given or self.state.today.isoformat()
        if given and not _FIRST_DAY <= date.fromisoformat(given) <= self.state.today:
            record.refuse(sentences.START_IN_FUTURE, "valid_from", found=given)

    def _parent(self, draft: _Draft) -> None:
        record = draft.record
        if "parent" in record.values or "parent_name" in record.values:
            found = find_unit(self.book, record, "parent", "parent_name")
            if found is not None:
                draft.wanted["parent"] = found
            elif not (record.text("parent") or record.text("parent_name")):
                draft.wanted["parent"] = ""  # 清空: to the top
        if draft.code and draft.parent == draft.code:
            record.refuse(sentences.PARENT_IS_SELF, _parent_field(record))
        self._mark(draft)

    # --- the tree ------------------------------------------------------------------------

    def _settle(self) -> None:
        """Refuse rows until the tree that is left has no circle and no missing parent."""
        for number in range(_MOST_PASSES):
            if not self._pass(last=number == _MOST_PASSES - 1):
                return

    def _pass(self, *, last: bool) -> bool:
        """Walk the tree once from the top; tell whether a row was refused or a circle broken.

        A unit whose row is refused stays where it is, which may close another circle.
        """
        broken, before = False, self.refusals
        depths: dict[str, int] = {"": 0}
        for code in self.book.entries:
            chain: list[str] = []
            seen: set[str] = set()
            while code not in depths and code not in seen:
                seen.add(code)
                chain.append(code)
                code = self._effective_parent(code)  # noqa: PLW2901 - climbing
            if code in seen:
                broken = True
                self._break(chain[chain.index(code) :], everything=last)
                continue
            for member in reversed(chain):
                depths[member] = depths[self._effective_parent(member)] + 1
                self._check_place(member, depths[member])
        return broken or self.refusals > before

    def _effective_parent(self, code: str) -> str:
        draft = self.drafts.get(code)
        if draft is None:
            return self.there[code].parent_code if code in self.there else ""
        if draft.record.faults:
            return draft.now.parent_code if draft.now else ""
        return draft.parent

    def _break(self, circle: list[str], *, everything: bool) -> None:
        shown = " → ".join(self.book.entries[code].name for code in [*circle[:6], circle[0]])
        moving = (
            self.drafts.values()
            if everything
            else [self.drafts[code] for code in circle if code in self.drafts]
        )
        for draft in moving:
            if draft.hangs_anew and not draft.record.faults:
                field_name = _parent_field(draft.record)
                draft.record.refuse(sentences.PARENT_CYCLE, field_name, circle=shown)
                self._mark(draft)

    def _check_place(self, code: str, depth: int) -> None:
        draft = self.drafts.get(code)
        if draft is None or draft.record.faults or not draft.hangs_anew:
            return
        record, field_name = draft.record, _parent_field(draft.record)
        parent = self.book.entries.get(draft.parent)
        if parent is not None and check_refused(self.book, record, draft.parent, field_name):
            pass
        elif parent is not None and not parent.active:
            record.refuse(sentences.PARENT_CLOSED, field_name, name=parent.name)
        elif depth > MOST_DEPTH:
            record.refuse(sentences.TOO_DEEP, field_name, most=str(MOST_DEPTH))
        self.refusals += bool(record.faults)
        self._mark(draft)

    # --- what comes of it ----------------------------------------------------------------

    def _item(self, draft: _Draft) -> Item:
        record, now = draft.record, draft.now
        label = _name_of(draft).zh_hant
        ended = now is not None and now.status != "active"
        if now and ended and not record.faults and fields_of(now) != draft.wanted:
            record.refuse(sentences.ENDED_UNIT, "code")
        number = now.id if now else 0
        if record.faults:
            return refused(record, draft.code, label, number)
        before = (number, fields_of(now)) if now else None
        return settled(record, draft.code, label, before, draft.wanted)


def _name_of(draft: _Draft) -> Text:
    wanted = draft.wanted
    return Text(*(str(wanted.get(name, "")) for name in ("name_hant", "name_hans", "name_en")))


def _parent_field(record: Record) -> str:
    return "parent" if record.text("parent") else "parent_name"


def _classes_by_word(classes: Iterable[ClassNow]) -> dict[str, set[str]]:
    words: dict[str, set[str]] = {}
    for one in classes:
        for word in (one.code, one.name.zh_hant, one.name.zh_hans, one.name.en):
            if word:
                words.setdefault(key_of(word), set()).add(one.code)
    return words
