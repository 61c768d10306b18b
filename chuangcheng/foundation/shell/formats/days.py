"""Days as people write them."""

import re
from datetime import date

from chuangcheng.domain.text import narrow

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


def parse_day(written: str) -> str | None:
    """Return a day as ``2026-10-31`` from it, ``2026/10/31`` or ``2026年10月31日``."""
    found = _DAY.fullmatch(narrow(written))
    try:
        return date(*(int(part) for part in found.groups())).isoformat() if found else None
    except ValueError:
        return None
