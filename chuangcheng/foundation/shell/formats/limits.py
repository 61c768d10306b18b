"""How much a file may hold before it is refused instead of read."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper limits of a file; the defaults are far above any real framework.

    ``size`` is in bytes, ``text`` in characters, ``unpacked`` in bytes after unpacking a
    workbook; ``rows`` and ``cells`` count what is filled in one sheet.
    """

    size: int = 20 * MEGABYTE
    depth: int = 64
    values: int = 500_000
    text: int = 20_000
    members: int = 1_000
    unpacked: int = 100 * MEGABYTE
    ratio: int = 200
    rows: int = 50_000
    columns: int = 200
    cells: int = 500_000

    @property
    def megabytes(self) -> int:
        """``size`` in megabytes, for a sentence."""
        return max(1, self.size // MEGABYTE)


DEFAULT = Limits()
