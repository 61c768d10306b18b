"""From a file straight to an edition or facts, or to all the faults in it."""

from pathlib import Path

from chuangcheng.domain.editions import Edition, Facts, read_edition, read_facts
from chuangcheng.domain.errors import Fault, Refused
from chuangcheng.features.frameworks.formats.documents import open_document, read_document
from chuangcheng.features.frameworks.formats.known_codes import KnownCodes


def open_edition(path: str | Path) -> Edition:
    """Return the edition in a YAML or JSON file; raise ``Refused`` with every fault."""
    document = open_document(path, kind="edition")
    reading = read_edition(document.data, document.locate)
    if reading.edition is None:
        raise Refused(reading.faults)
    return reading.edition


def open_facts(path: str | Path, edition: Edition) -> Facts:
    """Return the facts for ``edition`` in a YAML, JSON or xlsx file; raise ``Refused``."""
    standards = {node.code for node in edition.criteria()} | {
        standard.code for node in edition.criteria() for standard in node.standards
    }
    articles = frozenset(article.code for article in edition.negative)
    codes = KnownCodes(frozenset(standards), articles)
    document = read_document(path, kind="facts", codes=codes)
    if document.is_workbook:
        # what a workbook needs beyond the written format is loaded for workbooks only
        from chuangcheng.features.frameworks.formats.workbook_facts import read_workbook_facts

        reading = read_workbook_facts(document, edition)
    else:
        reading = read_facts(document.data, edition, document.locate)
    if document.faults or reading.facts is None:
        found = (*document.faults, *reading.faults)
        raise Refused(_in_order(found) if document.is_workbook else found)
    return reading.facts


def _in_order(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Return the faults of a workbook sheet by sheet and row by row, as one mends them."""
    sheets = list(dict.fromkeys(fault.place.sheet for fault in faults))

    def key(fault: Fault) -> tuple[bool, int, int]:
        row = "".join(sign for sign in fault.place.cell if sign.isdigit())
        return (not fault.place.sheet, sheets.index(fault.place.sheet), int(row or 0))

    return tuple(sorted(faults, key=key))
