"""Whatever is sent: a reading or a refusal that can be said, never anything else."""

import json

from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.domain.errors import Refused, describe
from chuangcheng.foundation.orgs.formats.fault_data import (
    fault_as_data,
    fault_of,
    record_as_data,
    record_of,
)
from chuangcheng.foundation.orgs.formats.import_files import read_import
from chuangcheng.foundation.orgs.formats.layout import KINDS, LAYOUTS
from chuangcheng.foundation.orgs.formats.planning import make_plan
from chuangcheng.foundation.orgs.formats.records import FileReading
from tests.foundation.orgs.formats.sheets import COUNTY, workbook

HEADS = [column.head("zh-hant") for kind in KINDS for column in LAYOUTS[kind].columns]
BOOK = workbook(
    單位=[("單位代碼", "單位名稱", "類別", "上級單位"), ("N", "新局", "部門", "青石鎮")],
    人員=[("姓名", "單位", "崗位"), ("新人", "新局", "一把手")],
)
CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["XC", "QS", "宣傳部", "青石鎮", "部門", "一把手", "是", "清空", "頂層", "N1", "N2"]
    ),
    st.sampled_from(["=1+1", "+1", "990101101201", "2026-10-31", "13800000000", "a@b.cn", "\x00"]),
)


def taken(content: bytes, file: str = "x.xlsx") -> None:
    """Read and plan; every fault can be said."""
    try:
        reading = read_import(content, file)
    except Refused as refused:
        faults = refused.faults
    else:
        faults = ()
        planned(reading)
    assert all(describe(fault) for fault in faults)


def planned(reading: FileReading) -> None:
    """Plan, store and read back."""
    plan = make_plan(reading.records, reading.kinds, COUNTY)
    assert len(plan.digest()) == 64
    assert sum(item.row > 0 for item in plan.items) == len(reading.records)
    for fault in (*reading.notices, *(fault for item in plan.items for fault in item.faults)):
        assert describe(fault_of(json.loads(json.dumps(fault_as_data(fault)))))
    again = [
        record_of(one.kind, one.sheet, one.row, json.loads(json.dumps(record_as_data(one))))
        for one in reading.records
    ]
    assert make_plan(again, reading.kinds, COUNTY).digest() == plan.digest()


@given(st.binary(max_size=300))
def test_any_bytes(content: bytes) -> None:
    taken(content)


@given(st.integers(0, len(BOOK) - 1), st.binary(min_size=1, max_size=8))
def test_a_workbook_with_a_few_bytes_changed(at: int, scrap: bytes) -> None:
    taken(BOOK[:at] + scrap + BOOK[at + len(scrap) :])


@given(st.integers(0, len(BOOK)))
def test_a_workbook_cut_off(at: int) -> None:
    taken(BOOK[:at])


@given(
    st.lists(st.sampled_from(HEADS), min_size=2, max_size=8, unique=True),
    st.lists(st.lists(CELLS, max_size=8), max_size=8),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    st.sampled_from(",;\t"),
)
def test_any_table_under_known_heads(
    heads: list[str], rows: list[list[str]], encoding: str, sign: str
) -> None:
    lines = [sign.join(cell.replace(sign, " ") for cell in row) for row in (heads, *rows)]
    taken("\n".join(lines).encode(encoding, "replace"), "x.csv")
