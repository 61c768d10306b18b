"""The county edition and its demonstration county, read once for all tests about them."""

from functools import cache
from pathlib import Path

from chuangcheng.domain.editions import read_edition, read_facts
from chuangcheng.domain.editions.edition import Edition, Node, Standard
from chuangcheng.domain.editions.facts import Facts
from chuangcheng.domain.scoring import Result, score
from chuangcheng.features.frameworks.formats.documents import Document, open_document

FOLDER = Path(__file__).parents[3] / "chuangcheng" / "features" / "frameworks" / "editions"


@cache
def document() -> Document:
    return open_document(FOLDER / "county.edition.yaml", kind="edition")


@cache
def edition() -> Edition:
    reading = read_edition(document().data, document().locate)
    assert reading.faults == ()
    assert reading.edition is not None
    return reading.edition


@cache
def demonstration() -> Facts:
    opened = open_document(FOLDER / "county-demo.facts.yaml", kind="facts")
    reading = read_facts(opened.data, edition(), opened.locate)
    assert reading.faults == ()
    assert reading.facts is not None
    return reading.facts


@cache
def demonstration_result() -> Result:
    return score(edition(), demonstration())


def nodes(depth: int) -> list[Node]:
    return [node for node in edition().walk() if node.depth == depth]


def standards() -> list[tuple[Node, Standard]]:
    return list(edition().standards())
