"""What a file would do: for every row whether it adds, changes, leaves or is refused, and why."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from chuangcheng.domain.errors import Fault, Sentence
from chuangcheng.domain.text import Text, in_both_scripts
from chuangcheng.foundation.orgs.formats import sentences
from chuangcheng.foundation.orgs.formats.layout import Kind
from chuangcheng.foundation.orgs.formats.records import Record
from chuangcheng.foundation.orgs.formats.state import UnitBook, key_of
from chuangcheng.foundation.shell.formats.notes import shown_value

Outcome = Literal["added", "changed", "unchanged", "left", "refused"]
OUTCOMES: tuple[Outcome, ...] = ("refused", "added", "changed", "unchanged", "left")
Wanted = dict[str, object]


@dataclass(slots=True)
class Item:
    """What happens to one row, or to something that no row names (``left``).

    ``number`` is the key of what is there, 0 for something new. ``changes`` maps a field to
    [before, after]; ``wanted`` holds every field as it will be.
    """

    kind: Kind
    outcome: Outcome
    code: str
    label: str
    number: int = 0
    sheet: str = ""
    row: int = 0
    changes: dict[str, list[object]] = field(default_factory=dict)
    wanted: Wanted = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


@dataclass(slots=True)
class Plan:
    """Everything a file would do, units before people before zones."""

    items: list[Item] = field(default_factory=list)

    def of(self, kind: Kind, outcome: Outcome) -> list[Item]:
        """Return the items of one kind and outcome."""
        return [item for item in self.items if item.kind == kind and item.outcome == outcome]

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many rows of each kind come to each outcome."""
        found: dict[str, dict[str, int]] = {}
        for item in self.items:
            of_kind = found.setdefault(item.kind, dict.fromkeys(OUTCOMES, 0))
            of_kind[item.outcome] += 1
        return found

    def digest(self) -> str:
        """Return a fingerprint of what would be done; equal plans have equal fingerprints."""
        told = hashlib.sha256()
        for item in self.items:
            if item.outcome in {"unchanged", "left"}:
                continue
            faults = [(fault.code, fault.place.cell) for fault in item.faults]
            line = (
                *(item.kind, item.outcome, item.code, item.label, item.number, item.sheet),
                *(item.row, item.changes, faults),
            )
            told.update(json.dumps(line, sort_keys=True, ensure_ascii=False).encode())
        return told.hexdigest()


def differences(before: Wanted, after: Wanted) -> dict[str, list[object]]:
    """Return field → [before, after] of what differs."""
    return {
        name: [before.get(name), value]
        for name, value in after.items()
        if before.get(name) != value
    }


def wanted_name(record: Record, now: Text | None) -> Text | None:
    """Return the name that a row asks for in both scripts, None where it says nothing.

    A script that the row does not give is made from the one it gives; the name that is there
    already is left as it is, however it was written.
    """
    given = record.text("name") or record.text("name_hant") or record.text("name_hans")
    en = _english(record, now)
    if not given:
        return None if now is None else Text(now.zh_hant, now.zh_hans, en)
    if now is not None and given in {now.zh_hant, now.zh_hans}:
        both = Text(now.zh_hant, now.zh_hans)
    else:
        both = in_both_scripts(given)
    hant = record.text("name_hant") or both.zh_hant
    hans = record.text("name_hans") or (
        both.zh_hans if "name" in record.values else _hans(record, both)
    )
    return Text(hant, hans, en)


def _hans(record: Record, both: Text) -> str:
    return in_both_scripts(record.text("name_hant")).zh_hans or both.zh_hans


def _english(record: Record, now: Text | None) -> str:
    if "name_en" in record.values:
        return record.text("name_en")
    return now.en if now else ""


def check_lengths(record: Record, name: Text, most: int) -> None:
    """Refuse a name that grew too long when it was turned into the other script."""
    for text in (name.zh_hant, name.zh_hans):
        if len(text) > most:
            record.refuse(sentences.TOO_LONG, "name", count=str(len(text)), most=str(most))
            return


def find_unit(book: UnitBook, record: Record, by_code: str, by_name: str) -> str | None:
    """Return the code of the unit that two cells name; None where they are empty or refused."""
    code, name = record.text(by_code), record.text(by_name)
    if not code and not name:
        return None
    found = one_unit(book, record, by_code, code) if code else one_unit(book, record, by_name, name)
    if found is None or not (code and name):
        return found
    entry = book.entries[found]
    if key_of(name) not in entry.keys and key_of(name) != key_of(found):
        record.refuse(
            sentences.NAME_DISAGREES,
            by_name,
            code=found,
            name=entry.name,
            found=shown_value(name),
        )
        return None
    return found


def one_unit(book: UnitBook, record: Record, field_name: str, text: str) -> str | None:
    """Return the one unit that a text means, by code or name; None where refused."""
    found = book.by_code(text) or book.by_name(text)
    if len(found) == 1:
        return found[0]
    if found:
        params = {"count": str(len(found)), "name": shown_value(text)}
        record.refuse(sentences.SEVERAL_NAMED, field_name, **params)
    else:
        record.refuse(sentences.UNKNOWN_UNIT, field_name, found=shown_value(text))
    return None


def check_refused(book: UnitBook, record: Record, code: str, field_name: str) -> bool:
    """Refuse a row whose unit is itself refused; tell whether it was."""
    entry = book.entries[code]
    if entry.refused is None:
        return False
    sheet, row = entry.refused
    params = {"name": entry.name, "sheet": sheet, "row": str(row)}
    record.refuse(sentences.DEPENDS_ON_REFUSED, field_name, **params)
    return True


def refused(record: Record, code: str, label: str, number: int = 0) -> Item:
    """Return the item of a row that is refused."""
    return Item(
        *(record.kind, "refused", code, label, number, record.sheet, record.row),
        faults=tuple(record.faults),
    )


def settled(
    record: Record, code: str, label: str, before: tuple[int, Wanted] | None, after: Wanted
) -> Item:
    """Return the item of a row that is taken: it adds, changes, or leaves everything as it is."""
    number, was = before or (0, {})
    changes = differences(was, after)
    if before is None:
        changes = {name: pair for name, pair in changes.items() if pair[1] not in ("", [])}
    outcome: Outcome = "added" if before is None else "changed" if changes else "unchanged"
    return Item(
        *(record.kind, outcome, code, label, number, record.sheet, record.row, changes, after)
    )


def note_missing(
    record: Record, fields: Mapping[str, bool], sentence: Sentence = sentences.MISSING
) -> None:
    """Refuse something new that lacks one of ``fields`` (field → whether it is there)."""
    for name, there in fields.items():
        if not there:
            record.refuse(sentence, name)
