"""Workbooks as other programs write them, and a small county to hold them against."""

import io
from collections.abc import Mapping, Sequence
from datetime import date

from openpyxl import Workbook

from chuangcheng.domain.text import Text
from chuangcheng.foundation.orgs.formats.import_files import read_import
from chuangcheng.foundation.orgs.formats.plan import Item, Plan
from chuangcheng.foundation.orgs.formats.planning import make_plan
from chuangcheng.foundation.orgs.formats.state import (
    ClassNow,
    PersonNow,
    State,
    UnitNow,
    ZoneNow,
)

Rows = Sequence[Sequence[object]]
TODAY = date(2026, 11, 24)

CLASSES = (
    ClassNow(1, "dept", Text("部門", "部门", "Department")),
    ClassNow(2, "town", Text("鄉鎮", "乡镇", "Township")),
    ClassNow(3, "comm", Text("社區", "社区", "Community")),
)
UNITS = (
    UnitNow(1, "XC", Text("宣傳部", "宣传部"), "dept", valid_from="2020-01-01", phone="0999-1"),
    UnitNow(2, "QS", Text("青石鎮", "青石镇"), "town", valid_from="2020-01-01"),
    UnitNow(3, "QS-1", Text("河東社區", "河东社区"), "comm", "QS", valid_from="2020-01-01"),
    UnitNow(*(4, "OLD", Text("舊局", "旧局"), "dept"), valid_from="2019-01-01", status="closed"),
)
PEOPLE = (
    PersonNow(1, "001", "王小明", "XC", "head", "部長", "13800000000", "a@example.cn"),
    PersonNow(2, "", "李紅", "QS", "liaison"),
    PersonNow(3, "", "張偉", "QS"),
    PersonNow(4, "", "張偉", "QS", title="幹事"),
)
ZONES = (ZoneNow(1, "P01", Text("城東片區", "城东片区"), "東至河", True, "QS", frozenset({"XC"})),)
COUNTY = State(TODAY, CLASSES, UNITS, PEOPLE, ZONES)


def workbook(**sheets: Rows) -> bytes:
    """Return a workbook; the name of an argument is the name of its sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return the bytes of an openpyxl workbook."""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def plan_of(content: bytes, state: State = COUNTY, file: str = "單位.xlsx") -> Plan:
    """Return what a file would do to ``state``."""
    reading = read_import(content, file)
    return make_plan(reading.records, reading.kinds, state)


def rows_of(plan: Plan) -> list[Item]:
    """Return the items that stand for rows of the file."""
    return [item for item in plan.items if item.outcome != "left"]


def only(plan: Plan) -> Item:
    """Return the one item that stands for a row."""
    (item,) = rows_of(plan)
    return item


def codes(item: Item) -> list[str]:
    """Return the codes of the faults of a row."""
    return [fault.code for fault in item.faults]


def changes(item: Item) -> Mapping[str, list[object]]:
    """Return what a row changes."""
    return item.changes
