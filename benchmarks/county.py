"""The county edition as the benchmarks read it."""

from functools import lru_cache
from pathlib import Path

from chuangcheng.domain.editions import Edition, read_edition
from chuangcheng.features.frameworks.formats.documents import open_document

PATH = Path(__file__).parents[1] / "chuangcheng/features/frameworks/editions/county.edition.yaml"


@lru_cache(maxsize=1)
def county() -> Edition:
    """Return the shipped county edition."""
    document = open_document(PATH, kind="edition")
    reading = read_edition(document.data, document.locate)
    if reading.edition is None:
        raise ValueError([str(fault) for fault in reading.faults[:3]])
    return reading.edition
