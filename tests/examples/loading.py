"""Open an example the way the program does: file, reader, edition, facts."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from chuangcheng.domain.editions import Edition, Facts, read_edition, read_facts
from chuangcheng.domain.errors import describe
from chuangcheng.features.frameworks.formats.documents import open_document

FOLDER = Path(__file__).parents[2] / "examples"
EDITION_ENDING = ".edition.yaml"
FACTS_ENDING = ".facts.yaml"

NAMES = tuple(
    sorted(path.name.removesuffix(EDITION_ENDING) for path in FOLDER.glob(f"*{EDITION_ENDING}"))
)


def edition_file(name: str) -> Path:
    return FOLDER / f"{name}{EDITION_ENDING}"


def facts_file(name: str) -> Path:
    return FOLDER / f"{name}{FACTS_ENDING}"


def edition_document(name: str) -> Mapping[str, object]:
    """The plain document of an example's edition, a fresh copy each time."""
    return open_document(edition_file(name), kind="edition").data


def facts_document(name: str) -> Mapping[str, object]:
    return open_document(facts_file(name), kind="facts").data


def edition_from(document: Mapping[str, object]) -> Edition:
    reading = read_edition(document)
    assert reading.edition is not None, "\n".join(describe(fault) for fault in reading.faults)
    return reading.edition


def facts_from(document: Mapping[str, object], edition: Edition) -> Facts:
    reading = read_facts(document, edition)
    assert reading.facts is not None, "\n".join(describe(fault) for fault in reading.faults)
    return reading.facts


@cache
def example(name: str) -> tuple[Edition, Facts]:
    """The edition and facts of an example; both must read without a fault."""
    edition = edition_from(edition_document(name))
    return edition, facts_from(facts_document(name), edition)
