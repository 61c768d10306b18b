"""Which reader turns the cells of a column into values, by the kind of the column.

A reader returns the value, or raises ``BadCell`` with the sentence that says what is wrong.
"""

from collections.abc import Callable, Mapping

from chuangcheng.features.frameworks.formats.cell_values import (
    BadCell,
    code,
    count,
    day,
    number,
    text,
    yes_no,
)
from chuangcheng.features.frameworks.formats.facts_lists import (
    counts,
    panel,
    per_item,
    per_place,
    values,
)
from chuangcheng.foundation.shell.formats.sheet_cells import Cell

__all__ = ["READERS", "BadCell"]

READERS: Mapping[str, Callable[[Cell], object]] = {
    "code": code,
    "ignored": text,
    "text": text,
    "count": count,
    "counts": counts,
    "number": number,
    "values": values,
    "yes_no": yes_no,
    "panel": panel,
    "per_place": per_place,
    "per_item": per_item,
    "date": day,
}
