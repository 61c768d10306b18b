"""From a file straight to an edition or facts, or to all the faults in it."""

from pathlib import Path

from chuangcheng.domain.editions import Edition, Facts, read_edition, read_facts
from chuangcheng.domain.errors import Refused
from chuangcheng.features.frameworks.formats.documents import open_document


def open_edition(path: str | Path) -> Edition:
    """Return the edition in a YAML or JSON file; raise ``Refused`` with every fault."""
    document = open_document(path, kind="edition")
    reading = read_edition(document.data, document.locate)
    if reading.edition is None:
        raise Refused(reading.faults)
    return reading.edition


def open_facts(path: str | Path, edition: Edition) -> Facts:
    """Return the facts for ``edition`` in a YAML, JSON or xlsx file; raise ``Refused``."""
    articles = tuple(article.code for article in edition.negative)
    document = open_document(path, kind="facts", articles=articles)
    reading = read_facts(document.data, edition, document.locate)
    if reading.facts is None:
        raise Refused(reading.faults)
    return reading.facts
