"""An edition's row, and the edition itself as the domain knows it."""

from functools import lru_cache

from chuangcheng.domain import editions as content
from chuangcheng.domain.editions import read_edition
from chuangcheng.features.frameworks.models import Edition


def find_edition(code: str, version: str) -> Edition | None:
    """Return the edition without its document, or ``None``."""
    return Edition.objects.defer("document").filter(code=code, version=version).first()


def document_of(edition: Edition) -> dict[str, object]:
    """Return the document as it was loaded, with decimals as strings."""
    document: dict[str, object]
    document = Edition.objects.values_list("document", flat=True).get(pk=edition.pk)
    return document


def content_of(edition: Edition) -> content.Edition:
    """Return what the edition's document says, for rules, gates and scoring.

    Documents never change, so each process reads one only once; the domain keeps its plan
    of points with the object returned here.
    """
    return _read(edition.pk, edition.checksum)


@lru_cache(maxsize=32)
def _read(pk: int, checksum: str) -> content.Edition:
    document = Edition.objects.values_list("document", flat=True).get(pk=pk, checksum=checksum)
    reading = read_edition(document)
    if reading.edition is None:
        codes = ", ".join(sorted({fault.code for fault in reading.faults}))
        raise LookupError(f"edition {pk} no longer reads: {codes}")
    return reading.edition
