"""The JSON Schemas describe what our reader accepts: no more in shape, and no less."""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from chuangcheng.domain.editions import read_edition, read_facts
from chuangcheng.domain.errors import Fault
from chuangcheng.features.frameworks.formats.documents import Kind, open_document
from chuangcheng.features.frameworks.formats.opening import open_edition

ROOT = Path(__file__).parents[4]
SHIPPED = ROOT / "chuangcheng/features/frameworks/editions"
Json = Any
"""A document, which may hold anything."""
KINDS: tuple[Kind, ...] = ("edition", "facts")

# What the reader says of the shape of one value, which a schema can say as well.
OF_SHAPE = frozenset(
    {
        "document.not_a_mapping",
        "document.not_a_list",
        "document.unknown_key",
        "document.missing_key",
        "document.not_a_text",
        "document.missing_text",
        "document.not_a_number",
        "document.negative_number",
        "document.must_be_positive",
        "document.not_a_whole_number",
        "document.not_yes_or_no",
        "document.not_a_choice",
        "document.wrong_format",
        "edition.unknown_rule",
        "edition.sanction_points",
        "edition.weight_not_allowed",
        "edition.per_or_items",
        "edition.step_limit",
        "edition.count_needs_places",
        "facts.years_or_facts",
        "facts.total_or_facts",
    }
)


@cache
def schema(kind: Kind) -> Draft202012Validator:
    text = (ROOT / f"docs/reference/{kind}.schema.json").read_text("utf-8")
    return Draft202012Validator(json.loads(text))


def plain(value: Json) -> Json:
    """Return a document with numbers as JSON programs have them."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return float(value) if isinstance(value, Decimal) else value


def files(kind: Kind) -> list[Path]:
    return sorted([*SHIPPED.glob(f"*.{kind}.yaml"), *(ROOT / "examples").glob(f"*.{kind}.yaml")])


@cache
def document(path: Path, kind: Kind) -> Json:
    return open_document(path, kind=kind).data


def reader_faults(kind: Kind, data: Json, beside: Path) -> tuple[Fault, ...]:
    if kind == "edition":
        return read_edition(data).faults
    name = beside.name.replace(".facts.", ".edition.").replace("county-demo", "county")
    return read_facts(data, open_edition(beside.parent / name)).faults


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_itself_valid(kind: Kind) -> None:
    Draft202012Validator.check_schema(schema(kind).schema)


@pytest.mark.parametrize(
    ("kind", "path"), [(kind, path) for kind in KINDS for path in files(kind)], ids=str
)
def test_every_shipped_document_fits_its_schema(kind: Kind, path: Path) -> None:
    errors = [
        f"{list(error.absolute_path)}: {error.message}"
        for error in schema(kind).iter_errors(plain(document(path, kind)))
    ]
    assert errors == []


SMALL_EDITION: dict[str, Any] = {
    "format": "chuangcheng.edition.v1",
    "code": "small",
    "version": "1",
    "title": "小型(示例)",
    "weights_status": "example",
    "levels": ["項目"],
    "methods": [{"code": "material", "name": "材料審核"}],
    "scales": {"abcd": {"A": 1, "B": "66%"}},
    "negative": [
        {"code": "N-1", "text": "條", "sanction": "deduct", "points": 1, "max_points": 2},
        {"code": "N-2", "text": "條", "sanction": "suspend", "months": 12},
    ],
    "gates": [{"code": "G-1", "title": "線", "type": "total", "at_least": 85}],
    "site_types": [
        {"code": "road", "name": "路", "extent": "全段", "items": [{"no": 1, "text": "平整"}]}
    ],
    "questions": [{"code": "q", "text": "問", "options": [{"text": "是", "counts": True}]}],
    "nodes": [
        {
            "code": "a",
            "title": "甲",
            "weight": 100,
            "standards": [
                {
                    "text": "等級",
                    "methods": ["material"],
                    "rule": {"type": "grade", "scale": "abcd"},
                },
                {"text": "扣分", "methods": ["material"], "rule": {"type": "deduct", "per": 2}},
                {"text": "加分", "methods": ["material"], "rule": {"type": "bonus", "cap": 2}},
                {
                    "text": "比率",
                    "methods": ["material"],
                    "rule": {"type": "threshold", "steps": [{"at_least": "90%", "share": 1}]},
                },
            ],
        }
    ],
}

Change = Callable[[dict[str, Any]], object]


def standard(data: dict[str, Any], index: int) -> dict[str, Any]:
    found: dict[str, Any] = data["nodes"][0]["standards"][index]
    return found


FAULTS: dict[str, Change] = {
    "another format": lambda d: d.update(format="chuangcheng.edition.v2"),
    "no code": lambda d: d.pop("code"),
    "a code with spaces": lambda d: d.update(code="a b"),
    "a code of punctuation": lambda d: d.update(code="a/b"),
    "no title": lambda d: d.pop("title"),
    "an empty title": lambda d: d.update(title=" "),
    "a title in English only": lambda d: d.update(title={"en": "x"}),
    "a title in an unknown language": lambda d: d.update(title={"zh-Hant": "x", "fr": "x"}),
    "a list as title": lambda d: d.update(title=["x"]),
    "no status of weights": lambda d: d.pop("weights_status"),
    "an unknown status": lambda d: d.update(weights_status="official"),
    "an unknown name": lambda d: d.update(colour="red"),
    "no levels": lambda d: d.pop("levels"),
    "no nodes": lambda d: d.pop("nodes"),
    "nodes as a group": lambda d: d.update(nodes={}),
    "a full mark of nothing": lambda d: d.update(full=0),
    "a negative full mark": lambda d: d.update(full=-100),
    "a full mark in words": lambda d: d.update(full="hundred"),
    "an unknown way of weights": lambda d: d.update(weights="some"),
    "too many decimals": lambda d: d.update(rounding={"places": 7}),
    "an unknown rounding": lambda d: d.update(rounding={"mode": "up"}),
    "a scale above one": lambda d: d["scales"]["abcd"].update(A=2),
    "a method without name": lambda d: d["methods"][0].pop("name"),
    "a node without title": lambda d: d["nodes"][0].pop("title"),
    "a node with a negative weight": lambda d: d["nodes"][0].update(weight=-1),
    "a node with an unknown name": lambda d: d["nodes"][0].update(wieght=1),
    "a standard without text": lambda d: standard(d, 0).pop("text"),
    "a standard without rule": lambda d: standard(d, 0).pop("rule"),
    "a standard without methods": lambda d: standard(d, 0).pop("methods"),
    "a standard without weight": lambda d: standard(d, 0).update(weight=0),
    "an unknown rule": lambda d: standard(d, 0)["rule"].update(type="guess"),
    "a rule of another's parameter": lambda d: standard(d, 0)["rule"].update(per=2),
    "a grade without scale": lambda d: standard(d, 0)["rule"].pop("scale"),
    "a deduction of nothing": lambda d: standard(d, 1)["rule"].update(per=0),
    "a deduction without measure": lambda d: standard(d, 1)["rule"].pop("per"),
    "a deduction with both measures": lambda d: standard(d, 1)["rule"].update(
        items=[{"code": "x", "per": 1}]
    ),
    "counting without places": lambda d: standard(d, 1).update(
        rule={"type": "deduct", "items": [{"code": "x", "per": 1, "required": 2}]}
    ),
    "a bonus with a weight": lambda d: standard(d, 2).update(weight=1),
    "a bonus without cap": lambda d: standard(d, 2)["rule"].pop("cap"),
    "a step without limit": lambda d: standard(d, 3)["rule"]["steps"][0].pop("at_least"),
    "a step with two limits": lambda d: standard(d, 3)["rule"]["steps"][0].update(above="80%"),
    "a step without share": lambda d: standard(d, 3)["rule"]["steps"][0].pop("share"),
    "an unknown unit": lambda d: standard(d, 3)["rule"].update(unit="km"),
    "an unknown kind of material": lambda d: standard(d, 0).update(
        requirement={"text": "x", "kinds": ["film"]}
    ),
    "a requirement without text": lambda d: standard(d, 0).update(requirement={"min_count": 1}),
    "an article without points": lambda d: d["negative"][0].pop("points"),
    "a suspension with points": lambda d: d["negative"][1].update(points=1, max_points=2),
    "an unknown sanction": lambda d: d["negative"][1].update(sanction="jail"),
    "a gate without line": lambda d: d["gates"][0].pop("at_least"),
    "a gate for a node without node": lambda d: d["gates"][0].update(type="node", at_least="0.6"),
    "an unknown gate": lambda d: d["gates"][0].update(type="door"),
    "a site type without extent": lambda d: d["site_types"][0].pop("extent"),
    "an unknown draw": lambda d: d["site_types"][0].update(draw="chosen"),
    "an item without number": lambda d: d["site_types"][0]["items"][0].pop("no"),
    "an unknown rate": lambda d: d["questions"][0].update(rate="joy"),
    "an option that counts maybe": lambda d: d["questions"][0]["options"][0].update(counts="maybe"),
}


def test_the_small_edition_is_sound() -> None:
    assert list(schema("edition").iter_errors(SMALL_EDITION)) == []
    assert read_edition(SMALL_EDITION).faults == ()


@pytest.mark.parametrize("change", FAULTS.values(), ids=FAULTS.keys())
def test_schema_and_reader_refuse_the_same_faults(change: Change) -> None:
    data = json.loads(json.dumps(SMALL_EDITION))
    change(data)
    assert not schema("edition").is_valid(data)
    assert read_edition(exact(data)).faults


def exact(value: Json) -> Json:
    """Return a document as our reader hands it to the domain: without floats."""
    return json.loads(json.dumps(value), parse_float=Decimal)


FACTS: dict[str, object] = {
    "an unknown name": {"colour": "red"},
    "facts as a list": {"facts": []},
    "a fact as a number": {"facts": {"a.1": 3}},
    "a fact with two ways": {"facts": {"a.1": {"grade": "A", "panel": ["A"]}}},
    "a fact with another rule's way": {"facts": {"a.1": {"grade": "A", "mark": 3}}},
    "a fact with half a way": {"facts": {"a.1": {"observed": 3}}},
    "a fact without value": {"facts": {"a.1": {"note": "x"}}},
    "a fact with an unknown name": {"facts": {"a.1": {"grade": "A", "colour": "red"}}},
    "a negative number": {"facts": {"a.2": {"shortfall": -1}}},
    "half a shortfall": {"facts": {"a.2": {"shortfall": 1.5}}},
    "a text as number": {"facts": {"a.2": {"shortfall": "many"}}},
    "an article without count": {"negative": {"N-1": {"note": "x"}}},
    "an article counted twice": {"negative": {"N-1": {"occurrences": 1, "occurred": True}}},
    "a review that may be": {"negative_reviewed": "perhaps"},
    "facts and years": {"facts": {"a.1": {"grade": "A"}}, "years": {"y1": {"total": 3}}},
    "a year without anything": {"years": {"y1": {}}},
    "a year with both": {"years": {"y1": {"total": 3, "facts": {}}}},
}


@pytest.mark.parametrize("more", FACTS.values(), ids=FACTS.keys())
def test_schema_and_reader_refuse_the_same_facts(more: dict[str, Any]) -> None:
    edition = read_edition(SMALL_EDITION).edition
    assert edition is not None
    data = {"format": "chuangcheng.facts.v1", **more}
    assert not schema("facts").is_valid(data)
    assert read_facts(exact(data), edition).faults


# --- changed at random: neither side may know a fault of shape that the other lets pass -----------

WRONG: tuple[object, ...] = (None, True, "", "text", "1", -1, 0, 1, 2, [], ["x"], {}, {"x": 1})


def places(value: Json, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, dict | list):
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        for key, part in parts:
            yield from places(part, (*path, key))


@cache
def sources() -> tuple[tuple[Kind, Path, tuple[tuple[Any, ...], ...]], ...]:
    small = (
        (kind, path)
        for kind in KINDS
        for path in files(kind)
        if path.parent != SHIPPED and "1166" not in path.name
    )
    return tuple((kind, path, tuple(places(document(path, kind)))[1:]) for kind, path in small)


@st.composite
def changed(draw: st.DrawFn) -> tuple[Kind, Path, Any]:
    kind, path, steps = draw(st.sampled_from(sources()))
    target = draw(st.sampled_from(steps))
    data = json.loads(json.dumps(document(path, kind), default=str))
    holder = data
    for step in target[:-1]:
        holder = holder[step]
    action = draw(st.sampled_from(("delete", "replace", "add")))
    if action == "delete":
        del holder[target[-1]]
    elif action == "add" and isinstance(holder, dict):
        holder["addition"] = 1
    else:
        holder[target[-1]] = draw(st.sampled_from(WRONG))
    return kind, path, data


@pytest.mark.soak
@given(changed())
def test_a_fault_of_shape_is_known_to_both_or_to_neither(case: tuple[Kind, Path, Any]) -> None:
    kind, path, data = case
    found = reader_faults(kind, data, path)
    if not schema(kind).is_valid(data):
        assert found, "the schema refuses what the reader accepts"
    else:
        unknown = {fault.code for fault in found if a_schema_could_know(kind, fault)}
        assert not unknown, "the schema accepts what the reader refuses"


def a_schema_could_know(kind: Kind, fault: Fault) -> bool:
    # Whether a panel holds marks or grades, and a value is a rate, is said by the edition.
    by_rule = kind == "facts" and not {"panel", "value"}.isdisjoint(fault.place.path)
    return fault.code in OF_SHAPE and not by_rule
