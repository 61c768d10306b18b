"""The tree of units: as it is, a level at a time; as it was on a day; found by words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from chuangcheng.domain.text import Text, searchable
from chuangcheng.foundation.orgs.models import Person, Subject, Unit, UnitClass, UnitVersion
from chuangcheng.foundation.orgs.queries.scopes import within
from chuangcheng.foundation.shell.access import Scope

ACTIVE = Unit.Status.ACTIVE
NAMES = ("name_hant", "name_hans", "name_en")
SHOWN_OF_A_GROUP = 60
"""As many units of one class stand on the page of a tree at once."""


def _with_heads() -> "Prefetch[str, QuerySet[Person], str]":
    heads = Person.objects.filter(is_active=True, post=Person.Post.HEAD)
    return Prefetch("people", queryset=heads, to_attr="heads")


def _branches(units: "QuerySet[Unit]") -> "QuerySet[Unit]":
    children = Unit.objects.filter(parent=OuterRef("pk"), status=ACTIVE)
    return (
        units.filter(status=ACTIVE)
        .select_related("unit_class")
        .annotate(has_children=Exists(children))
        .prefetch_related(_with_heads())
        .order_by("unit_class__position", "position", "code")
    )


def children_of(unit: Unit) -> "QuerySet[Unit]":
    """Return the active units right below, each with ``has_children`` and ``heads``."""
    return _branches(Unit.objects.filter(parent=unit))


@dataclass(frozen=True, slots=True)
class Group:
    """The units of one class at the top of a subject; ``units`` are the first of ``count``."""

    unit_class: UnitClass
    count: int
    units: list[Unit]


def top_groups(subject: Subject, scopes: Iterable[Scope]) -> list[Group]:
    """Return the units at the top of a subject by class, in five queries at most."""
    top = Unit.objects.filter(within(scopes), subject=subject, parent=None)
    counts = dict(
        top.filter(status=ACTIVE)
        .order_by()
        .values_list("unit_class")
        .annotate(n=Count("pk"))
        .values_list("unit_class", "n")
    )
    nth = Window(RowNumber(), partition_by="unit_class", order_by=("position", "code"))
    first = _branches(top).annotate(nth=nth).filter(nth__lte=SHOWN_OF_A_GROUP)
    by_class: dict[int, list[Unit]] = {}
    for unit in first:
        by_class.setdefault(unit.unit_class_id, []).append(unit)
    return [
        Group(row, counts[row.pk], by_class.get(row.pk, []))
        for row in subject.unit_classes.all()
        if row.pk in counts
    ]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of units is narrowed to; empty parts narrow nothing."""

    words: str = ""
    unit_class: str = ""
    status: str = ACTIVE
    below: Unit | None = None


def matches(words: str, field: str = "search") -> Q:
    """Return the condition that a row holds every word, in either script."""
    condition = Q()
    for word in searchable(words).split():
        condition &= Q(**{f"{field}__contains": word})
    return condition


def listed(subject: Subject, scopes: Iterable[Scope], wanted: Wanted) -> "QuerySet[Unit]":
    """Return the units of a subject that are wanted, with class, parent and ``heads``."""
    units = Unit.objects.filter(within(scopes), matches(wanted.words), subject=subject)
    if wanted.status:
        units = units.filter(status=wanted.status)
    if wanted.unit_class:
        units = units.filter(unit_class__code=wanted.unit_class)
    if wanted.below is not None:
        units = units.filter(path__under=wanted.below.path)
    return (
        units.select_related("unit_class", "parent")
        .prefetch_related(_with_heads())
        .order_by("unit_class__position", "position", "code")
    )


@dataclass(frozen=True, slots=True)
class Past:
    """A unit as it was on a day, and how deep in the tree it hung."""

    unit: int
    parent: int | None
    code: str
    name: Text
    class_code: str
    depth: int


def tree_on(subject: Subject, day: date, scopes: Iterable[Scope]) -> list[Past]:
    """Return the units that worked on ``day`` as they were then, in the order of the tree.

    One query: the last version of each unit that had begun by then.
    """
    newest = Window(
        RowNumber(),
        partition_by="unit",
        order_by=(F("valid_from").desc(), F("revision").desc()),
    )
    rows = (
        UnitVersion.objects.filter(
            within(scopes, "unit__"), unit__subject=subject, valid_from__lte=day
        )
        .annotate(nth=newest)
        .filter(nth=1)
        .order_by("unit__unit_class__position", "unit__position", "code")
        .values_list("unit", "parent", "code", *NAMES, "class_code", "status")
    )
    below: dict[int | None, list[Past]] = {}
    for unit, parent, code, hant, hans, english, class_code, status in rows:
        if status != ACTIVE:  # asked of the rows, it would be asked before the last is chosen
            continue
        past = Past(unit, parent, code, Text(hant, hans, english), class_code, 0)
        below.setdefault(parent, []).append(past)
    return list(_in_order(below))


def _in_order(below: dict[int | None, list[Past]]) -> Iterator[Past]:
    known = {past.unit for rows in below.values() for past in rows}
    tops = [past for parent, rows in below.items() if parent not in known for past in rows]
    waiting = [(past, 0) for past in reversed(tops)]
    while waiting:
        past, depth = waiting.pop()
        yield Past(past.unit, past.parent, past.code, past.name, past.class_code, depth)
        waiting += [(child, depth + 1) for child in reversed(below.get(past.unit, []))]
