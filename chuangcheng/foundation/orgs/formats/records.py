"""What a file holds once it is read: records by row, and what was passed over."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from chuangcheng.domain.errors import Fault, Place, Sentence
from chuangcheng.foundation.orgs.formats import sentences
from chuangcheng.foundation.orgs.formats.cell_reading import Value
from chuangcheng.foundation.orgs.formats.layout import Kind

_OF_THE_SHEET = frozenset({sentences.MERGED.code, sentences.HIDDEN_ROW.code})


@dataclass(slots=True)
class Record:
    """A row of a sheet: its filled cells by field, and what is wrong with it.

    ``columns`` maps a field to the letters of its column. A cell that is not filled is absent:
    what the program holds stays as it is.
    """

    kind: Kind
    sheet: str
    row: int
    values: dict[str, Value]
    columns: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)
    """Texts that were not taken as they stand: what a cell says where ``values`` says otherwise."""

    def refuse(self, sentence: Sentence, name: str = "", /, **params: str) -> None:
        """Note that the row cannot be taken, because of its field ``name``."""
        letters = self.columns.get(name, "") or next(iter(self.columns.values()), "A")
        self.faults.append(
            Fault(sentence, Place(sheet=self.sheet, cell=f"{letters}{self.row}"), params)
        )

    def copy(self) -> "Record":
        """Return a record of its own, to be planned with."""
        return replace(self, values=dict(self.values), faults=list(self.faults))

    def take_stored(self, stored: Mapping[str, object]) -> None:
        """Take cells that say exactly what is stored as they are, however that was once written."""
        for name, text in self.written.items():
            if stored.get(name) == text:
                self.values[name] = text
                cell = f"{self.columns[name]}{self.row}"
                self.faults = [
                    fault
                    for fault in self.faults
                    if fault.place.cell != cell or fault.code in _OF_THE_SHEET
                ]

    def text(self, name: str) -> str:
        """Return a text value; empty where the cell is not filled."""
        value = self.values.get(name, "")
        return value if isinstance(value, str) else ""


@dataclass(slots=True)
class FileReading:
    """A file of units, people and zones: its records, which sheets it has, and notices."""

    records: list[Record] = field(default_factory=list)
    kinds: set[Kind] = field(default_factory=set)
    notices: list[Fault] = field(default_factory=list)

    def of(self, kind: Kind) -> list[Record]:
        """Return the records of one kind."""
        return [record for record in self.records if record.kind == kind]
