"""Rows in bulk, and what has been written so far, so that later rows can point at it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import TypeVar

from django.db import models

from chuangcheng.domain.scoring.plan import Plan
from chuangcheng.features.frameworks.models import (
    ChecklistItem,
    Department,
    Edition,
    Method,
    Node,
    Question,
    SiteType,
    Standard,
)

BATCH = 500
_PLACES = Decimal(1).scaleb(-6)
_CONTEXT = Context(prec=40, rounding=ROUND_HALF_EVEN)
_ZERO = Decimal(0)

Row = TypeVar("Row", bound=models.Model)


@dataclass(slots=True)
class Shelf:
    """The rows of one edition by their codes, and its plan of points."""

    edition: Edition
    plan: Plan
    methods: dict[str, Method] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)
    site_types: dict[str, SiteType] = field(default_factory=dict)
    items: dict[tuple[str, int], ChecklistItem] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)
    standards: dict[str, Standard] = field(default_factory=dict)

    def full(self, code: str) -> Decimal:
        """Return the points that a node or standard can earn without bonus."""
        return stored(self.plan.base.get(code, _ZERO))

    def bonus(self, code: str) -> Decimal:
        """Return the most points that a node or standard can add on top."""
        return stored(self.plan.bonus.get(code, _ZERO))


def stored(number: Decimal) -> Decimal:
    """Return a number as its column holds it; the exact one stays in the document."""
    return number.quantize(_PLACES, context=_CONTEXT)


def save(model: type[Row], rows: Iterable[Row]) -> list[Row]:
    """Insert rows in batches and return them with their keys."""
    return model._default_manager.bulk_create(rows, batch_size=BATCH)
