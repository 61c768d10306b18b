"""What is written comes back and changes nothing; what is changed comes back as that change."""

import io
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.domain.text import in_both_scripts, inert
from chuangcheng.foundation.orgs.formats.export_files import write_csv, write_workbook
from chuangcheng.foundation.orgs.formats.import_files import read_import
from chuangcheng.foundation.orgs.formats.layout import KINDS
from chuangcheng.foundation.orgs.formats.plan import Plan
from chuangcheng.foundation.orgs.formats.planning import make_plan
from chuangcheng.foundation.orgs.formats.state import PersonNow, State, UnitNow, ZoneNow
from chuangcheng.foundation.shell.formats.scalars import CONTROL
from tests.foundation.orgs.formats.sheets import CLASSES, TODAY

LANGUAGES = ("zh-hant", "zh-hans", "en")


def _is_plain(text: str) -> bool:
    """Leave out what no form stores: control characters, words that clear, examples."""
    looks_inert = text.startswith("'") and inert(text[1:]) != text[1:]
    marked = text.casefold().startswith(("【示例】", "[example]"))
    clears = text.casefold() in {"clear", "清空", "清除", "top", "頂層", "顶层", "無上級", "无上级"}
    breaks = any(sign in text for sign in "\x85\u2028\u2029\v\f\r\n")
    return text == text.strip() and not (
        looks_inert or marked or clears or breaks or CONTROL.search(text)
    )


_SIGNS = st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co"))
_TEXT = st.text(_SIGNS | st.sampled_from("=+-@'，、鎮镇村社區区0123"), max_size=20).filter(
    _is_plain
)
_NAME = _TEXT.filter(bool)
_CODE = st.text(st.sampled_from("ABab019-"), min_size=1, max_size=6).filter(
    lambda text: inert(text) == text
)


@st.composite
def states(draw: st.DrawFn) -> State:
    codes = draw(st.lists(_CODE, min_size=1, max_size=6, unique_by=lambda code: code.casefold()))
    units = []
    for number, code in enumerate(codes):
        name = in_both_scripts(draw(_NAME))
        units.append(
            UnitNow(
                *(number + 1, code, replace(name, en=draw(_TEXT))),
                draw(st.sampled_from([one.code for one in CLASSES])),
                parent_code=draw(st.sampled_from(["", *codes[:number]])),
                statistical_code=draw(st.sampled_from(["", "990101101201", "990101000000"])),
                phone=draw(st.sampled_from(["", "0571-88880000", "13800000000；110"])),
                address=draw(_TEXT),
                valid_from=(TODAY - timedelta(days=draw(st.integers(0, 9000)))).isoformat(),
                status=draw(st.sampled_from(["active", "active", "closed", "merged"])),
            )
        )
    people = [
        PersonNow(
            *(number + 1, draw(st.sampled_from(["", f"S{number}"])), draw(_NAME)),
            draw(st.sampled_from(codes)),
            draw(st.sampled_from(["leader", "liaison", "staff"])),
            *(draw(_TEXT), draw(st.sampled_from(["", "110", "+86 571 1"]))),
            *(draw(st.sampled_from(["", "a@example.cn"])), draw(st.booleans())),
        )
        for number in range(draw(st.integers(0, 5)))
    ]
    zones = [
        ZoneNow(
            *(number + 1, f"P{number}", in_both_scripts(draw(_NAME)), draw(_TEXT)),
            draw(st.booleans()),
            draw(st.sampled_from(["", codes[0]])),
            frozenset(draw(st.sets(st.sampled_from(codes)))) - {codes[0]},
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    return State(TODAY, CLASSES, tuple(units), tuple(people), tuple(zones))


def nothing_changes(plan: Plan, state: State) -> None:
    faults = [(fault.code, item.label) for item in plan.items for fault in item.faults]
    assert faults == []
    assert {item.outcome for item in plan.items} <= {"unchanged"}
    assert len(plan.items) == len(state.units) + len(state.people) + len(state.zones)


@given(states(), st.sampled_from(LANGUAGES))
def test_a_workbook_comes_back_and_changes_nothing(state: State, language: str) -> None:
    target = io.BytesIO()
    write_workbook(target, state, language)
    reading = read_import(target.getvalue(), "x.xlsx")
    nothing_changes(make_plan(reading.records, reading.kinds, state), state)


@given(states(), st.sampled_from(LANGUAGES))
def test_text_tables_come_back_and_change_nothing(state: State, language: str) -> None:
    records, kinds = [], set()
    held = {"unit": state.units, "person": state.people, "zone": state.zones}
    for kind in KINDS:
        if held[kind]:
            reading = read_import(write_csv(kind, state, language), "x.csv")
            records += reading.records
            kinds |= reading.kinds
    nothing_changes(make_plan(records, kinds, state), state)


@pytest.mark.parametrize("language", LANGUAGES)
@given(state=states(), address=_TEXT.filter(bool))
def test_one_changed_cell_is_one_change(language: str, state: State, address: str) -> None:
    active = [unit for unit in state.units if unit.status == "active"]
    if not active:
        return
    changed = replace(active[0], address=address)
    others = tuple(changed if unit.id == changed.id else unit for unit in state.units)
    target = io.BytesIO()
    write_workbook(target, replace(state, units=others), language, kinds=("unit",))
    reading = read_import(target.getvalue(), "x.xlsx")
    items = [
        item
        for item in make_plan(reading.records, reading.kinds, state).items
        if item.outcome != "unchanged"
    ]
    if address == active[0].address:
        assert items == []
    else:
        assert [item.changes for item in items] == [{"address": [active[0].address, address]}]
