"""Whatever is in a file, the reader answers with a document or with sentences."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.domain.editions import read_edition, read_facts
from chuangcheng.domain.errors import Fault, Refused, describe
from chuangcheng.features.frameworks.formats.documents import Kind, open_document
from chuangcheng.features.frameworks.formats.opening import open_edition
from chuangcheng.foundation.shell.formats.scalars import CONTROL
from tests.features.frameworks.formats.workbooks import HEADS, by_hand, packed

pytestmark = pytest.mark.soak

ROOT = Path(__file__).parents[4]
EDITION = open_edition(ROOT / "examples/partial-facts.edition.yaml")
FACTS = (ROOT / "examples/partial-facts.facts.yaml").read_text("utf-8")
COUNTY = (ROOT / "examples/public-ads-deductions.edition.yaml").read_text("utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


def answer(path: Path, content: bytes, kind: Kind) -> tuple[Fault, ...]:
    """Return the faults of a file; none if it is read. Anything else fails the test."""
    path.write_bytes(content)
    try:
        document = open_document(path, kind=kind)
    except Refused as refused:
        found = refused.faults
    else:
        reading = (
            read_edition(document.data, document.locate)
            if kind == "edition"
            else read_facts(document.data, EDITION, document.locate)
        )
        found = reading.faults
    for fault in found:
        assert not CONTROL.search(describe(fault))
    return found


@given(st.binary(max_size=400), st.sampled_from([".yaml", ".json", ".xlsx"]))
def test_any_bytes_are_answered(folder: Path, content: bytes, ending: str) -> None:
    assert answer(folder / f"any{ending}", content, "facts")


YAML_SIGNS = st.text(alphabet="ab:-?[]{},&*!|>'\"%@#~ \n\t1.e+\\\u3000：雲Ⅲ\u202e\x07", max_size=60)


@given(YAML_SIGNS)
def test_any_signs_of_yaml_are_answered(folder: Path, text: str) -> None:
    answer(folder / "signs.yaml", text.encode(), "facts")


JSON_SIGNS = st.text(alphabet='[]{}:,"\\ntrueflsNaIiy0123456789.eE+- u\n雲', max_size=60)


@given(JSON_SIGNS)
def test_any_signs_of_json_are_answered(folder: Path, text: str) -> None:
    answer(folder / "signs.json", text.encode(), "facts")


NAMES = (
    *("code", "title", "weight", "nodes", "children", "standards", "rule", "type", "scale"),
    *("facts", "panel", "mark", "observed", "passed", "negative", "years", "total", "gates"),
    *("levels", "parent", "full", "steps"),
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=True)
    | st.text(max_size=12)
    | st.sampled_from(["A", "Ⅲ-1", "1e999999", "-1", "50%", "100.1%", "９０", "=1"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(NAMES) | st.text(max_size=5),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@given(st.dictionaries(st.sampled_from(["facts", "negative", "years", "edition"]), VALUES))
def test_any_facts_are_answered(folder: Path, data: dict[str, object]) -> None:
    document = {"format": "chuangcheng.facts.v1", **data}
    content = json.dumps(document, ensure_ascii=True).encode()
    answer(folder / "any-facts.json", content, "facts")


@given(st.dictionaries(st.sampled_from(["nodes", "levels", "gates", "scales", "full"]), VALUES))
def test_any_edition_is_answered(folder: Path, data: dict[str, object]) -> None:
    document = {"format": "chuangcheng.edition.v1", "code": "x", "title": "x", **data}
    content = json.dumps(document, ensure_ascii=True).encode()
    answer(folder / "any-edition.json", content, "edition")


def spoilt(text: str, position: int, length: int, instead: str) -> bytes:
    at = position % len(text)
    return (text[:at] + instead + text[at + length :]).encode("utf-8", "surrogatepass")


@given(st.integers(0, 10**6), st.integers(0, 30), st.text(max_size=8))
def test_a_spoilt_edition_is_answered(folder: Path, at: int, length: int, instead: str) -> None:
    answer(folder / "spoilt.yaml", spoilt(COUNTY, at, length, instead), "edition")


@given(st.integers(0, 10**6), st.integers(0, 30), st.text(max_size=8))
def test_spoilt_facts_are_answered(folder: Path, at: int, length: int, instead: str) -> None:
    answer(folder / "spoilt-facts.yaml", spoilt(FACTS, at, length, instead), "facts")


WHOLE = packed(["code", "mark", "note", "when"], ["Ⅲ-1", 85, "x", "2026-10-02"])


@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=12))
def test_a_spoilt_workbook_is_answered(folder: Path, at: int, instead: bytes) -> None:
    start = at % len(WHOLE)
    content = WHOLE[:start] + instead + WHOLE[start + len(instead) :]
    answer(folder / "spoilt.xlsx", content, "facts")


PARTS = {
    name: zipfile.ZipFile(io.BytesIO(WHOLE)).read(name)
    for name in zipfile.ZipFile(io.BytesIO(WHOLE)).namelist()
}


@given(
    st.sampled_from(sorted(PARTS)),
    st.integers(0, 10**6),
    st.sampled_from(["", "<", ">", "&a;", '"', "9999999999", "-1", "<c/>", "\0", "A0", "s"])
    | st.text(max_size=4),
)
def test_a_workbook_with_a_spoilt_part_is_answered(
    folder: Path, name: str, at: int, instead: str
) -> None:
    part = PARTS[name]
    start = at % len(part)
    content = part[:start] + instead.encode("utf-8", "surrogatepass") + part[start + 1 :]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for other, whole in PARTS.items():
            archive.writestr(other, content if other == name else whole)
    answer(folder / "part.xlsx", buffer.getvalue(), "facts")


FILLED = (
    *("mark", "observed", "value", "shortfall", "counts", "asked"),
    *("triggered", "panel", "when", "points", "code"),
)
CELLS = st.text(alphabet="0123456789.eE+-;:,%是否AB甲 年月/\u3000９．％；：", max_size=14)


@given(
    st.sampled_from(FILLED),
    CELLS,
)
def test_any_text_in_a_cell_is_answered(folder: Path, head: str, text: str) -> None:
    shown = text.replace("&", "").replace("<", "")
    row = f'<row r="2"><c r="A2" t="str"><v>Ⅲ-1</v></c><c r="B2" t="str"><v>{shown}</v></c></row>'
    heads = HEADS.replace("<t>mark</t>", f"<t>{head}</t>")
    answer(folder / "cells.xlsx", by_hand(heads + row), "facts")
