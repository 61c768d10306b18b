"""The list of editions with what is in each."""

from dataclasses import dataclass

from django.db.models import Count, Q

from chuangcheng.domain.text import Text
from chuangcheng.features.frameworks.models import Edition, Node, SiteType


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the tree and how many nodes stand on it."""

    name: Text
    count: int


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """An edition with its numbers of nodes per level, criteria and site types."""

    edition: Edition
    levels: tuple[Level, ...]
    criteria: int
    site_types: int


def library() -> list[LibraryEntry]:
    """Return the editions in use, then the retired ones, each with its numbers.

    Three queries, however many editions there are.
    """
    levels: dict[int, dict[int, int]] = {}
    criteria: dict[int, int] = {}
    counted = Node.objects.order_by().values("edition_id", "depth")
    for row in counted.annotate(
        count=Count("pk"), criteria=Count("pk", filter=Q(is_criterion=True))
    ):
        levels.setdefault(row["edition_id"], {})[row["depth"]] = row["count"]
        criteria[row["edition_id"]] = criteria.get(row["edition_id"], 0) + row["criteria"]
    sites = dict(SiteType.objects.order_by().values_list("edition_id").annotate(count=Count("pk")))
    return [
        LibraryEntry(
            edition,
            _levels(edition, levels.get(edition.pk, {})),
            criteria.get(edition.pk, 0),
            sites.get(edition.pk, 0),
        )
        for edition in Edition.objects.defer("document").order_by(
            "status", "kind", "code", "-version"
        )
    ]


def _levels(edition: Edition, counts: dict[int, int]) -> tuple[Level, ...]:
    return tuple(
        Level(name, counts[depth])
        for depth, name in enumerate(edition.level_names)
        if counts.get(depth)
    )
