"""Whatever a file holds, the readers answer with faults and never with an exception."""

from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.domain.editions import Facts, read_edition, read_facts
from chuangcheng.domain.errors import Fault, describe
from chuangcheng.domain.scoring import as_document, score
from chuangcheng.features.frameworks.formats.documents import open_document
from tests.domain.documents import read

EXAMPLES = Path(__file__).parents[3] / "examples"
NAMES = sorted(path.name.removesuffix(".edition.yaml") for path in EXAMPLES.glob("*.edition.yaml"))

ODD: list[Any] = [
    None,
    True,
    False,
    "",
    " ",
    "x",
    "％",
    "90%",
    "-1",
    "Ⅲ-1",
    "=1+1",
    "長" * 100,
    0,
    -1,
    1,
    3,
    10**30,
    Decimal("0.5"),
    Decimal("-0"),
    Decimal("NaN"),
    Decimal("Infinity"),
    Decimal("1E-40"),
    Decimal("1E+40"),
    [],
    {},
    [None],
    [[]],
    [{}],
    {"a": None},
    {"code": "n1"},
    {1: 2, None: 3},
]
odd = st.sampled_from(ODD)
junk = st.recursive(
    odd | st.text(max_size=5) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=3) | st.integers(0, 3), inner, max_size=3)
    ),
    max_leaves=6,
)


@cache
def edition_document(name: str) -> dict[str, Any]:
    return dict(open_document(EXAMPLES / f"{name}.edition.yaml", kind="edition").data)


@cache
def facts_document(name: str) -> dict[str, Any]:
    return dict(open_document(EXAMPLES / f"{name}.facts.yaml", kind="facts").data)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - any document
    """Every path of a document."""
    if path:
        yield path
    entries: Any = ()
    if isinstance(value, dict):
        entries = value.items()
    elif isinstance(value, list):
        entries = enumerate(value)
    for key, inner in entries:
        yield from places(inner, (*path, key))


def damaged(data: st.DataObject, document: dict[str, Any]) -> dict[str, Any]:
    """A copy in which one to three values are replaced, removed, doubled or renamed."""
    found = deepcopy(document)
    for _ in range(data.draw(st.integers(1, 3))):
        paths = list(places(found))
        if not paths:
            break
        path = data.draw(st.sampled_from(paths))
        holder: Any = found
        for step in path[:-1]:
            holder = holder[step]
        harm(data, holder, path[-1])
    return found


def harm(data: st.DataObject, holder: Any, step: Any) -> None:  # noqa: ANN401 - any document
    how = data.draw(st.sampled_from(["replace", "replace", "remove", "double", "rename"]))
    if how == "replace":
        holder[step] = deepcopy(data.draw(junk))
    elif how == "remove":
        del holder[step]
    elif isinstance(holder, list):
        holder.insert(step, deepcopy(holder[step]))
    elif how == "rename":
        holder[data.draw(st.sampled_from(["x", "code", "parent", "weight", 7, None]))] = holder.pop(
            step
        )


def speak(faults: tuple[Fault, ...]) -> None:
    """Every fault can be said."""
    for fault in faults:
        assert describe(fault)


@given(junk)
def test_any_junk_is_an_edition_with_faults(document: Any) -> None:  # noqa: ANN401 - any document
    reading = read_edition(document)
    assert reading.edition is None
    assert reading.faults
    speak(reading.faults)


@given(junk, st.sampled_from(NAMES))
def test_any_junk_is_facts_with_faults(document: Any, name: str) -> None:  # noqa: ANN401 - any document
    reading = read_facts(document, read(edition_document(name)))
    assert reading.facts is None
    assert reading.faults
    speak(reading.faults)


@given(st.data())
def test_a_damaged_edition_is_refused_or_scores(data: st.DataObject) -> None:
    document = damaged(data, edition_document(data.draw(st.sampled_from(NAMES))))
    reading = read_edition(document)
    assert (reading.edition is None) == bool(reading.faults)
    speak(reading.faults)
    if reading.edition is not None:
        result = score(reading.edition, Facts())
        assert result.lower <= result.total <= result.upper
        as_document(result, trace=True)


@given(st.data())
def test_damaged_facts_are_refused_or_score(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    edition = read(edition_document(name))
    reading = read_facts(damaged(data, facts_document(name)), edition)
    assert (reading.facts is None) == bool(reading.faults)
    speak(reading.faults)
    if reading.facts is not None:
        result = score(edition, reading.facts)
        assert result.lower <= result.total <= result.upper
        as_document(result, trace=True)
