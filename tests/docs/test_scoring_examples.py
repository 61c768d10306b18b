"""Every worked example on the scoring page comes out as the page says."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from chuangcheng.domain.editions import read_edition, read_facts
from chuangcheng.domain.editions.rules import ALGORITHMS
from chuangcheng.domain.scoring import Result, TraceNode, score
from chuangcheng.domain.scoring.numbers import settle
from chuangcheng.foundation.shell.formats.limits import DEFAULT
from chuangcheng.foundation.shell.formats.yaml_files import read_yaml
from tests.docs.pages import DOCS, Block, blocks, blocks_with

HEAD = {
    "format": "chuangcheng.edition.v1",
    "code": "example",
    "version": "1",
    "title": "例",
    "levels": ["測評項目"],
    "weights": "relative",
    "weights_status": "example",
    "methods": [{"code": "m", "name": "材料審核"}],
}


def examples(*, whole: bool) -> list[Block]:
    return [
        block for block in blocks_with("yaml", "example") if ("edition:" in block.text) is whole
    ]


def parsed(block: Block) -> dict[str, Any]:
    data, _ = read_yaml(block.text, block.name, DEFAULT)
    assert isinstance(data, dict)
    return data


def scored(edition_parts: Mapping[str, object], facts: Mapping[str, object]) -> Result:
    edition = read_edition({**HEAD, **edition_parts})
    assert edition.edition is not None, edition.faults
    reading = read_facts({"format": "chuangcheng.facts.v1", **facts}, edition.edition)
    assert reading.facts is not None, reading.faults
    return score(edition.edition, reading.facts)


def standard_in(trace: TraceNode) -> TraceNode:
    return trace if trace.kind == "standard" else standard_in(trace.children[0])


@pytest.mark.parametrize("block", examples(whole=False), ids=lambda block: block.name)
def test_the_rule_gives_the_share(block: Block) -> None:
    example = parsed(block)
    node: dict[str, Any] = {
        "code": "A",
        "title": "例",
        "standards": [{"text": "例", "methods": ["m"], "rule": example["rule"]}],
    }
    if example["rule"]["type"] not in ("bonus", "veto"):
        node["weight"] = 100
    edition = {"nodes": [node], "scales": example.get("scales", {})}
    result = scored(edition, {"facts": {"A": example["fact"]}})
    share = standard_in(result.trace).share
    assert share is not None
    expected = example["share"] if isinstance(example["share"], list) else [example["share"]] * 2
    assert [settle(share.lower), settle(share.upper)] == [Decimal(one) for one in expected]


@pytest.mark.parametrize("block", examples(whole=True), ids=lambda block: block.name)
def test_the_edition_gives_the_total(block: Block) -> None:
    example = parsed(block)
    result = scored(example["edition"], example["facts"])
    expected = example["expect"]
    found = {name: str(getattr(result, name)) for name in ("total", "lower", "upper")}
    assert found == {name: expected[name] for name in found}
    if "adjustments" in expected:
        made = {one.code: str(one.points.score) for one in result.adjustments}
        assert made == expected["adjustments"]
    if "gates" in expected:
        assert {gate.code: gate.status for gate in result.gates} == expected["gates"]


def test_every_rule_has_an_example() -> None:
    shown = {parsed(block)["rule"]["type"] for block in examples(whole=False)}
    shown.update("negative" for block in examples(whole=True) if "negative:" in block.text)
    assert shown == ALGORITHMS.keys()


def test_all_languages_show_the_same_examples() -> None:
    def texts(name: str) -> list[str]:
        page = DOCS / "explanation" / name
        return [block.text for block in blocks(page) if block.words[:2] == ("yaml", "example")]

    assert texts("scoring.md") == texts("scoring.en.md")
