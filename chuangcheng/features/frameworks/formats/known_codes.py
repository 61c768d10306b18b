"""The codes that a workbook of facts may name, as far as its reader must know them."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

_NUMERAL = re.compile(r"[0-9]{1,18}(\.[0-9]{1,18})?")


@dataclass(frozen=True)
class KnownCodes:
    """The codes of an edition: of standards and criteria, and of the negative list."""

    standards: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()

    @cached_property
    def unclear_numbers(self) -> frozenset[str]:
        """Whole numbers that a program also makes of another code: 1 of ``1.0`` or ``01``."""
        written = (code for code in self.standards | self.articles if _NUMERAL.fullmatch(code))
        whole = ((code, Decimal(code)) for code in written)
        return frozenset(
            str(int(value))
            for code, value in whole
            if value == int(value) and code != str(int(value))
        )
