"""The lists beside the tree: site types, survey questions, the negative list, departments."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from chuangcheng.domain import editions as content
from chuangcheng.features.frameworks.models import (
    Department,
    Edition,
    NegativeArticle,
    Question,
    SiteType,
    Standard,
)
from chuangcheng.features.frameworks.queries.contents import content_of


def _serving() -> "Prefetch[str, QuerySet[Standard], str]":
    return Prefetch("standards", queryset=Standard.objects.select_related("node"))


def site_types(edition: Edition) -> QuerySet[SiteType]:
    """Return the site types with their items and the standards they serve."""
    return edition.site_types.prefetch_related("items", _serving())


def questions(edition: Edition) -> QuerySet[Question]:
    """Return the survey questions with their answers and the standards they serve."""
    return edition.questions.prefetch_related("options", _serving())


def negative_articles(edition: Edition) -> QuerySet[NegativeArticle]:
    """Return the articles of the negative list."""
    return edition.negative_articles.all()


@dataclass(slots=True)
class DepartmentLine:
    """A department, the criteria it leads with their points, and those it joins."""

    department: Department
    leads: int = 0
    joins: int = 0
    points: Decimal = Decimal(0)


def department_lines(edition: Edition) -> list[DepartmentLine]:
    """Return the departments with the number of criteria each leads and joins.

    A department leads a criterion as a whole or one of its standards; who leads a part of
    a criterion is not counted again as joining it. ``points`` counts criteria led as a whole.
    """
    lines = {row.code: DepartmentLine(row) for row in edition.departments.all()}
    points = dict(edition.nodes.filter(is_criterion=True).values_list("code", "full"))
    for criterion in content_of(edition).criteria():
        leads = set(_leads(criterion))
        for code in leads:
            lines[code].leads += 1
        if criterion.lead:
            lines[criterion.lead].points += points[criterion.code]
        for code in set(_joins(criterion)) - leads:
            lines[code].joins += 1
    return list(lines.values())


def _leads(criterion: content.Node) -> Iterator[str]:
    return (holder.lead for holder in _holders(criterion) if holder.lead)


def _joins(criterion: content.Node) -> Iterator[str]:
    return (code for holder in _holders(criterion) for code in holder.co)


def _holders(criterion: content.Node) -> tuple[content.Node | content.Standard, ...]:
    return (criterion, *criterion.standards)
