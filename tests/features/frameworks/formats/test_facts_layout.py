from itertools import combinations

from chuangcheng.domain.editions.fact_reading import PROVENANCE_KEYS
from chuangcheng.domain.editions.fact_values import WAYS
from chuangcheng.domain.text import to_simplified
from chuangcheng.features.frameworks.formats import facts_layout
from chuangcheng.features.frameworks.formats.facts_cells import READERS
from chuangcheng.features.frameworks.formats.facts_layout import (
    ABOUT,
    EXTRA_SHEETS,
    FACTS,
    SheetLayout,
    by_head,
)

LAYOUTS = (FACTS, *EXTRA_SHEETS)


def test_no_two_columns_of_a_sheet_share_a_head() -> None:
    for layout in LAYOUTS:
        heads = [set(column.heads()) for column in layout.columns]
        assert all(first.isdisjoint(second) for first, second in combinations(heads, 2))


def test_no_two_sheets_share_a_name() -> None:
    names = [set(layout.names) for layout in LAYOUTS]
    assert all(first.isdisjoint(second) for first, second in combinations(names, 2))


def test_simplified_heads_are_the_traditional_ones_in_the_other_script() -> None:
    for layout in LAYOUTS:
        for column in layout.columns:
            assert to_simplified(column.hant) == column.hans


def test_every_way_to_state_a_fact_has_a_column() -> None:
    known = {column.field for column in FACTS.columns}
    known |= {column.several for column in FACTS.columns} - {""}
    known.add("observations")  # a sheet of its own
    wanted = {name for ways in WAYS.values() for way in ways for name in way}
    assert wanted <= known


def test_the_provenance_of_a_fact_has_columns() -> None:
    assert facts_layout.PROVENANCE == PROVENANCE_KEYS
    assert set(PROVENANCE_KEYS) <= {column.field for column in FACTS.columns}


def test_every_type_of_cell_has_a_reader() -> None:
    types = {column.type for layout in LAYOUTS for column in layout.columns}
    assert types <= set(READERS)


def test_yes_and_no_never_mean_the_same() -> None:
    assert facts_layout.YES.isdisjoint(facts_layout.NO)


def test_required_columns_exist() -> None:
    for layout in LAYOUTS:
        assert set(layout.required) <= {column.field for column in layout.columns}


def test_heads_are_found_in_any_case() -> None:
    def found(layout: SheetLayout, head: str) -> str:
        return by_head(layout)[head.casefold()].field

    assert found(FACTS, "Code") == "code"
    assert found(FACTS, "合格数") == "passed"
    assert found(ABOUT, "AS_OF") == "as_of"
