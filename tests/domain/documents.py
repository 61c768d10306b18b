"""Small plain documents for tests of editions, facts and scoring."""

from collections.abc import Mapping
from typing import Any

from chuangcheng.domain.editions import Edition, Facts, read_edition, read_facts
from chuangcheng.domain.errors import describe
from chuangcheng.domain.scoring import Result, score

Document = dict[str, Any]

GIVEN: Document = {"type": "given"}


def standard(rule: object, **more: object) -> Document:
    return {"text": "要求", "methods": ["material"], "rule": rule, **more}


def criterion(code: str, rule: object = None, weight: object = 1, **more: object) -> Document:
    """A criterion with one standard; ``standards`` in ``more`` replaces it."""
    node: Document = {"code": code, "title": "內容", "standards": [standard(rule or GIVEN)]}
    if weight is not None:
        node["weight"] = weight
    return {**node, **more}


def node(code: str, *children: Document, weight: object = 1, **more: object) -> Document:
    return {"code": code, "title": "節點", "weight": weight, "children": list(children), **more}


def extra(code: str, rule: object) -> Document:
    """A node that earns no weight: a bonus or a veto."""
    return criterion(code, rule, weight=None)


def edition_document(*nodes: Document, **more: object) -> Document:
    return {
        "format": "chuangcheng.edition.v1",
        "code": "test",
        "version": "1",
        "title": "測試",
        "levels": ["一", "二", "三", "四", "五"],
        "weights": "relative",
        "weights_status": "example",
        "methods": [{"code": "material", "name": "材料審核"}],
        "scales": {"abcd": {"A": 1, "B": "0.66", "C": "0.33", "D": 0}},
        "nodes": list(nodes),
        **more,
    }


def facts_document(facts: Mapping[str, Any] | None = None, **more: object) -> Document:
    document: Document = {"format": "chuangcheng.facts.v1", **more}
    if facts is not None:
        document["facts"] = facts
    return document


def read(document: Document) -> Edition:
    reading = read_edition(document)
    assert reading.edition is not None, [describe(fault) for fault in reading.faults]
    return reading.edition


def edition(*nodes: Document, **more: object) -> Edition:
    return read(edition_document(*nodes, **more))


def facts_of(found: Edition, facts: Mapping[str, Any] | None = None, **more: object) -> Facts:
    reading = read_facts(facts_document(facts, **more), found)
    assert reading.facts is not None, [describe(fault) for fault in reading.faults]
    return reading.facts


def scored(found: Edition, facts: Mapping[str, Any] | None = None, **more: object) -> Result:
    return score(found, facts_of(found, facts, **more))


def bounds(result: Result) -> tuple[str, str, str]:
    return str(result.total), str(result.lower), str(result.upper)
