"""Editions of frameworks and facts as data: from a plain document to frozen dataclasses."""

from chuangcheng.domain.editions.cursor import Locate
from chuangcheng.domain.editions.edition import Edition, Node, Standard
from chuangcheng.domain.editions.fact_reading import FactsReading, read_facts
from chuangcheng.domain.editions.facts import Fact, Facts, Provenance, YearFacts
from chuangcheng.domain.editions.reading import EditionReading, read_edition

__all__ = [
    "Edition",
    "EditionReading",
    "Fact",
    "Facts",
    "FactsReading",
    "Locate",
    "Node",
    "Provenance",
    "Standard",
    "YearFacts",
    "read_edition",
    "read_facts",
]
