"""Panel sheets: several assessors, mean or trimmed mean; a blank sheet is unknown."""

from decimal import Decimal

from chuangcheng.domain.editions.rules import PanelSheet
from chuangcheng.domain.scoring.numbers import ONE, ZERO, divide

ONE_BLANK: tuple[None, ...] = (None,)


def expected(marks: tuple[Decimal | None, ...], sheet: PanelSheet) -> int:
    """Return how many sheets count: those expected, and enough for the cut at both ends."""
    least = 2 * sheet.trim + 1
    return max(len(marks), sheet.assessors or 0, least)


def combine(marks: list[Decimal], sheet: PanelSheet) -> Decimal:
    """Return the mean, after ``trim`` marks are cut at each end."""
    ordered = sorted(marks)
    kept = ordered[sheet.trim : len(ordered) - sheet.trim]
    return divide(sum(kept, ZERO), len(kept))


def bounds(shares: tuple[Decimal | None, ...], sheet: PanelSheet) -> tuple[Decimal, Decimal]:
    """Return the combined share with every blank as 0, and with every blank as 1."""
    padded = list(shares) + [None] * (expected(shares, sheet) - len(shares))
    low = [ZERO if share is None else share for share in padded]
    high = [ONE if share is None else share for share in padded]
    return combine(low, sheet), combine(high, sheet)
