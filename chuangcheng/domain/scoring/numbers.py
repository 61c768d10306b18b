"""Exact arithmetic for scores: intervals, working precision, and the edition's rounding.

Points are kept on a grid of 24 decimals. Sums on the grid are exact, so the order of
adding never matters and a trace adds up to its total to the last digit.
"""

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import NamedTuple

from chuangcheng.domain.editions.edition import Rounding

ZERO = Decimal(0)
ONE = Decimal(1)

# 24 decimals, and room for 12 digits before the point and every product of two such numbers.
GRID = Decimal(1).scaleb(-24)
CONTEXT = Context(prec=80, rounding=ROUND_HALF_EVEN)
# Wide enough for every digit of a product: cut at 80 it could fall on a tie that is none.
PRODUCT = Context(prec=200, rounding=ROUND_HALF_EVEN)

# Errors of the grid (below 1e-20 in any sum) vanish here before the edition's own rounding,
# so that an exact tie such as 84.995 is met as a tie.
SETTLED = Decimal(1).scaleb(-12)

_MODES = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN}


class Interval(NamedTuple):
    """What is in hand from known facts, and the bounds with the unknown as 0 and as full."""

    score: Decimal
    lower: Decimal
    upper: Decimal

    def plus(self, other: "Interval") -> "Interval":
        """Return the sum, bound by bound."""
        return Interval(
            self.score + other.score, self.lower + other.lower, self.upper + other.upper
        )

    @property
    def settled(self) -> bool:
        """Whether nothing is unknown."""
        return self.lower == self.upper


NOTHING = Interval(ZERO, ZERO, ZERO)


def exact(value: Fraction) -> Decimal:
    """Return a fraction on the grid, rounded once."""
    quotient = CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))
    return quotient.quantize(GRID, context=CONTEXT)


def times(full: Decimal, share: Decimal) -> Decimal:
    """Return ``full × share`` on the grid, rounded once."""
    return PRODUCT.multiply(full, share).quantize(GRID, context=CONTEXT)


def divide(numerator: Decimal | int, denominator: Decimal | int) -> Decimal:
    """Return a share with enough digits that the grid decides, not the division."""
    return CONTEXT.divide(Decimal(numerator), Decimal(denominator))


def add(values: list[Decimal]) -> Decimal:
    """Return an exact sum of grid numbers."""
    total = ZERO
    for value in values:
        total = CONTEXT.add(total, value)
    return total


def settle(value: Decimal) -> Decimal:
    """Return ``value`` without the grid's tiny errors, for comparing shares with a line."""
    return value.quantize(SETTLED, rounding=ROUND_HALF_EVEN, context=CONTEXT)


@dataclass(frozen=True, slots=True)
class Rounder:
    """Rounds as the edition states."""

    rounding: Rounding

    def __call__(self, value: Decimal) -> Decimal:
        """Return ``value`` with the edition's decimal places and mode."""
        places = ONE.scaleb(-self.rounding.places)
        rounded = settle(value).quantize(
            places, rounding=_MODES[self.rounding.mode], context=CONTEXT
        )
        return rounded + ZERO  # no negative zero on a page

    def interval(self, value: Interval) -> Interval:
        """Return all three numbers rounded."""
        return Interval(self(value.score), self(value.lower), self(value.upper))


def plain(value: Decimal) -> str:
    """Return a number as a decimal string without exponent or needless zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
