"""One criterion with everything that is said about it."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from chuangcheng.domain import editions as content
from chuangcheng.domain.editions.rules import Rule
from chuangcheng.domain.text import Text
from chuangcheng.features.frameworks.models import (
    ChecklistItem,
    Department,
    Edition,
    Node,
    SiteType,
    Standard,
)
from chuangcheng.features.frameworks.queries.contents import content_of

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A site type and those of its items that serve a standard."""

    site_type: SiteType
    items: list[ChecklistItem]


@dataclass(frozen=True, slots=True)
class StandardPart:
    """A standard with its rule and the sites where it is looked at."""

    standard: Standard
    rule: Rule
    sites: list[SiteLine]
    helpers: list[Department]


@dataclass(frozen=True, slots=True)
class CriterionPage:
    """A criterion, the nodes above it, its neighbours in reading order."""

    node: Node
    percent: Decimal
    level: Text | None
    above: list[content.Node]
    previous: content.Node | None
    following: content.Node | None
    number: int
    count: int
    helpers: list[Department]
    standards: list[StandardPart]


def criterion_page(edition: Edition, code: str) -> CriterionPage | None:
    """Return all of one criterion, or ``None`` where the edition has none of that code.

    Seven queries, however many standards, sites and answers it has.
    """
    node = (
        edition.nodes.filter(code=code, is_criterion=True)
        .select_related("lead")
        .prefetch_related("co_departments")
        .first()
    )
    if node is None:
        return None
    whole = content_of(edition)
    criteria = list(whole.criteria())
    index = next(number for number, found in enumerate(criteria) if found.code == code)
    levels = edition.level_names
    return CriterionPage(
        node=node,
        percent=node.full * _HUNDRED / edition.full,
        level=levels[node.depth] if node.depth < len(levels) else None,
        above=_above(whole.nodes, code),
        previous=criteria[index - 1] if index else None,
        following=criteria[index + 1] if index + 1 < len(criteria) else None,
        number=index + 1,
        count=len(criteria),
        helpers=list(node.co_departments.all()),
        standards=_parts(node, criteria[index]),
    )


def _above(nodes: tuple[content.Node, ...], code: str) -> list[content.Node]:
    for node in nodes:
        if any(found.code == code for found in node.walk()):
            return [] if node.code == code else [node, *_above(node.children, code)]
    return []


def _parts(node: Node, criterion: content.Node) -> list[StandardPart]:
    rules = {standard.code: standard.rule for standard in criterion.standards}
    items = ChecklistItem.objects.order_by("site_type__position", "number")
    rows = node.standards.select_related("lead", "question", "requirement").prefetch_related(
        "methods",
        "site_types",
        "co_departments",
        Prefetch("items", queryset=items),
        "question__options",
    )
    return [
        StandardPart(row, rules[row.code], _sites(row), list(row.co_departments.all()))
        for row in rows
    ]


def _sites(standard: Standard) -> list[SiteLine]:
    items: dict[int, list[ChecklistItem]] = {}
    for item in standard.items.all():
        items.setdefault(item.site_type_id, []).append(item)
    return [
        SiteLine(site_type, items.get(site_type.pk, [])) for site_type in standard.site_types.all()
    ]
