"""Faults and records as data that can be stored and read back."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, cast

from chuangcheng.domain.errors import Fault, Place, Sentence
from chuangcheng.foundation.orgs.formats import sentences
from chuangcheng.foundation.orgs.formats.cell_reading import Value
from chuangcheng.foundation.orgs.formats.layout import Kind
from chuangcheng.foundation.orgs.formats.records import Record
from chuangcheng.foundation.shell.formats import file_sentences, package_sentences
from chuangcheng.foundation.shell.formats.sheet_cells import column_number

Data = dict[str, Any]


@cache
def _by_code() -> Mapping[str, Sentence]:
    modules = (sentences, file_sentences, package_sentences)
    values = (value for module in modules for value in vars(module).values())
    return {value.code: value for value in values if isinstance(value, Sentence)}


def fault_as_data(fault: Fault) -> Data:
    """Return a fault as JSON can hold it."""
    place = {"file": fault.place.file, "sheet": fault.place.sheet, "cell": fault.place.cell}
    return {
        "code": fault.code,
        "place": {name: value for name, value in place.items() if value},
        "params": {name: str(value) for name, value in fault.params.items()},
    }


def fault_of(data: Data) -> Fault:
    """Return the fault that was stored; raises KeyError for a sentence that is no more."""
    return Fault(_by_code()[data["code"]], Place(**data["place"]), data["params"])


def faults_of(stored: Iterable[Data]) -> list[Fault]:
    """Return the faults that were stored, without those whose sentence is no more."""
    return [fault_of(data) for data in stored if data.get("code") in _by_code()]


def record_as_data(record: Record) -> Data:
    """Return a record as JSON can hold it, with the faults that reading it found."""
    return {
        "values": record.values,
        "columns": dict(record.columns),
        "faults": [fault_as_data(fault) for fault in record.faults],
        "written": record.written,
    }


def record_of(kind: str, sheet: str, row: int, data: Data) -> Record:
    """Return the record that was stored.

    Its columns stand in the order of the sheet again, which PostgreSQL does not keep.
    """
    values: dict[str, Value] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in data["values"].items()
    }
    letters = cast(dict[str, str], data["columns"])
    columns = dict(sorted(letters.items(), key=lambda column: column_number(column[1])))
    faults = faults_of(data["faults"])
    return Record(cast(Kind, kind), sheet, row, values, columns, faults, dict(data["written"]))
